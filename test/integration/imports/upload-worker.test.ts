import type { Context, SQSRecord } from 'aws-lambda';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { transferBindings } from '../../../functions/transfers/bindings.ts';
import { api } from '../../../shared/http/api.ts';
import {
  type ImportDefinition,
  type ImportUnit,
  importDefinition,
  type RefusedUnit,
} from '../../../shared/imports/definition.ts';
import { LEASE_SECONDS } from '../../../shared/imports/progress.ts';
import { type UploadKind, uploadKey } from '../../../shared/imports/upload-kind.ts';
import { uploadWorker } from '../../../shared/imports/upload-worker.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import type { Metric } from '../../../shared/metrics.ts';
import type { DeadLetter } from '../../../shared/queue/dead-letters.ts';
import { entity } from '../../../shared/table/entity.ts';
import { openTable, type Table } from '../../../shared/table/table.ts';
import { put } from '../../../shared/table/writes.ts';
import { ask } from '../../support/http-event.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { createTestTable } from '../../support/table.ts';

const stones: UploadKind = {
  kind: 'stones',
  permission: 'ledger.post',
  maxBytes: 10_000,
  summary: 'One weight a row',
  format: 'stones',
};
const Booked = entity({
  name: 'test.booked',
  schema: z.object({ importId: z.string(), row: z.int(), times: z.int() }),
  key: (of: { importId: string; row: number }) => ({
    pk: `BOOKED#${of.importId}`,
    sk: String(of.row).padStart(6, '0'),
  }),
  access: ['all of an import'],
});
interface Stone extends ImportUnit {
  readonly weight: number;
}

async function* rowsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Stone, void, undefined> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  const [, ...lines] = Buffer.concat(parts).toString('utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    const row = index + 2;
    if (line === 'broken') throw new DomainError('invalid', 'test.broken', `Row ${row} cannot be read.`);
    yield { firstRow: row, lastRow: row, source: [{ row, cells: [line] }], weight: Number(line) };
  }
}

let table: Table;
let now = Date.parse('2026-01-31T12:00:00Z');
const clock = () => new Date(now);
const files = memoryFiles();
/** Called with every batch; throws to play a worker that dies. */
let onCommit: (rows: readonly number[]) => void = () => {};

const definition: ImportDefinition = importDefinition<Stone>({
  kind: stones,
  batchUnits: 5,
  open: async (bytes) => ({ headings: ['weight'], delimiter: ';', items: rowsOf(bytes) }),
  // Two transactions a batch, as the ledger cuts its windows.
  commit: async (units, { importId }, moveCursor) => {
    for (let from = 0; from < units.length; from += 3) {
      const to = Math.min(from + 3, units.length);
      const window = units.slice(from, to);
      onCommit(window.map(({ firstRow }) => firstRow));
      const refused = window.flatMap(({ weight, firstRow }): RefusedUnit[] =>
        weight > 0
          ? []
          : [{ row: firstRow, code: 'test.weightless', reason: 'A stone "weighs"; something.' }],
      );
      const good = window.filter(({ weight }) => weight > 0);
      await table.transact([
        ...good.map(({ firstRow: row }) =>
          put(Booked, { importId, row, times: 1 }, { exists: false }, () => new Error('booked twice')),
        ),
        ...moveCursor({ from, to, done: good.length, refused }),
      ]);
    }
  },
});

interface PutBack {
  readonly body: string;
  readonly delaySeconds: number;
}

const measured: Metric[] = [];

function startWorker(hasTime = true, on: Table = table) {
  const putBack: PutBack[] = [];
  const buried: DeadLetter[] = [];
  const handler = uploadWorker(
    {
      table: on,
      files,
      putBack: async (body, delaySeconds) => void putBack.push({ body, delaySeconds }),
      bury: async (letter) => void buried.push(letter),
      log: () => {},
      measure: (metric) => void measured.push(metric),
      clock,
    },
    { queue: 'test-uploads', definitions: [definition] },
  );
  const context = { getRemainingTimeInMillis: () => (hasTime ? 600_000 : 1_000) } as unknown as Context;
  const take = (key: string) => {
    const body = JSON.stringify({ Records: [{ s3: { object: { key: encodeURIComponent(key) } } }] });
    return handler({ Records: [{ messageId: 'm', body } as unknown as SQSRecord] }, context);
  };
  return { putBack, buried, take };
}

type Http = Parameters<typeof ask>[0];
let http: Http;

