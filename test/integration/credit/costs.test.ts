import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { MAX_DUES, packDues, summarizeOwed } from '../../../functions/credit/domain/dues.ts';
import { CreditExposureRow } from '../../../functions/credit/table.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';
import { put } from '../../../shared/table/writes.ts';
import { type CreditApi, ORDER, openCreditApi } from '../../support/credit-api.ts';
import { createTestTable, testDynamoDb } from '../../support/table.ts';
import { meterTable } from '../../support/table-meter.ts';

/** Read units of everything that goes over the client from now on, as DynamoDB itself reports them. */
function meterReads(client: DynamoDBClient): () => number {
  let units = 0;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (!/^(Get|Query|BatchGet)/.test(commandName)) return next(args);
        const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        const { ConsumedCapacity } = result.output as {
          ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
        };
        for (const one of [ConsumedCapacity ?? []].flat()) units += one.CapacityUnits ?? 0;
        return result;
      },
    { step: 'initialize', name: 'meterReads' },
  );
  return () => units;
}

/** Calls that go over the client from now on. */
function meterCalls(client: DynamoDBClient): () => string[] {
  const calls: string[] = [];
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        calls.push(commandName.replace('Command', ''));
        return next(args);
      },
    { step: 'initialize', name: 'meterCalls' },
  );
  return () => calls.splice(0);
}

const key = { company: 'acme', customer: 'customer-4711' };

/** Open items on more days than are told apart, from a day on. */
function exposureFrom(day: string, version: number) {
  const days = Array.from({ length: 400 }, (_, at) => ({ dueDate: addDays(day, at), openMinor: 123_456n }));
  const { dues, openItemsMinor } = summarizeOwed(days);
  expect(dues).toHaveLength(MAX_DUES);
  return {
    ...key, openItemsMinor, prepaymentsMinor: 0n, deliveriesMinor: 0n, dunningLevel: 0, dues: packDues(dues), version,
    at: '2026-06-15T12:00:00.000Z',
  }; // biome-ignore format: a record
}

it('a check costs four write units and six read units, with a group, its event, and as many open items as may be', async () => {
  const { client, tableName } = await createTestTable();
  const meter = meterTable(client);
  const credit = await openCreditApi({ client, tableName });
  await credit.openCustomer('head-of-the-group', 100_000_000n);
  await credit.openCustomer('customer-4711', 50_000_000n, { parent: 'head-of-the-group', riskClass: 'B' });
  await credit.table.write(put(CreditExposureRow, exposureFrom('2026-07-01', 9)));
  const check = (api: CreditApi, id: string) => {
    const body = {
      ...ORDER,
      customerId: 'customer-4711',
      id,
      amount: '1190.00',
      reference: 'SO-2026-000815',
    };
    return api.call('POST', '/credit-checks', {}, { body });
  };
  // The meter learns of items by seeing them written: of the counter as it is now with the first check.
  await check(credit, 'order-2026-000814');
  const before = meter.writeUnits();
  expect((await check(credit, 'order-2026-000815')).body.reservationId).toBeDefined();
  // Counter, check, the check's place in the index of ends, counter again.
  expect(meter.writeUnits() - before).toBe(4);

  const reading = testDynamoDb();
  const readUnits = meterReads(reading);
  const again = await openCreditApi({ client: reading, tableName });
  const read = readUnits();
  expect((await check(again, 'order-2026-000816')).body.reservationId).toBeDefined();
  // Membership, profile, exposure, settings, counter; and what is not there and costs a unit on AWS, but not on DynamoDB
  // Local: an earlier check of that id.
  const missing = 1;
  expect(readUnits() - read + missing).toBe(6);
  // Whose counter it is is known by now: it comes with the others, and one of the calls is saved. With nobody else at the
  // counter, another one is not waited for.
  await credit.checks.checks.settleMark({ company: 'acme', root: 'head-of-the-group' }, 'order-2026-000814');
  const called = meterCalls(reading);
  const warm = readUnits();
  expect((await check(again, 'order-2026-000818')).body.reservationId).toBeDefined();
  expect(readUnits() - warm + missing).toBe(6);
  expect(called()).toEqual(['GetItem', 'BatchGetItem', 'UpdateItem', 'PutItem']);
  // An amendment reads what a check does, and the reservation.
  const params = { reservationId: 'customer-4711~order-2026-000818' };
  const more = { body: { id: 'more', amount: '1200.00' } };
  const amending = readUnits();
  expect(
    (await again.call('POST', '/credit-reservations/{reservationId}/amendment', params, more)).body,
  ).toMatchObject({ decision: 'approved' });
  expect(readUnits() - amending + missing).toBe(7);
  expect(called()).toEqual(['GetItem', 'BatchGetItem', 'TransactWriteItems']);

  await credit.table.write(put(CreditExposureRow, exposureFrom('2026-01-01', 10)));
  const unreserved = meter.writeUnits();
  expect((await check(credit, 'order-2026-000817')).body.reasons[0].code).toBe('OLDEST_ITEM');
  // The check, and its place among the decisions of the month.
  expect(meter.writeUnits() - unreserved).toBe(2);
});
