import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readCamt } from '../../functions/banking/domain/camt/read-camt.ts';
import type { FileStore } from '../../shared/files/file-store.ts';
import { Import } from '../../shared/imports/table.ts';
import { allBankingBindings, bankingUploadWorker } from '../support/banking-api.ts';
import { requestUpload } from '../support/ledger-uploads.ts';
import { openPaymentsApi } from '../support/payments-api.ts';
import { camtFile, OWN_IBAN } from '../support/statement-fixtures.ts';
import { type Bench, type BenchRow, entriesWanted } from './bench.ts';
import { withEngine } from './open-engine.ts';

/** The worker that handles statements (`infra/stacks/banking.ts`). */
const WORKER = { seconds: 900, megabytes: 1_769 };
/** Of the worker, what an import may take: a slower processor and a slower table than this one's must fit in, too. */
const SHARE = 0.5;
const ENTRIES_A_STATEMENT = 50_000;
const OPEN_ITEMS = 2_000;
/** Of the open items, how many the statement pays. */
const PAID_ITEMS = 500;

/** A file of one statement in chunks as S3 hands them out; made as it is read, so that it takes no memory itself. */
async function* statementBytes(entries: number, id = 'S1'): AsyncGenerator<Uint8Array, void, undefined> {
  const detail = { endToEndId: 'E2E-@', remittance: 'Zahlung RE-9@ Kunde', name: 'Zahler @ GmbH' };
  const file = camtFile({ id, entries: [{ amount: '119.00', reference: 'REF-@', details: [detail] }] });
  const from = file.indexOf('<Ntry>');
  const to = file.indexOf('</Ntry>') + '</Ntry>'.length;
  const entry = file.slice(from, to);
  yield Buffer.from(file.slice(0, from));
  let text = '';
  for (let at = 0; at < entries; at += 1) {
    text += `${entry.replaceAll('@', String(at).padStart(6, '0'))}\n`;
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text + file.slice(to));
}

interface Measured {
  readonly what: string;
  readonly entries: number;
  readonly seconds: number;
  /** Of this process, whatever else the machine was doing. */
  readonly cpuSeconds: number;
  /** Of the process since it began. */
  readonly peakMegabytes: number;
}

function cpuSecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1_000_000);
}
const peakMegabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);

async function readOnce(entries: number): Promise<Measured> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const [statement] = await readCamt(statementBytes(entries));
  if (statement?.transactions.length !== entries) throw new Error('the statement was not read');
  return {
    what: 'read',
    entries,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: cpuSecondsSince(cpu),
    peakMegabytes: peakMegabytes(),
  };
}

/** A bucket that makes the statement while it is read. */
function statementBucket(entries: number, id: string): FileStore {
  return {
    open: async () => ({ bytes: statementBytes(entries, id), sizeBytes: 1, etag: id }),
    write: async () => ({ sizeBytes: 0 }),
  };
}

/** Invoices to many customers; the first of them stand in the statement. */
async function bookInvoices(
  api: Awaited<ReturnType<typeof openPaymentsApi>>,
  companyId: string,
): Promise<void> {
  const invoices = Array.from({ length: OPEN_ITEMS }, (_, at) => ({
    kind: 'regular' as const,
    date: '2026-03-10',
    documentNumber:
      at < PAID_ITEMS ? `RE-9${String(at * 100).padStart(6, '0')}` : `RE-1${String(at).padStart(6, '0')}`,
    text: 'Sale',
    lines: [
      { account: String(10_000 + at), debitMinor: 11_900n },
      { account: '8100', creditMinor: 11_900n },
    ],
  }));
  const results = await api.post(companyId, ...invoices);
  if (results.some(({ status }) => status !== 'posted')) throw new Error('an invoice was not booked');
}

/** Whole imports by the worker's own code: first of an account without transactions, then of the same under another name. */
async function importTwice(entries: number, endpoint: string, tableName: string): Promise<Measured[]> {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new DynamoDBClient({ endpoint, region: 'eu-central-1', credentials });
  const api = await openPaymentsApi({ client, tableName }, allBankingBindings);
  const companyId = 'bench';
  await api.createCompany(companyId);
  const account = { params: { companyId, iban: OWN_IBAN }, body: { ledgerAccount: '1200' } };
  await api.call('PUT', '/companies/{companyId}/bank-accounts/{iban}', account);
  await bookInvoices(api, companyId);
  const measured: Measured[] = [];
  for (const [id, what] of [
    ['S1', `imported, ${OPEN_ITEMS} open items`],
    ['S2', 'imported again, all known'],
  ] as const) {
    const { importId, key } = await requestUpload(api.table, { companyId, kind: 'bank-statement' });
    const work = bankingUploadWorker(api.table, statementBucket(entries, id), () => new Date());
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    await work(key);
    const seconds = (performance.now() - start) / 1000;
    const done = await api.table.get(Import, { companyId, importId });
    if (done?.state !== 'done' || done.done !== entries) throw new Error(JSON.stringify(done));
    measured.push({
      what,
      entries,
      seconds,
      cpuSeconds: cpuSecondsSince(cpu),
      peakMegabytes: peakMegabytes(),
    });
  }
  return measured;
}

/** Runs one part in a process of its own, so that nothing else counts as its memory. */
async function inOwnProcess<T>(...args: readonly string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, ...args]);
  return JSON.parse(stdout) as T;
}

export const statement: Bench = {
  name: 'statement',
  about: `a camt.053 of 50,000 entries against ${OPEN_ITEMS} open items: read, imported and matched, imported again`,
  run: async () => {
    const entries = String(entriesWanted(ENTRIES_A_STATEMENT));
    const reading = await inOwnProcess<Measured>(entries);
    const imports = await withEngine(async (connect) => {
      const { client, tableName } = connect();
      const { hostname, port, protocol } = (await client.config.endpoint?.()) ?? {};
      return inOwnProcess<Measured[]>(entries, `${protocol}//${hostname}:${port}`, tableName);
    });
    const rows = [reading, ...imports];
    const missed = rows.flatMap(({ what, seconds, peakMegabytes: peak }) => [
      ...(seconds > WORKER.seconds * SHARE ? [`${what}: ${seconds} s of ${WORKER.seconds * SHARE} s`] : []),
      ...(peak > WORKER.megabytes * SHARE ? [`${what}: ${peak} MB of ${WORKER.megabytes * SHARE} MB`] : []),
    ]);
    const shown = rows.map((row): BenchRow => ({ ...row, seconds: Number(row.seconds.toFixed(1)) }));
    return { rows: shown, missed };
  },
};

if (import.meta.main) {
  const [, , entries, endpoint, tableName] = process.argv;
  const measured =
    endpoint && tableName
      ? await importTwice(Number(entries), endpoint, tableName)
      : await readOnce(Number(entries));
  console.log(JSON.stringify(measured));
}