beforeAll(async () => {
  table = openTable(await createTestTable());
  const link = () => ({ url: 'https://files.test/x', expiresAt: clock().toISOString() });
  http = api(
    {
      table,
      membershipOf: async (_, id) => (id === 'clerk' ? { roles: ['accountant'] } : { roles: ['auditor'] }),
      clock,
      log: () => {},
      measure: () => {},
    },
    ...transferBindings({
      table,
      links: { toUpload: link, toDownload: link },
      newId,
      uploadKinds: [stones],
      exportKinds: [],
    }),
  );
});

const COMPANY = { companyId: 'acme' };
const upload = (principal = 'clerk', kind = 'stones') =>
  ask(http, {
    route: 'POST /companies/{companyId}/uploads',
    params: COMPANY,
    body: { kind, fileName: 'stones.csv' },
    principal,
  });
const show = async (importId: string, query: Record<string, string> = {}) =>
  (
    await ask(http, {
      route: 'GET /companies/{companyId}/imports/{importId}',
      params: { ...COMPANY, importId },
      query,
      principal: 'clerk',
    })
  ).body;

/** Asks for an upload and puts the file there; the content is made unique unless said otherwise. */
async function uploaded(
  lines: readonly (string | number)[],
  heading?: string,
): Promise<{ importId: string; key: string }> {
  const { importId } = (await upload()).body;
  const key = uploadKey('stones', 'acme', importId);
  files.content.set(key, [heading ?? `weight ${importId}`, ...lines].join('\n'));
  return { importId, key };
}
const booked = async (importId: string) =>
  (await table.query(Booked, { pk: `BOOKED#${importId}` })).items.map(({ row }) => row);
const weights = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('asking: the kind decides who may, and an unknown kind is refused', async () => {
  const answer = await upload();
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ method: 'PUT', maxBytes: 10_000 });
  expect(await show(answer.body.importId)).toMatchObject({ state: 'waiting', read: 0, refused: [] });
  expect((await upload('auditor')).status).toBe(403);
  expect((await upload('clerk', 'pebbles')).status).toBe(422);
});

test('rows are booked or refused with their reason, and the refused ones come back as a file', async () => {
  const { importId, key } = await uploaded([1, 0, 3, 4, 5, 6, 0, 8]);
  measured.length = 0;
  await startWorker().take(key);
  expect(measured.map(({ name, value, dimensions }) => [name, value, dimensions])).toEqual([
    ['ImportRuns', 1, { Kind: 'stones', Outcome: 'done' }],
    ['ImportRows', 6, { Kind: 'stones' }],
    ['ImportRowsRefused', 2, { Kind: 'stones' }],
  ]);
  expect(await show(importId)).toMatchObject({
    state: 'done',
    read: 8,
    done: 6,
    refusedCount: 2,
    refused: [
      { row: 3, code: 'test.weightless' },
      { row: 8, code: 'test.weightless' },
    ],
    rejectedFile: `/companies/acme/imports/${importId}/rejected-rows`,
  });
  expect(await show(importId, { refusedAfter: '3' })).toMatchObject({ refused: [{ row: 8 }] });
  expect(await booked(importId)).toEqual([2, 4, 5, 6, 7, 9]);
  expect(files.content.get(`rejected/acme/${importId}.csv`)).toBe(
    '\uFEFFweight;row;reason\r\n0;3;"A stone ""weighs""; something."\r\n0;8;"A stone ""weighs""; something."\r\n',
  );
});

test('the same content is recognized, and nothing is booked twice', async () => {
  const first = await uploaded([1, 2], 'the same');
  await startWorker().take(first.key);
  const second = await uploaded([1, 2], 'the same');
  await startWorker().take(second.key);
  expect(await show(second.importId)).toMatchObject({ state: 'done', done: 0, duplicateOf: first.importId });
  expect(await booked(second.importId)).toEqual([]);
});

test('a worker that dies once it has met a duplicate is not followed by one that books it', async () => {
  const first = await uploaded([1, 2], 'the same but killed');
  await startWorker().take(first.key);
  const second = await uploaded([1, 2], 'the same but killed');
  let transactions = 0;
  const dying: Table = {
    ...table,
    transact: (writes) => {
      transactions += 1;
      return transactions === 1 ? table.transact(writes) : Promise.reject(new Error('killed'));
    },
  };
  await startWorker(true, dying).take(second.key);
  expect(await show(second.importId)).toMatchObject({ state: 'running' });
  now += (LEASE_SECONDS + 1) * 1000;
  await startWorker().take(second.key);
  expect(await show(second.importId)).toMatchObject({ state: 'done', done: 0, duplicateOf: first.importId });
  expect(await booked(second.importId)).toEqual([]);
});

