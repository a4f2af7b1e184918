import { StartRefusal } from '../start-refusal.ts';
import type { QueueSource, ScheduleModel, StreamSource } from './model.ts';
import { ACCOUNT, REGION } from './place.ts';
import type { Resolver } from './resolver.ts';
import { EventSourceResource } from './resources/function.ts';
import { RuleResource } from './resources/messaging.ts';
import { readServed } from './served-type.ts';
import { nameResource, type Stack } from './stack.ts';

/** Whatever invokes functions besides the HTTP API: queues, the stream, the clock. */
export function buildSources(
  stacks: readonly Stack[],
  resolver: Resolver,
): { queueSources: QueueSource[]; streamSources: StreamSource[]; schedules: ScheduleModel[] } {
  const queueSources: QueueSource[] = [];
  const streamSources: StreamSource[] = [];
  for (const { stack, logicalId, properties } of readServed(EventSourceResource, stacks, resolver)) {
    if (!properties.Enabled) continue;
    const isQueue = properties.EventSourceArn.startsWith('arn:aws:sqs:');
    if (!isQueue && !properties.EventSourceArn.includes('/stream/')) {
      throw new StartRefusal(
        `${nameResource({ stack, logicalId })}: EventSourceArn is neither queue nor stream.`,
      );
    }
    const common = {
      functionArn: toFunctionArn(properties.FunctionName),
      batchSize: properties.BatchSize ?? (isQueue ? 10 : 100),
      windowSeconds: properties.MaximumBatchingWindowInSeconds,
      reportsItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      filters: (properties.FilterCriteria?.Filters ?? []).map((filter): unknown =>
        JSON.parse(filter.Pattern),
      ),
    };
    if (isQueue) {
      const maxConcurrency = properties.ScalingConfig?.MaximumConcurrency;
      queueSources.push({ ...common, queueArn: properties.EventSourceArn, maxConcurrency });
    } else {
      streamSources.push({
        ...common,
        streamArn: properties.EventSourceArn,
        bisects: properties.BisectBatchOnFunctionError,
        maxRetries: properties.MaximumRetryAttempts,
        onFailureArn: properties.DestinationConfig?.OnFailure.Destination,
        startsAt: properties.StartingPosition ?? 'TRIM_HORIZON',
      });
    }
  }
  return { queueSources, streamSources, schedules: buildSchedules(stacks, resolver) };
}

function buildSchedules(stacks: readonly Stack[], resolver: Resolver): ScheduleModel[] {
  return readServed(RuleResource, stacks, resolver)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .flatMap(({ ref, properties }) =>
      properties.Targets.map((target) => ({
        name: `${ref}/${target.Id}`,
        expression: properties.ScheduleExpression,
        functionArn: target.Arn,
        input: target.Input,
      })),
    );
}

/** Mappings name a function by name or by ARN. */
function toFunctionArn(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:')
    ? nameOrArn
    : `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${nameOrArn}`;
}
