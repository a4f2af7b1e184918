import { openMeasuredLedger } from '../support/measured-ledger.ts';
import { httpUnits, type MeteredLedger, queueUnits, uploadUnits } from '../support/write-costs.ts';
import { type Bench, type BenchResult, entriesWanted } from './bench.ts';
import { type ConnectTable, withEngine } from './open-engine.ts';

const UPLOADED = entriesWanted(100_000);
/** Enough that the journal's first commit and the last, shorter fold do not weigh. */
const SENT = Math.min(UPLOADED, 5_000);
const SINGLE = Math.min(UPLOADED, 640);
const CUSTOMERS = Math.min(UPLOADED, 20_000);

interface Case {
  readonly what: string;
  readonly entries: number;
  readonly target: number;
  readonly run: (on: MeteredLedger) => Promise<number>;
}

const CASES: readonly Case[] = [
  {
    what: 'upload, 45 accounts',
    entries: UPLOADED,
    target: 0.3,
    run: (on) => uploadUnits(on, { entries: UPLOADED, accounts: 45, seed: 1 }),
  },
  {
    what: 'upload, a customer’s account for each entry',
    entries: CUSTOMERS,
    target: 4,
    run: (on) => uploadUnits(on, { entries: CUSTOMERS, accounts: 45, seed: 1, ownCustomers: true }),
  },
  ...[false, true].flatMap((ownCustomers): Case[] => [
    {
      what: `queue, clients’ ids${ownCustomers ? ', own customers' : ''}`,
      entries: SENT,
      // What the id costs (a transaction's item) and what an account of its own costs, together.
      target: ownCustomers ? 5 : 4,
      run: (on) => queueUnits(on, { entries: SENT, ownCustomers }),
    },
    {
      what: `single over HTTP, id and key${ownCustomers ? ', own customers' : ''}`,
      entries: SINGLE,
      target: 16,
      run: (on) => httpUnits(on, { entries: SINGLE, ownCustomers }),
    },
  ]),
];

async function rowOf(connect: ConnectTable, { what, entries, target, run }: Case, at: number) {
  const on = await openMeasuredLedger(connect(), `units-${at}`);
  const unitsPerEntry = Number((await run(on)).toFixed(3));
  return { what, entries, unitsPerEntry, target, ok: unitsPerEntry <= target ? 'yes' : 'MISSED' };
}

async function run(): Promise<BenchResult> {
  return withEngine(async (connect) => {
    const rows = [];
    for (const [at, one] of CASES.entries()) rows.push(await rowOf(connect, one, at));
    const over = rows.filter(({ ok }) => ok !== 'yes');
    const missed = over.map(
      ({ what, unitsPerEntry, target }) => `${what}: ${unitsPerEntry} units an entry, not ${target}`,
    );
    return { rows: rows.map(({ target, ...row }) => ({ ...row, target: `<= ${target}` })), missed };
  });
}

export const writeUnitsBench: Bench = {
  name: 'write-units',
  about: 'write units an entry, fold included, from item sizes by DynamoDB’s rule; handlers in this process',
  run,
};
