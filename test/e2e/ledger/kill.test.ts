import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type Installation, startInstallation, until } from '../../support/installation.ts';
import { journalCsv } from '../../support/journal-fixtures.ts';
import { times } from '../../support/thorough.ts';

/*
 * The process is killed at random moments while entries come in by all three ways. What was acknowledged is there,
 * once; what was not is sent again with its id, and is there once too.
 */
const ROUNDS = times(2);
const COMPANY = 'killed';
const CLIENTS = 4;
const CSV_ENTRIES = 1_000;
const MESSAGES_A_ROUND = 60;

let folder: string;
let installation: Installation;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backoffice-kill-'));
  installation = await startInstallation(folder);
});
afterAll(async () => {
  await installation.child.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

function entry(id: string) {
  const lines = [
    { account: '1200', debit: '119.00' },
    { account: '8400', credit: '100.00' },
    { account: '1776', credit: '19.00' },
  ];
  return { id, date: '2026-03-10', text: `Verkauf ${id}`, documentNumber: id, lines };
}

/** Books entries one after the other until the process is gone; the unanswered one is tried again in the next life. */
async function postUntilKilled(
  ask: Ask,
  client: number,
  from: number,
  acknowledged: Set<string>,
): Promise<number> {
  for (let number = from; ; number += 1) {
    const id = `http-${client}-${number}`;
    try {
      const { status } = await ask('POST', `/companies/${COMPANY}/journal-entries`, entry(id));
      if (status === 200 || status === 201 || status === 202) acknowledged.add(id);
      else if (status < 500) throw new Error(`unexpected status ${status}`);
    } catch (error) {
      if (error instanceof TypeError) return number; // fetch lost its connection: killed
      throw error;
    }
  }
}

async function sendMessages(
  { endpoints }: Installation,
  round: number,
  acknowledged: Set<string>,
): Promise<void> {
  const sqs = new SQSClient({
    endpoint: endpoints.sqs,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const ids = Array.from({ length: MESSAGES_A_ROUND }, (_, index) => `queue-${round}-${index}`);
  for (let at = 0; at < ids.length; at += 10) {
    const Entries = ids.slice(at, at + 10).map((id) => ({
      Id: id,
      MessageBody: JSON.stringify({
        id: `msg-${id}`,
        type: 'ledger.post-entry',
        companyId: COMPANY,
        payload: entry(id),
      }),
    }));
    const { Successful = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: endpoints.queues.postings, Entries }),
    );
    for (const { Id } of Successful) acknowledged.add(Id as string);
  }
}

async function startUpload(ask: Ask): Promise<string> {
  const asked = await ask('POST', `/companies/${COMPANY}/uploads`, {
    kind: 'journal-csv',
    fileName: 'journal.csv',
  });
  expect(asked.status).toBe(201);
  const text = [...journalCsv({ entries: CSV_ENTRIES, accounts: 45, seed: 7 })].join('');
  expect((await fetch(asked.body.url, { method: 'PUT', body: text })).status).toBe(200);
  return asked.body.importId;
}

async function readJournal(ask: Ask): Promise<{ id: string; number: number; documentNumber: string }[]> {
  const entries = [];
  let next: string | undefined;
  do {
    const cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
    const page = await ask('GET', `/companies/${COMPANY}/journal-entries?limit=1000${cursor}`);
    entries.push(...page.body.items);
    next = page.body.next;
  } while (next !== undefined);
  return entries;
}

describe('killed with SIGKILL while entries come in', () => {
  it('loses nothing acknowledged and doubles nothing', { timeout: 180_000 }, async () => {
    const admin = await installation.as('local-admin');
    const settings = { name: 'Killed', currency: 'EUR', chart: 'SKR03', fiscalYearStart: '01-01' };
    expect((await admin('PUT', `/companies/${COMPANY}`, settings)).status).toBe(201);
    const importId = await startUpload(admin);
    const acknowledged = new Set<string>();
    let from = Array.from({ length: CLIENTS }, () => 0);

    for (let round = 0; round < ROUNDS; round += 1) {
      const ask = await installation.as('local-admin');
      await sendMessages(installation, round, acknowledged);
      const posting = from.map((number, client) => postUntilKilled(ask, client, number, acknowledged));
      await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 1_500));
      await installation.child.end('SIGKILL');
      from = await Promise.all(posting);
      installation = await startInstallation(folder);
    }

    const ask = await installation.as('local-admin');
    for (const [client, number] of from.entries()) {
      const id = `http-${client}-${number}`;
      expect([200, 201]).toContain(
        (await ask('POST', `/companies/${COMPANY}/journal-entries`, entry(id))).status,
      );
      acknowledged.add(id);
    }
    const imported = await until(
      async () => (await ask('GET', `/companies/${COMPANY}/imports/${importId}`)).body,
      ({ state }) => state === 'done' || state === 'failed',
    );
    expect(imported).toMatchObject({ state: 'done', refused: [] });
    const journal = await until(
      () => readJournal(ask),
      (entries) => entries.length >= acknowledged.size + CSV_ENTRIES,
    );

    const ids = journal.map(({ id }) => id).filter((id) => !id.startsWith('ent_'));
    expect(ids.toSorted()).toEqual([...acknowledged].toSorted());
    const csvDocuments = journal.filter(({ documentNumber }) => documentNumber.startsWith('RE-'));
    expect(new Set(csvDocuments.map(({ documentNumber }) => documentNumber)).size).toBe(CSV_ENTRIES);
    expect(csvDocuments).toHaveLength(CSV_ENTRIES);
    expect(journal.map(({ number }) => number)).toEqual(journal.map((_, index) => index + 1));
    const verification = await ask('GET', `/companies/${COMPANY}/journal/verification`);
    expect(verification.body).toMatchObject({ ok: true, entries: journal.length });
  });
});
