import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Publish } from './usecases/publish-events.ts';

const BATCH = 10;

/** Sends events to the topic, ten at a time; an event that was not taken makes the whole fail, to be sent again. */
export function publishToTopic(sns: SNSClient, TopicArn: string): Publish {
  return async (events) => {
    for (let at = 0; at < events.length; at += BATCH) {
      const PublishBatchRequestEntries = events.slice(at, at + BATCH).map((event, index) => ({
        Id: String(index),
        Message: JSON.stringify(event),
        MessageAttributes: { type: { DataType: 'String', StringValue: event.type } },
      }));
      const { Failed = [] } = await sns.send(
        new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }),
      );
      if (Failed.length > 0) throw new Error(`the topic refused ${Failed.length} events: ${Failed[0]?.Code}`);
    }
  };
}
