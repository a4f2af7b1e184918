import * as z from 'zod';
import type { KeyModel } from '../template/model.ts';
import { ACCOUNT, REGION } from '../template/place.ts';
import type { Demand } from './policy.ts';

const QueueCall = z.object({ QueueUrl: z.string().optional(), QueueName: z.string().optional() });
const KeyCall = z.object({ KeyId: z.string() });

/** SQS checks a batch with the right of its single form. */
export function demandsOfSqs(operation: string, body: unknown): Demand[] {
  const { QueueUrl, QueueName } = QueueCall.parse(body);
  const name = QueueName ?? QueueUrl?.split('/').at(-1);
  const resource = name === undefined ? '*' : `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
  return [{ action: `sqs:${operation.replace(/Batch$/, '')}`, resource }];
}

/** SNS speaks forms: `Action=Publish&TopicArn=...`. */
export function demandsOfSns(form: URLSearchParams): Demand[] {
  const action = (form.get('Action') ?? 'Unknown').replace(/Batch$/, '');
  return [{ action: `sns:${action}`, resource: form.get('TopicArn') ?? form.get('TargetArn') ?? '*' }];
}

export function demandsOfKms(operation: string, body: unknown, keys: readonly KeyModel[]): Demand[] {
  const { KeyId } = KeyCall.parse(body);
  return [{ action: `kms:${operation}`, resource: findKey(keys, KeyId)?.arn ?? KeyId }];
}

/** A key by id, ARN, alias or ARN of an alias. */
export function findKey(keys: readonly KeyModel[], keyId: string): KeyModel | undefined {
  const alias = keyId.slice(keyId.indexOf('alias/'));
  return keys.find((key) => key.id === keyId || key.arn === keyId || key.aliases.includes(alias));
}
