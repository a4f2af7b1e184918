import { describe, expect, it } from 'vitest';
import { defineFoundation } from '../../infra/backoffice.ts';
import { BackofficeFunction } from '../../infra/constructs/backoffice-function.ts';
import { RedrivenQueue } from '../../infra/constructs/redriven-queue.ts';
import { WorkerQueue } from '../../infra/constructs/worker-queue.ts';
import { defineExample, EXAMPLE_FILES } from '../support/example-module.ts';
import { withProject } from '../support/project-fixture.ts';
import { alarmsOn, referenced } from '../support/template-lookup.ts';
import { ofType, PROD, synthesize, synthesizeBackoffice } from '../support/templates.ts';

const example = await withProject(EXAMPLE_FILES, (root) => synthesize((app) => defineExample(app, root)));

describe.each([
  ['an example module', example],
  ['the deployment', synthesizeBackoffice()],
])('every worker of %s', (_, resources) => {
  const queues = ofType(resources, 'AWS::SQS::Queue');
  const mappings = ofType(resources, 'AWS::Lambda::EventSourceMapping');
  const workers = mappings.flatMap((mapping) => {
    const queue = referenced(mapping, mapping.properties.EventSourceArn, queues);
    return queue ? [[queue.properties.QueueName as string, mapping, queue] as const] : [];
  });

  it.each(workers)(
    '%s reports failures message by message, and never takes all the concurrency there is',
    (_name, mapping) => {
      expect(mapping.properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(mapping.properties.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
      expect(mapping.properties.ScalingConfig.MaximumConcurrency).toBeLessThanOrEqual(10);
    },
  );

  it.each(workers)('%s hides a message at least six timeouts long', (_name, mapping, queue) => {
    const worker = referenced(
      mapping,
      mapping.properties.FunctionName,
      ofType(resources, 'AWS::Lambda::Function'),
    );
    expect(queue.properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * worker?.properties.Timeout);
  });

  it.each(workers)(
    '%s has dead letters, and alarms for them and for late messages',
    (name, _mapping, queue) => {
      const deadLetters = referenced(queue, queue.properties.RedrivePolicy.deadLetterTargetArn, queues);
      expect(deadLetters?.properties.QueueName).toBe(`${name}-dlq`);
      expect(alarmsOn(queue, resources).has('ApproximateAgeOfOldestMessage')).toBe(true);
      if (!deadLetters) throw new Error('no dead letters');
      expect(alarmsOn(deadLetters, resources).has('ApproximateNumberOfMessagesVisible')).toBe(true);
    },
  );

  it('has a queue that keeps messages two weeks, encrypted', () => {
    for (const { properties } of queues) {
      expect(properties).toMatchObject({ MessageRetentionPeriod: 14 * 86_400, SqsManagedSseEnabled: true });
    }
  });
});

describe('the stream', () => {
  const deployed = synthesizeBackoffice(PROD);
  const mappings = ofType(deployed, 'AWS::Lambda::EventSourceMapping');
  const mapping = mappings.find(({ properties }) => properties.StartingPosition);

  it('halves a batch that fails, names the record, and sets it aside after all', () => {
    expect(mapping?.properties).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      StartingPosition: 'TRIM_HORIZON',
    });
    const target = mapping?.properties.DestinationConfig.OnFailure.Destination;
    const queue = referenced(mapping, target, ofType(deployed, 'AWS::SQS::Queue'));
    expect(queue?.properties.QueueName).toBe('backoffice-prod-stream-dlq');
  });

  it('rings before it forgets what was not published, and is readable under a key of the account', () => {
    const publisher = referenced(
      mapping,
      mapping?.properties.FunctionName,
      ofType(deployed, 'AWS::Lambda::Function'),
    );
    if (!publisher) throw new Error('no publisher');
    const lag = alarmsOn(publisher, deployed).get('IteratorAge');
    expect(lag?.properties.Threshold).toBeLessThan(24 * 3_600_000);
    expect(lag?.properties.AlarmDescription).toContain(publisher.properties.Description);
    const rights = ofType(deployed, 'AWS::IAM::Policy').filter(({ logicalId }) =>
      logicalId.startsWith('onstream'),
    );
    expect(JSON.stringify(rights)).toContain('kms:Decrypt');
  });
});

describe('failed messages', () => {
  it('of every worker can be sent again over HTTP', () => {
    const deployed = synthesizeBackoffice();
    const mappings = ofType(deployed, 'AWS::Lambda::EventSourceMapping');
    const queues = ofType(deployed, 'AWS::SQS::Queue');
    const rights = JSON.stringify(
      ofType(deployed, 'AWS::IAM::Policy').filter(({ stack }) => stack === 'backoffice-dev-platform'),
    );
    for (const mapping of mappings) {
      const queue = referenced(mapping, mapping.properties.EventSourceArn, queues);
      if (queue) expect(rights).toContain(`:${queue.properties.QueueName}-dlq"`);
    }
  });
});

describe('the stream publisher', () => {
  const [mapping] = ofType(example, 'AWS::Lambda::EventSourceMapping').filter(
    ({ properties }) => properties.StartingPosition,
  );

  it('sees inserts of event entities only', () => {
    expect(JSON.parse(mapping?.properties.FilterCriteria.Filters[0].Pattern)).toEqual({
      eventName: ['INSERT'],
      dynamodb: { NewImage: { entity: { S: ['example.thing', 'example.other'] } } },
    });
  });

  it('sets a record aside that never passes, and goes on', () => {
    expect(mapping?.properties).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      StartingPosition: 'TRIM_HORIZON',
    });
    const failed = referenced(
      mapping,
      mapping?.properties.DestinationConfig.OnFailure.Destination,
      ofType(example, 'AWS::SQS::Queue'),
    );
    expect(failed?.properties.QueueName).toBe('backoffice-dev-stream-dlq');
  });
});

describe('a worker on a queue made elsewhere', () => {
  it('is refused where the queue shows messages again too early', async () => {
    const define = (root: string) =>
      synthesize((app) => {
        const { deployment, state } = defineFoundation(app, root);
        const worker = new BackofficeFunction(state, 'Worker', {
          deployment,
          bundle: 'example-on-job',
          impact: 'None.',
          timeoutSeconds: 60,
        });
        const source = new RedrivenQueue(state, 'Jobs', {
          deployment,
          name: 'x',
          visibilitySeconds: 300,
          impact: 'None.',
        });
        new WorkerQueue(state, 'Work', {
          deployment,
          name: 'x',
          worker,
          batchSize: 1,
          maxConcurrency: 2,
          source,
        });
      });
    await expect(withProject(EXAMPLE_FILES, define)).rejects.toThrow('visibility 300 s, needs 360 s');
  });
});
