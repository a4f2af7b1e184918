import {
  assertFolded,
  evenEntry,
  openUploadLedger,
  postPatiently,
  YEAR,
} from '../support/measured-ledger.ts';
import { type Bench, type BenchResult, type BenchRow, entriesWanted } from './bench.ts';
import { type ConnectTable, withEngine } from './open-engine.ts';
import { fasterOf, measureRawItems, type RawRate } from './raw-items.ts';

const ENTRIES = entriesWanted(100_000);
/** Both the ledger's code and the engine's are compiled while they run: what is measured comes after that. */
const WARM_UP_ENTRIES = Math.min(ENTRIES, 30_000);
const WRITERS = [1, 4, 16] as const;
/** Entries of each call when several write side by side: what a large batch over HTTP or a queue brings. */
const BATCH_ENTRIES = 500;

interface Measured {
  readonly what: string;
  readonly entries: number;
  readonly seconds: number;
  /** Least ratio of entries a second to the engine's items a second. */
  readonly target?: number;
}

async function importFile(
  connect: ConnectTable,
  companyId: string,
  what: string,
  fixture: { readonly accounts: number; readonly ownCustomers?: boolean; readonly entries?: number },
  target?: number,
): Promise<Measured> {
  const ledger = await openUploadLedger(connect(), companyId);
  const { entries = ENTRIES } = fixture;
  const seconds = await ledger.importCsv({ seed: 1, ...fixture, entries });
  return { what, entries, seconds, ...(target === undefined ? {} : { target }) };
}

/** Writers that post batches of entries into one journal, each as soon as its last batch is answered. */
async function postSideBySide(connect: ConnectTable, writers: number): Promise<Measured> {
  const on = await openUploadLedger(connect(), `writers-${writers}`);
  const batches = Math.ceil(ENTRIES / 2 / BATCH_ENTRIES);
  let next = 0;
  let busy = 0;
  const from = performance.now();
  const write = async (_: unknown, writer: number) => {
    for (let batch = next++; batch < batches; batch = next++) {
      const entries = Array.from({ length: BATCH_ENTRIES }, (_, at) => evenEntry(batch * BATCH_ENTRIES + at));
      busy += await postPatiently(on, `writer-${writer}`, entries);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  await on.ledger.fold(on.company, YEAR);
  const seconds = (performance.now() - from) / 1000;
  const entries = batches * BATCH_ENTRIES;
  await assertFolded(on, entries);
  const what = `${writers} writers, batches of ${BATCH_ENTRIES}, one journal (${busy} told to come again)`;
  return { what, entries, seconds };
}

function perSecond({ entries, seconds }: Measured): number {
  return entries / seconds;
}

function rowOf(one: Measured, raw: RawRate): BenchRow {
  const { what, entries, seconds, target } = one;
  return {
    what,
    entries,
    seconds: Number(seconds.toFixed(1)),
    perSecond: Math.round(perSecond(one)),
    ratio: Number((perSecond(one) / raw.itemsPerSecond).toFixed(2)),
    target: target === undefined ? '' : `>= ${target}`,
  };
}

function missedIn(measured: readonly Measured[], raw: RawRate): string[] {
  return measured
    .filter((one) => perSecond(one) / raw.itemsPerSecond < (one.target ?? 0))
    .map(({ what, target }) => `${what}: below ${target} times the engine’s item rate`);
}

async function run(): Promise<BenchResult> {
  return withEngine(async (connect) => {
    // As the raw writers, of whom only the best run counts, so the ledger's code may warm up first.
    await importFile(connect, 'warm-up', 'warm-up', { accounts: 45, entries: WARM_UP_ENTRIES });
    const before = await measureRawItems(connect);
    const spread = await importFile(connect, 'spread', 'upload, 45 accounts', { accounts: 45 }, 5);
    const hot = await importFile(connect, 'hot', 'upload, every line on one account', { accounts: 1 });
    const customers = { accounts: 45, ownCustomers: true };
    const own = await importFile(
      connect,
      'customers',
      'upload, each on a customer’s own account',
      customers,
      0.4,
    );
    const sideBySide: Measured[] = [];
    for (const writers of WRITERS) sideBySide.push(await postSideBySide(connect, writers));
    const raw = fasterOf(before, await measureRawItems(connect));
    const measured = [spread, hot, own, ...sideBySide];
    const yardstick = {
      what: `items in transactions of 100 (best of ${raw.tried}: ${raw.writers} writers)`,
      perSecond: Math.round(raw.itemsPerSecond),
      ratio: 1,
    };
    const missed = missedIn(measured, raw);
    if (perSecond(hot) < perSecond(spread)) missed.push('one hot account is slower than spread ones');
    return { rows: [yardstick, ...measured.map((one) => rowOf(one, raw))], missed };
  });
}

export const bulk: Bench = {
  name: 'bulk',
  about:
    'entries a second, fold finished, against items a second of the same DynamoDB Local (in memory); file, worker, folds and writers in one process',
  run,
};
