import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { statementUnits } from '../../functions/banking/domain/statement-units.ts';
import { statementSurvey } from '../../functions/banking/domain/survey-statements.ts';
import { readStatementFile } from '../../functions/banking/usecases/read-statement-file.ts';
import type { FileStore } from '../../shared/files/file-store.ts';
import { openBankingApi } from '../support/banking-api.ts';
import { camtFile } from '../support/statement-fixtures.ts';
import { type Bench, type BenchRow, entriesWanted } from './bench.ts';
import { withEngine } from './open-engine.ts';

/** The worker that handles statements (`infra/stacks/banking.ts`). */
const WORKER = { seconds: 900, megabytes: 1_769 };
/** Of the worker, what an import may take: a slower processor and a slower table than this one's must fit in, too. */
const SHARE = 0.5;
const ENTRIES_A_STATEMENT = 50_000;

/** A file of one statement in chunks as S3 hands them out; made as it is read, so that it takes no memory itself. */
async function* statementBytes(entries: number, id = 'S1'): AsyncGenerator<Uint8Array, void, undefined> {
  const one = {
    amount: '12.34',
    endToEndId: 'E2E-@',
    reference: 'REF-@',
    text: 'Rechnung @ vom 2. Maerz 2026',
  };
  const closing = `${((entries * 1_234 + 10_000) / 100).toFixed(2)}`;
  const file = camtFile({ id, closing, entries: [one] });
  const from = file.indexOf('<Ntry>');
  const to = file.indexOf('</Ntry>') + '</Ntry>'.length;
  const entry = file.slice(from, to);
  yield Buffer.from(file.slice(0, from));
  let text = '';
  for (let at = 0; at < entries; at += 1) {
    text += `${entry.replaceAll('@', String(at))}\n`;
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text + file.slice(to));
}

interface Measured {
  readonly what: string;
  readonly entries: number;
  readonly megabytesOfFile: number;
  readonly seconds: number;
  /** Of the process since it began; what it held before comes besides. */
  readonly peakMegabytes: number;
}

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
const peakMegabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);

/** Both readings, without a table. */
async function readTwice(entries: number): Promise<Measured> {
  let bytes = 0;
  async function* counted() {
    for await (const chunk of statementBytes(entries)) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  const start = performance.now();
  const survey = statementSurvey();
  for await (const _ of readStatementFile(counted(), survey));
  const [statement] = survey.statements;
  if (statement?.refusal || statement?.sums.entries !== entries)
    throw new Error('the statement was not read');
  const sink = statementUnits('imp_bench', () => undefined);
  let units = 0;
  for await (const _ of readStatementFile(statementBytes(entries), sink)) units += sink.take().length;
  if (units !== entries) throw new Error(`${units} transactions of ${entries} entries`);
  const seconds = (performance.now() - start) / 1000;
  return {
    what: 'read twice',
    entries,
    megabytesOfFile: megabytes(bytes),
    seconds,
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

/** Whole imports by the worker's own code, first of an empty account, then of the same entries under another name. */
async function importTwice(entries: number, endpoint: string, tableName: string): Promise<Measured[]> {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new DynamoDBClient({ endpoint, region: 'eu-central-1', credentials });
  const api = await openBankingApi({ client, tableName });
  await api.createCompany('bench');
  const measured: Measured[] = [];
  for (const [id, what] of [
    ['S1', 'imported'],
    ['S2', 'imported again, all known'],
  ] as const) {
    const { importId, key } = await api.place('bench', '');
    const start = performance.now();
    await api.work(key, api.table, statementBucket(entries, id));
    const seconds = (performance.now() - start) / 1000;
    const done = await api.show('bench', importId);
    if (done.state !== 'done' || done.done !== entries) throw new Error(JSON.stringify(done));
    measured.push({
      what,
      entries,
      megabytesOfFile: megabytes(done.bytes),
      seconds,
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
  about:
    'a camt.053 of 50,000 entries: read twice, imported, imported again; time and peak memory of the worker',
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
      : await readTwice(Number(entries));
  console.log(JSON.stringify(measured));
}
