import { SNSClient } from '@aws-sdk/client-sns';
import { EventsConfig, loadConfig } from '../../shared/config.ts';
import { eventSources } from './contract.ts';
import { publishToTopic } from './publish.ts';
import { streamPublisher } from './usecases/publish-events.ts';

const config = loadConfig(EventsConfig);

export const handler = streamPublisher({
  sources: eventSources,
  publish: publishToTopic(new SNSClient(), config.EVENTS_TOPIC_ARN),
});
