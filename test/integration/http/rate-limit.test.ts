import { expect, test } from 'vitest';
import { rateLimiter } from '../../../shared/http/rate-limit.ts';
import { UnknownOutcomeError } from '../../../shared/table/failures.ts';
import { openTable, type Table } from '../../../shared/table/table.ts';
import { createTestTable } from '../../support/table.ts';

const NOW = new Date('2026-01-31T12:00:20Z');
const who = (id: string) => ({ id, kind: 'machine' as const });

test('instances share one limit, tell when it ends, and a quiet caller costs nothing', async () => {
  const table = openTable(await createTestTable());
  const limit = { perMinute: 40, unseen: 10 };
  const instances = [rateLimiter(table, limit), rateLimiter(table, limit)];
  let passed = 0;
  let refused: unknown;
  for (let request = 0; request < 100; request += 1) {
    await instances[request % 2]?.(who('wild'), NOW).then(
      () => {
        passed += 1;
      },
      (error: unknown) => {
        refused = error;
      },
    );
  }
  // 10 unseen in each instance, and 40 reserved together.
  expect(passed).toBe(60);
  expect(refused).toMatchObject({ code: 'platform.too-many-requests', details: { retryAfterSeconds: 40 } });
  await instances[0]?.(who('quiet'), NOW);
  await instances[0]?.(who('wild'), new Date('2026-01-31T12:01:00Z'));
});

test('a caller turned away is not asked about again; trouble of the table lets pass, a missing right does not hide', async () => {
  const table = openTable(await createTestTable());
  let asked = 0;
  const failing = (error: Error): Table => ({ ...table, write: () => Promise.reject(error) });
  const counting: Table = {
    ...table,
    write: (one) => {
      asked += 1;
      return table.write(one);
    },
  };
  const limit = { perMinute: 5, unseen: 5 };
  const admit = rateLimiter(counting, limit);
  for (let request = 0; request < 30; request += 1) await admit(who('wild'), NOW).catch(() => {});
  // One reservation that passed, one that found the minute full.
  expect(asked).toBe(2);

  const strict = { perMinute: 5, unseen: 0 };
  await rateLimiter(failing(new UnknownOutcomeError('TimeoutError')), strict)(who('calm'), NOW);
  const denied = new Error('not authorized to perform: dynamodb:UpdateItem');
  await expect(rateLimiter(failing(denied), strict)(who('calm'), NOW)).rejects.toThrow(denied);
});