test.each([0, 1, 2, 3])(
  'a worker that dies at transaction %i is followed by one that goes on there',
  async (fatal) => {
    const { importId, key } = await uploaded(weights(11));
    measured.length = 0;
    let transactions = 0;
    onCommit = () => {
      if (transactions === fatal) throw new Error('killed');
      transactions += 1;
    };
    const dying = startWorker();
    await dying.take(key);
    onCommit = () => {};
    expect(dying.putBack).toMatchObject([{ delaySeconds: LEASE_SECONDS + 1 }]);
    expect(await show(importId)).toMatchObject({ state: 'running' });
    // Too early: the dead one still holds the lease, so the message is put back once more.
    const early = startWorker();
    await early.take(key);
    expect(early.putBack).toMatchObject([{ delaySeconds: expect.any(Number) }]);
    now += (LEASE_SECONDS + 1) * 1000;
    await startWorker().take(key);
    expect(await show(importId)).toMatchObject({ state: 'done', read: 11, done: 11, refusedCount: 0 });
    expect(await booked(importId)).toEqual(weights(11).map((row) => row + 1));
    // Rows are counted once, when all are decided.
    expect(measured.filter(({ name }) => name === 'ImportRows')).toMatchObject([{ value: 11 }]);
  },
);

test('two deliveries at once: one works, and every row is booked once', async () => {
  const { importId, key } = await uploaded(weights(20));
  const workers = Array.from({ length: 4 }, () => startWorker());
  await Promise.all(workers.map(({ take }) => take(key)));
  expect(await show(importId)).toMatchObject({ state: 'done', done: 20 });
  await startWorker().take(key);
  expect(await show(importId)).toMatchObject({ state: 'done', done: 20 });
});

test('without time it stops after a batch and comes back at once', async () => {
  const { importId, key } = await uploaded(weights(12));
  const hurried = startWorker(false);
  await hurried.take(key);
  expect(await show(importId)).toMatchObject({ state: 'running', done: 5, cursor: 6 });
  expect(hurried.putBack.at(-1)?.delaySeconds).toBe(0);
  await startWorker().take(key);
  expect(await show(importId)).toMatchObject({ state: 'done', done: 12 });
});

test('a file that breaks keeps what was before, and says so; where nothing was booked it may be sent again', async () => {
  const late = await uploaded([1, 2, 'broken', 4]);
  await startWorker().take(late.key);
  expect(await show(late.importId)).toMatchObject({
    state: 'failed',
    done: 2,
    failure: { code: 'test.broken' },
  });
  const early = await uploaded(['broken'], 'again');
  await startWorker().take(early.key);
  const again = await uploaded(['broken'], 'again');
  await startWorker().take(again.key);
  expect(await show(again.importId)).toMatchObject({ state: 'failed' });
  expect((await show(again.importId)).duplicateOf).toBeUndefined();
});

test.each([
  ['too large', 'x'.repeat(10_001), 'transfers.file-too-large'],
  ['empty', '', 'transfers.file-empty'],
])('a file that is %s fails with a reason', async (_, content, code) => {
  const { importId, key } = await uploaded([]);
  files.content.set(key, content);
  await startWorker().take(key);
  expect(await show(importId)).toMatchObject({ state: 'failed', failure: { code } });
});

test('a file overwritten while it is read fails; one that makes no progress is given up', async () => {
  const changed = await uploaded(weights(12));
  await startWorker(false).take(changed.key);
  files.content.set(changed.key, 'other content');
  await startWorker().take(changed.key);
  expect(await show(changed.importId)).toMatchObject({
    state: 'failed',
    failure: { code: 'transfers.file-changed' },
  });

  const stuck = await uploaded([1]);
  onCommit = () => {
    throw new Error('always');
  };
  for (let attempt = 0; attempt < 7; attempt += 1) {
    await startWorker().take(stuck.key);
    now += (LEASE_SECONDS + 1) * 1000;
  }
  onCommit = () => {};
  expect(await show(stuck.importId)).toMatchObject({
    state: 'failed',
    failure: { code: 'transfers.no-progress' },
  });
});

test('objects that nobody asked for are buried, not tried again', async () => {
  const worker = startWorker();
  const strange = ['uploads/stones/acme/imp_00000000000000000000000000', 'uploads/stones/../x', 'else'];
  for (const key of strange) {
    expect(await worker.take(key)).toEqual({ batchItemFailures: [] });
  }
  expect(worker.buried.map(({ companyId, code }) => [companyId, code])).toEqual([
    ['acme', 'transfers.unknown-import'],
    ['-', 'transfers.unknown-import'],
    ['-', 'transfers.unknown-import'],
  ]);
});
