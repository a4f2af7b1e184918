import { SubscriptionFilter, type Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { RedrivenQueue } from './redriven-queue.ts';

/**
 * Fans events of the given types into a module's queue, as raw messages. What the topic cannot deliver goes to the
 * queue's own dead letters, where it is seen and can be redriven like any other message.
 */
export function subscribeToEvents(topic: Topic, types: readonly string[], target: RedrivenQueue): void {
  topic.addSubscription(
    new SqsSubscription(target.queue, {
      rawMessageDelivery: true,
      filterPolicy: { type: SubscriptionFilter.stringFilter({ allowlist: [...types] }) },
      deadLetterQueue: target.deadLetters,
    }),
  );
}
