import { readTrialBalance } from '../../functions/ledger/usecases/read-trial-balance.ts';
import { openMeasuredLedger } from '../support/measured-ledger.ts';
import { bookEven, type MeteredLedger } from '../support/write-costs.ts';
import { type Bench, type BenchResult, type BenchRow, entriesWanted, median } from './bench.ts';
import { type ConnectTable, withEngine } from './open-engine.ts';

const SIZES = [100, 10_000, entriesWanted(100_000)] as const;
const QUESTIONS = [
  ['trial balance of the year', '2026-12-31'],
  ['as of a day', '2026-06-14'],
] as const;
const READINGS = 9;

async function readOnce(on: MeteredLedger, asOf: string) {
  const before = on.meter.itemsRead();
  const from = performance.now();
  const wish = { asOf, includeClosing: false, collective: false };
  const { through } = await readTrialBalance(on.ledger, on.company, wish);
  return { through, ms: performance.now() - from, items: on.meter.itemsRead() - before };
}

async function measure(connect: ConnectTable, entries: number): Promise<BenchRow[]> {
  const on = await openMeasuredLedger(connect(), `reads-${entries}`);
  await bookEven(on, entries);
  const rows: BenchRow[] = [];
  for (const [what, asOf] of QUESTIONS) {
    const readings = [];
    for (let reading = 0; reading < READINGS; reading += 1) readings.push(await readOnce(on, asOf));
    const items = new Set(readings.map((one) => one.items));
    if (items.size !== 1 || readings.some(({ through }) => through !== entries)) {
      throw new Error(`Readings of a resting journal differ: ${JSON.stringify(readings)}`);
    }
    const medianMs = Number(median(readings.map(({ ms }) => ms)).toFixed(1));
    rows.push({ what, entries, itemsRead: [...items][0] ?? 0, medianMs, journalNumber: entries });
  }
  return rows;
}

async function run(): Promise<BenchResult> {
  return withEngine(async (connect) => {
    const rows: BenchRow[] = [];
    for (const size of SIZES) rows.push(...(await measure(connect, size)));
    const missed = QUESTIONS.flatMap(([what]) => {
      const items = rows.filter((row) => row.what === what).map(({ itemsRead }) => itemsRead);
      return new Set(items).size === 1 ? [] : [`${what}: reads ${items.join(', ')} items`];
    });
    return { rows: rows.map((row) => ({ ...row, target: 'as many as with 100' })), missed };
  });
}

export const reads: Bench = {
  name: 'reads',
  about: 'items read for a trial balance, everything folded (each unfolded block, at most 64, is one more)',
  run,
};
