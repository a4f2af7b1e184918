import type { SQSRecord } from 'aws-lambda';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { transferBindings } from '../../../functions/transfers/bindings.ts';
import type { ExportKind } from '../../../shared/exports/export-kind.ts';
import { exportEvents, exportRequested } from '../../../shared/exports/messages.ts';
import {
  type ExportDefinition,
  exportGivenUp,
  exportHandler,
  runExport,
} from '../../../shared/exports/run-export.ts';
import { Export } from '../../../shared/exports/table.ts';
import { api } from '../../../shared/http/api.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { batchWorker, MAX_ATTEMPTS, oneByOne } from '../../../shared/queue/batch-worker.ts';
import type { DeadLetter } from '../../../shared/queue/dead-letters.ts';
import { openTable, type Table } from '../../../shared/table/table.ts';
import { ask } from '../../support/http-event.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { createTestTable } from '../../support/table.ts';

const kind: ExportKind = {
  kind: 'stones',
  permission: 'ledger.read',
  summary: 'All stones',
  params: z.strictObject({ from: z.string() }),
  module: 'quarry',
};
const definition: ExportDefinition = {
  kind,
  make: async (companyId, params) => {
    const { from } = kind.params.parse(params) as { from: string };
    if (from === 'nowhere')
      throw new DomainError('invalid', 'quarry.no-stones', 'There are no stones there.');
    async function* chunks() {
      yield `${companyId} `;
      yield from;
    }
    return { fileName: 'stones.txt', contentType: 'text/plain', chunks: chunks() };
  },
};

const NOW = new Date('2026-01-31T12:00:00Z');
const files = memoryFiles();
let table: Table;
let http: Parameters<typeof ask>[0];

beforeAll(async () => {
  table = openTable(await createTestTable());
  const link = (key: string) => ({ url: `https://files.test/${key}`, expiresAt: NOW.toISOString() });
  http = api(
    {
      table,
      membershipOf: async (_, id) => ({ roles: [id] }),
      clock: () => NOW,
      log: () => {},
      measure: () => {},
    },
    ...transferBindings({
      table,
      links: { toUpload: link, toDownload: link },
      newId,
      uploadKinds: [],
      exportKinds: [kind],
    }),
  );
});

const params = { companyId: 'acme' };
const request = (body: unknown, principal = 'accountant') =>
  ask(http, { route: 'POST /companies/{companyId}/exports', params, body, principal });
const show = async (exportId: string) =>
  (
    await ask(http, {
      route: 'GET /companies/{companyId}/exports/{exportId}',
      params: { ...params, exportId },
      principal: 'accountant',
    })
  ).body;
const run = (exportId: string) =>
  runExport({ table, files, definitions: [definition] }, { companyId: 'acme', exportId }, NOW);

test('asked for, made, fetched; made twice it stays the same', async () => {
  const asked = await request({ kind: 'stones', from: 'here' });
  expect(asked.status).toBe(202);
  const { exportId } = asked.body;
  expect(asked.headers.location).toBe(`/companies/acme/exports/${exportId}`);
  expect((await show(exportId)).url).toBeUndefined();
  await Promise.all([run(exportId), run(exportId)]);
  await run(exportId);
  expect(await show(exportId)).toMatchObject({
    state: 'done',
    bytes: 9,
    url: `https://files.test/exports/acme/${exportId}/stones.txt`,
  });
  expect(files.content.get(`exports/acme/${exportId}/stones.txt`)).toBe('acme here');
});

test('the insert is the event, for the module that makes it', async () => {
  const { exportId } = (await request({ kind: 'stones', from: 'here' })).body;
  const item = await table.get(Export, { companyId: 'acme', exportId });
  expect(exportEvents('quarry').toEvents(item ?? {})).toEqual([
    { id: exportId, companyId: 'acme', payload: { exportId } },
  ]);
  expect(exportEvents('other').toEvents(item ?? {})).toEqual([]);
});

test('one whose message is given up says so instead of waiting for ever, and is made when it is sent again', async () => {
  const { exportId } = (await request({ kind: 'stones', from: 'here' })).body;
  let isBroken = true;
  const letters: DeadLetter[] = [];
  const deps = { table, files, definitions: [definition] };
  const worker = batchWorker(
    { bury: async (letter) => void letters.push(letter), log: () => {}, measure: () => {} },
    {
      queue: 'jobs',
      accepts: [exportRequested('quarry')],
      handle: oneByOne((message, now) =>
        isBroken ? Promise.reject(new Error('out of memory')) : exportHandler(deps)(message, now),
      ),
      onGivenUp: exportGivenUp(deps),
    },
  );
  const deliver = (attempt: number) => {
    const body = JSON.stringify({
      id: exportId,
      type: 'quarry.export-requested',
      companyId: 'acme',
      payload: { exportId },
    });
    const attributes = { ApproximateReceiveCount: String(attempt) };
    return worker({ Records: [{ messageId: 'm', body, attributes } as unknown as SQSRecord] });
  };
  await deliver(MAX_ATTEMPTS - 1);
  expect(await show(exportId)).toMatchObject({ state: 'waiting' });
  // Also when it was the worker that died, without a word.
  await deliver(MAX_ATTEMPTS + 1);
  expect(await show(exportId)).toMatchObject({ state: 'failed', failure: { code: 'platform.given-up' } });
  expect(letters).toHaveLength(1);
  isBroken = false;
  await deliver(1);
  const made = await show(exportId);
  expect(made).toMatchObject({ state: 'done', bytes: 9 });
  expect(made.failure).toBeUndefined();
  // A delivery that comes late takes nothing back.
  isBroken = true;
  await deliver(MAX_ATTEMPTS + 1);
  expect(await show(exportId)).toMatchObject({ state: 'done' });
});

test('what cannot be made fails with its reason', async () => {
  const { exportId } = (await request({ kind: 'stones', from: 'nowhere' })).body;
  await run(exportId);
  expect(await show(exportId)).toMatchObject({ state: 'failed', failure: { code: 'quarry.no-stones' } });
});

test('an unknown kind, wrong parameters and a role without the right are refused', async () => {
  expect((await request({ kind: 'pebbles' })).status).toBe(422);
  const wrong = await request({ kind: 'stones', from: 'here', to: 'there' });
  expect(wrong.body.errors).toEqual([{ pointer: '/to', detail: 'unknown field' }]);
  expect((await request({ kind: 'stones', from: 'here' }, 'operator')).status).toBe(403);
});
