import type { DynamoDBRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { eventSources } from '../../../functions/platform/contract.ts';
import { streamPublisher } from '../../../functions/platform/usecases/publish-events.ts';
import { ChangeRecord } from '../../../shared/changes.ts';
import type { Envelope } from '../../../shared/queue/message.ts';

function inserted(
  changeId: string,
  action: string,
  eventName: 'INSERT' | 'MODIFY' = 'INSERT',
): DynamoDBRecord {
  const at = '2026-01-31T12:00:00Z';
  const item = { companyId: 'acme', changeId, at, principal: 'clerk', action, subject: 'settings' };
  return {
    eventName,
    dynamodb: { SequenceNumber: changeId, NewImage: ChangeRecord.write(item) },
  } as unknown as DynamoDBRecord;
}

const RECORDS = [
  inserted('1', 'companies.settings-changed'),
  inserted('2', 'ledger.period-closed'),
  inserted('3', 'companies.settings-changed', 'MODIFY'),
  inserted('4', 'companies.member-added'),
  inserted('5', 'companies.member-added'),
];

test('inserts of event entities are published as envelopes; anything else is not', async () => {
  const told: Envelope[] = [];
  const publish = async (events: readonly Envelope[]) => void told.push(...events);
  const handler = streamPublisher({ sources: eventSources, publish, log: () => {} });
  expect(await handler({ Records: RECORDS })).toEqual({ batchItemFailures: [] });
  expect(told.map(({ id, type, companyId }) => [id, type, companyId])).toEqual([
    ['1', 'companies.changed', 'acme'],
    ['4', 'companies.changed', 'acme'],
    ['5', 'companies.changed', 'acme'],
  ]);
});

test('a record that does not pass stops the batch there, so that nothing is left out', async () => {
  const publish = async ([event]: readonly Envelope[]) => {
    if (event?.id === '4') throw new Error('topic away');
  };
  const handler = streamPublisher({ sources: eventSources, publish, log: () => {} });
  expect(await handler({ Records: RECORDS })).toEqual({ batchItemFailures: [{ itemIdentifier: '4' }] });
});
