import { execFileSync } from 'node:child_process';
import { statementUnits } from '../../functions/banking/domain/statement-units.ts';
import { statementSurvey } from '../../functions/banking/domain/survey-statements.ts';
import { readStatementFile } from '../../functions/banking/usecases/read-statement-file.ts';
import { camtFile } from '../support/statement-fixtures.ts';
import { type Bench, entriesWanted } from './bench.ts';

/** The worker that handles statements (`infra/stacks/banking.ts`). */
const WORKER = { seconds: 900, megabytes: 1_769 };
/** Of the worker, what the two readings may take: most of its time is for the table. */
const SHARE = 0.25;
const ENTRIES_A_STATEMENT = 50_000;

/** A file of one statement in chunks as S3 hands them out; made as it is read, so that it takes no memory itself. */
async function* statementBytes(entries: number): AsyncGenerator<Uint8Array, void, undefined> {
  const one = {
    amount: '12.34',
    endToEndId: 'E2E-@',
    reference: 'REF-@',
    text: 'Rechnung @ vom 2. Maerz 2026',
  };
  const closing = `${((entries * 1_234 + 10_000) / 100).toFixed(2)}`;
  const file = camtFile({ closing, entries: [one] });
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

interface Reading {
  readonly entries: number;
  readonly megabytesOfFile: number;
  readonly checkSeconds: number;
  readonly takeSeconds: number;
  readonly peakMegabytes: number;
}

/** Both readings, as an import does them; batches are dropped as the worker drops them. */
async function readTwice(entries: number): Promise<Reading> {
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
  const middle = performance.now();
  const sink = statementUnits('imp_bench', () => undefined);
  let units = 0;
  for await (const _ of readStatementFile(statementBytes(entries), sink)) units += sink.take().length;
  if (units !== entries) throw new Error(`${units} transactions of ${entries} entries`);
  const end = performance.now();
  return {
    entries,
    megabytesOfFile: Math.round(bytes / 1_048_576),
    checkSeconds: Number(((middle - start) / 1000).toFixed(2)),
    takeSeconds: Number(((end - middle) / 1000).toFixed(2)),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Time and peak memory of reading a statement, in a process of its own, so that nothing else counts. */
export const statement: Bench = {
  name: 'statement',
  about:
    'a camt.053 of 50,000 entries read twice, as its import does: time and peak memory of a process of its own',
  run: async () => {
    const entries = entriesWanted(ENTRIES_A_STATEMENT);
    const output = execFileSync(process.execPath, [import.meta.filename, String(entries)], {
      encoding: 'utf8',
    });
    const reading = JSON.parse(output) as Reading;
    const seconds = reading.checkSeconds + reading.takeSeconds;
    const missed = [
      ...(seconds > WORKER.seconds * SHARE ? [`${seconds} s of ${WORKER.seconds * SHARE} s`] : []),
      ...(reading.peakMegabytes > WORKER.megabytes * SHARE
        ? [`${reading.peakMegabytes} MB of ${WORKER.megabytes * SHARE} MB`]
        : []),
    ];
    return { rows: [{ ...reading }], missed };
  },
};

if (import.meta.main) console.log(JSON.stringify(await readTwice(Number(process.argv[2]))));
