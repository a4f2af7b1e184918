import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT, prepareAssembly } from '../../../infra/local/prepare/prepare-assembly.ts';
import { type Runner, startRunner } from '../../../infra/local/runner.ts';
import { askAs, until } from '../../support/installation.ts';
import { connectDynamoDb, type Item, readTable, restoreTable } from '../../support/restore-table.ts';
import {
  connectQueues,
  createCompany,
  fetchExport,
  importFile,
  readAll,
  type StoryCompany,
  sale,
  sendAll,
} from '../../support/stories.ts';

/* The drill of docs/restore.md on one machine: another table name, the same templates otherwise, the same data folder. */

const RESTORED = 'backoffice-local-restored';
const ASYNC = { prefer: 'respond-async' };
let folder: string;
let runner: Runner;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backoffice-restore-'));
  runner = await startRunner({ dataFolder: folder, empty: true });
});
afterAll(async () => {
  await runner?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A request that the point in time catches between the promise (202) and the booking, with the table at that moment. */
async function catchQueuedRequest(client: DynamoDBClient, { ask, at }: StoryCompany) {
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    const entryId = `async-${attempt}`;
    const entry = sale('2026-03-20', 7, { id: entryId });
    const { body } = await ask('POST', at('/journal-entries'), entry, ASYNC);
    const items = await readTable(client, runner.endpoints.table);
    const isQueued = !items.some(({ pk, sk }) => JSON.stringify([pk, sk]).includes(entryId));
    if (isQueued) return { requestId: String(body.id), entryId, items };
    await until(
      () => ask('GET', at(`/posting-requests/${body.id}`)),
      (answer) => answer.body.state === 'posted',
    );
  }
  throw new Error('Every request was booked before the table was read.');
}

async function booksOf({ ask, at }: StoryCompany) {
  const [verification, balance] = await Promise.all([
    ask('GET', at('/journal/verification')),
    ask('GET', at('/reports/trial-balance?asOf=2026-12-31')),
  ]);
  return { verification: verification.body, balance: balance.body };
}

async function restoreAs(tableName: string, items: readonly Item[]): Promise<void> {
  const [table] = runner.model.tables;
  if (!table) throw new Error('no table');
  const client = connectDynamoDb(runner.endpoints);
  await restoreTable(client, tableName, table.properties, items);
  client.destroy();
}

describe('a table restored to a point in time under another name', () => {
  it('holds the books as of that point, and everything goes on from there', {
    timeout: 240_000,
  }, async () => {
    const company = await createCompany({}, runner.api);
    const { ask, at } = company;
    const assembly = prepareAssembly(PROJECT_ROOT, { tableName: RESTORED });
    for (const [index, id] of ['RE-1', 'RE-2', 'RE-3'].entries()) {
      await ask('POST', at('/journal-entries'), sale('2026-03-10', 10 + index, { id }));
    }
    const client = connectDynamoDb(runner.endpoints);
    const caught = await catchQueuedRequest(client, company);
    client.destroy();
    await restoreAs(RESTORED, caught.items);
    const lost = sale('2026-03-11', 99, { id: 'after-the-point' });
    await until(
      () => ask('GET', at(`/posting-requests/${caught.requestId}`)),
      ({ body }) => body.state === 'posted',
    );
    const last = (await ask('POST', at('/journal-entries'), lost)).body;
    await runner.stop();

    runner = await startRunner({ dataFolder: folder, empty: true, assembly: await assembly });
    expect(runner.endpoints.table).toBe(RESTORED);
    const again = await reopen(company);
    const { verification, balance } = await booksOf(again);
    const entries = last.number - 2; // without the caught request and the last entry
    expect(verification).toMatchObject({ ok: true, entries });
    expect(balance).toMatchObject({ journalNumber: entries, totals: { debit: balance.totals.credit } });
    const journal = await readAll(again.ask, at('/journal-entries'));
    expect(journal.map(({ number }) => number)).toEqual(journal.map((_, index) => index + 1));
    const gross = journal.reduce((sum, { lines }) => sum + Math.round(Number(lines[0].debit) * 100), 0);
    expect(balance.accounts[0]).toMatchObject({ account: '1200', balance: (gross / 100).toFixed(2) });

    await bookOn(again, caught, lost, entries);
    await hearOfEvents(again);
  });
});

async function reopen(company: StoryCompany): Promise<StoryCompany> {
  return { ...company, ask: await askAs(runner.api, 'local-admin') };
}

/** Ids from before the point are remembered; what came after it is sent again and takes the next numbers. */
async function bookOn(
  { id, ask, at }: StoryCompany,
  caught: { readonly requestId: string; readonly entryId: string },
  lost: ReturnType<typeof sale>,
  entries: number,
): Promise<void> {
  const known = await ask('POST', at('/journal-entries'), sale('2026-03-10', 10, { id: 'RE-1' }));
  expect([known.status, known.headers.get('idempotency-hit'), known.body.number]).toEqual([200, 'true', 1]);
  expect((await ask('GET', at('/journal-entries/after-the-point'))).status).toBe(404);
  const sentAgain = await ask('POST', at('/journal-entries'), lost);
  expect([sentAgain.status, sentAgain.body.number]).toEqual([201, entries + 1]);

  // Its event was told before the point; nobody tells it again, so the operator sends its message.
  const place = at(`/posting-requests/${caught.requestId}`);
  expect((await ask('GET', place)).body.state).toBe('queued');
  const message = { id: 'restore-1', type: 'ledger.posting-requested', companyId: id, payload: { requestId: caught.requestId } }; // biome-ignore format: one line
  const sqs = connectQueues(runner.endpoints);
  await sendAll(sqs, runner.endpoints.queues.postings ?? '', [JSON.stringify(message)]);
  sqs.destroy();
  const { body } = await until(
    () => ask('GET', place),
    (answer) => answer.body.state !== 'queued',
  );
  expect(body).toMatchObject({ state: 'posted', entryId: caught.entryId, number: entries + 2 });
}

/** Stream, topic and queues serve the new table: an export is made because its insert is told, a file because S3 tells. */
async function hearOfEvents(company: StoryCompany): Promise<void> {
  const before = (await booksOf(company)).verification;
  const rows =
    'entry;date;text;account;debit;credit\r\n1;2026-04-01;neu;1200;1,00;\r\n1;2026-04-01;neu;8400;;1,00\r\n';
  const imported = await importFile(company, 'journal-csv', { name: 'after.csv', content: rows });
  expect(imported).toMatchObject({ state: 'done', done: 1, refused: [] });
  const journal = await fetchExport(company, 'hledger');
  expect(journal).toContain('id:after-the-point');
  const { verification } = await booksOf(company);
  expect(verification).toMatchObject({ ok: true, entries: before.entries + 1 });
}
