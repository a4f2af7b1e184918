import { describe, expect, it } from 'vitest';
import { deliverStreamBatch, type StreamRecord } from '../../../infra/local/sources/deliver-stream-batch.ts';
import { compileFilters } from '../../../infra/local/sources/filter-pattern.ts';
import { readItemFailures } from '../../../infra/local/sources/item-failures.ts';
import { compileSchedule } from '../../../infra/local/sources/schedule-slots.ts';
import type { StreamSource } from '../../../infra/local/template/model.ts';

describe('compileFilters', () => {
  const insert = { eventName: 'INSERT', dynamodb: { NewImage: { entity: { S: 'ledger.block' } } } };
  it.each([
    [{ eventName: ['INSERT'] }, true],
    [{ eventName: ['MODIFY', 'INSERT'] }, true],
    [{ eventName: ['REMOVE'] }, false],
    [{ dynamodb: { NewImage: { entity: { S: [{ prefix: 'ledger.' }] } } } }, true],
    [{ dynamodb: { NewImage: { entity: { S: [{ suffix: '.head' }] } } } }, false],
    [{ dynamodb: { OldImage: { entity: { S: [{ exists: false }] } } } }, true],
    [{ dynamodb: { NewImage: { entity: { S: [{ exists: true }] } } } }, true],
    [{ eventName: [{ 'anything-but': ['REMOVE', 'MODIFY'] }] }, true],
    [{ eventName: [{ 'anything-but': 'INSERT' }] }, false],
    [{ eventName: [{ 'anything-but': { prefix: 'INS' } }] }, false],
    [{ eventName: [{ 'equals-ignore-case': 'insert' }] }, true],
    [{ eventName: ['INSERT'], missing: ['x'] }, false],
  ])('%j on an insert is %s', (pattern, passes) => {
    expect(compileFilters([pattern])(insert)).toBe(passes);
  });

  it('passes everything without a pattern, and what one of several matches', () => {
    expect(compileFilters([])(insert)).toBe(true);
    expect(compileFilters([{ eventName: ['REMOVE'] }, { eventName: ['INSERT'] }])(insert)).toBe(true);
  });

  it('refuses an operator it does not know', () => {
    expect(() => compileFilters([{ size: [{ numeric: ['>', 1] }] }])).toThrow(/numeric.*not served/);
  });
});

describe('readItemFailures', () => {
  it.each([
    [null, []],
    [{}, []],
    [{ batchItemFailures: [] }, []],
    [{ batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
    [{ batchItemFailures: [{ itemIdentifier: 'unknown' }] }, ['a', 'b']],
    [{ batchItemFailures: [{ itemIdentifier: '' }] }, ['a', 'b']],
    [{ batchItemFailures: 'b' }, ['a', 'b']],
  ])('%j fails %j', (reply, failed) => {
    expect([...readItemFailures(reply, ['a', 'b'])]).toEqual(failed);
  });
});

describe('compileSchedule', () => {
  const at = (text: string) => Date.parse(`${text}Z`);
  it.each([
    ['rate(5 minutes)', '2026-01-01T10:03', '2026-01-01T10:07', '2026-01-01T10:05'],
    ['rate(1 hour)', '2026-01-01T10:03', '2026-01-01T10:59', undefined],
    ['rate(1 day)', '2026-01-01T10:03', '2026-01-09T10:00', '2026-01-09T00:00'],
    ['cron(10 2 * * ? *)', '2026-01-01T00:00', '2026-01-05T02:09', '2026-01-04T02:10'],
    ['cron(0/15 8-17 ? * MON-FRI *)', '2026-01-01T00:00', '2026-01-04T12:00', '2026-01-02T17:45'],
    ['cron(0 0 1 JAN,JUL ? *)', '2026-01-01T00:00', '2026-06-30T00:00', undefined],
  ])('%s between %s and %s', (expression, after, now, slot) => {
    expect(compileSchedule(expression)(at(after), at(now))).toBe(slot && at(slot));
  });

  it.each([
    'cron(0 0 L * ? *)',
    'cron(0 0 * * *)',
    'cron(99 0 * * ? *)',
    'rate(0 minutes)',
    'at(2026-01-01)',
  ])('refuses %s', (expression) => {
    expect(() => compileSchedule(expression)).toThrow(/not served/);
  });
});

describe('deliverStreamBatch', () => {
  const records: StreamRecord[] = ['1', '2', '3', '4'].map((id) => ({ sequenceNumber: id, record: { id } }));
  const source: StreamSource = {
    functionArn: 'f',
    streamArn: 's',
    batchSize: 10,
    windowSeconds: 0,
    reportsItemFailures: false,
    filters: [],
    bisects: true,
    maxRetries: 0,
    startsAt: 'TRIM_HORIZON',
  };

  /** Delivers to a function that answers by the ids it was given; tells what it got and what was given up. */
  async function deliver(overrides: Partial<StreamSource>, answer: (ids: unknown[]) => unknown) {
    const batches: unknown[][] = [];
    const givenUp: string[] = [];
    await deliverStreamBatch(
      {
        source: { ...source, ...overrides },
        invoker: {
          async invoke(_arn, event) {
            const ids = (event as { Records: { id: unknown }[] }).Records.map(({ id }) => id);
            batches.push(ids);
            return answer(ids);
          },
        },
        onGivenUp: (lost) => givenUp.push(...lost.map(({ sequenceNumber }) => sequenceNumber)),
        signal: new AbortController().signal,
      },
      records,
    );
    return { batches: batches.map((ids) => ids.join('')), givenUp };
  }

  it('halves a failing batch until the one that fails stands alone', async () => {
    const failOnThree = (ids: unknown[]) => {
      if (ids.includes('3')) throw new Error('three');
    };
    const { batches, givenUp } = await deliver({}, failOnThree);
    expect(batches).toEqual(['1234', '12', '34', '3', '4']);
    expect(givenUp).toEqual(['3']);
  });

  it('goes on from the first reported failure', async () => {
    let calls = 0;
    const failTwoOnce = () => (calls++ === 0 ? { batchItemFailures: [{ itemIdentifier: '2' }] } : {});
    const { batches, givenUp } = await deliver({ reportsItemFailures: true, maxRetries: 1 }, failTwoOnce);
    expect(batches).toEqual(['1234', '234']);
    expect(givenUp).toEqual([]);
  });
});
