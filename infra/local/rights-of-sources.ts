import { type Demand, isAllowed } from './gate/policy.ts';
import { StartRefusal } from './start-refusal.ts';
import type { FunctionModel, Model } from './template/model.ts';

const QUEUE_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const STREAM_ACTIONS = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

/**
 * Lambda reads queues and streams with the role of the function. Here the runner reads them, so the rights are checked
 * once, at the start. @throws StartRefusal naming function, action and resource
 */
export function assertRightsOfSources({ functions, queueSources, streamSources }: Model): void {
  for (const { functionArn, queueArn } of queueSources) {
    for (const action of QUEUE_ACTIONS) assertAllowed(functions, functionArn, { action, resource: queueArn });
  }
  for (const { functionArn, streamArn, onFailureArn } of streamSources) {
    for (const action of STREAM_ACTIONS)
      assertAllowed(functions, functionArn, { action, resource: streamArn });
    if (onFailureArn)
      assertAllowed(functions, functionArn, { action: 'sqs:SendMessage', resource: onFailureArn });
  }
}

function assertAllowed(functions: readonly FunctionModel[], functionArn: string, demand: Demand): void {
  const fn = functions.find((candidate) => candidate.arn === functionArn);
  if (!fn)
    throw new StartRefusal(`An event source names a function that is not in the templates: ${functionArn}.`);
  if (isAllowed(fn.statements, demand)) return;
  throw new StartRefusal(
    `The role of ${fn.shortName} lacks ${demand.action} on ${demand.resource}, which its event source needs.`,
  );
}
