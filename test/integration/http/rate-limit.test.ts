import { expect, test } from 'vitest';
import { rateLimiter } from '../../../shared/http/rate-limit.ts';
import { openTable } from '../../../shared/table/table.ts';
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
