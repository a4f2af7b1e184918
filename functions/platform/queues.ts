import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** What redriving needs of the queues. */
export interface Queues {
  readonly send: (queue: string, body: string) => Promise<void>;
  /** Takes the copy out of the dead letters, where it can be found; else its alarm goes on. */
  readonly forget: (queue: string, failedMessageId: string) => Promise<void>;
}

const MAX_LOOKS = 20;
/** How long the letters that were not meant stay out of sight. */
const LOOK_SECONDS = 5;

export function connectQueues(sqs: SQSClient, stage: string): Queues {
  const urls = new Map<string, string>();
  const urlOf = async (name: string): Promise<string> => {
    const QueueName = `backoffice-${stage}-${name}`;
    const known = urls.get(name);
    if (known !== undefined) return known;
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    urls.set(name, QueueUrl);
    return QueueUrl;
  };

  async function send(queue: string, MessageBody: string): Promise<void> {
    await sqs.send(new SendMessageCommand({ QueueUrl: await urlOf(queue), MessageBody }));
  }

  async function forget(queue: string, failedMessageId: string): Promise<void> {
    const QueueUrl = await urlOf(`${queue}-dlq`);
    for (let look = 0; look < MAX_LOOKS; look += 1) {
      const receive = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: LOOK_SECONDS,
        MessageAttributeNames: ['failedMessageId'],
      });
      const { Messages = [] } = await sqs.send(receive);
      if (Messages.length === 0) return;
      const ours = Messages.find(
        ({ MessageAttributes }) => MessageAttributes?.failedMessageId?.StringValue === failedMessageId,
      );
      if (!ours) continue;
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: ours.ReceiptHandle }));
      return;
    }
  }
  return { send, forget };
}
