import { assertFolded, evenEntry, openUploadLedger } from '../support/measured-ledger.ts';
import { type Bench, type BenchResult, type BenchRow, entriesWanted } from './bench.ts';
import { type CreateBenchTable, withEngine } from './open-engine.ts';
import { fasterOf, measureRawItems } from './raw-items.ts';

const ENTRIES = entriesWanted(100_000);
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
  createTable: CreateBenchTable,
  what: string,
  fixture: { readonly accounts: number; readonly ownCustomers?: boolean },
  target?: number,
): Promise<Measured> {
  const ledger = await openUploadLedger(await createTable());
  const seconds = await ledger.importCsv({ entries: ENTRIES, seed: 1, ...fixture });
  return { what, entries: ENTRIES, seconds, ...(target === undefined ? {} : { target }) };
}

/** Writers that post batches of entries into one journal, each as soon as its last batch is answered. */
async function postSideBySide(createTable: CreateBenchTable, writers: number): Promise<Measured> {
  const opened = await openUploadLedger(await createTable());
  const { ledger, company } = opened;
  const batches = Math.ceil(ENTRIES / 2 / BATCH_ENTRIES);
  const entries = batches * BATCH_ENTRIES;
  let next = 0;
  const from = performance.now();
  const write = async () => {
    for (let batch = next++; batch < batches; batch = next++) {
      const wanted = Array.from({ length: BATCH_ENTRIES }, (_, at) => evenEntry(batch * BATCH_ENTRIES + at));
      const posting = { company, postedAt: '2026-06-15T12:00:00.000Z', postedBy: `writer` };
      const results = await ledger.post(posting, wanted);
      if (results.some(({ status }) => status !== 'posted')) throw new Error('An entry was not posted.');
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  await ledger.fold(company, 2026);
  const seconds = (performance.now() - from) / 1000;
  await assertFolded(opened, entries);
  return { what: `${writers} writers, batches of ${BATCH_ENTRIES}, one journal`, entries, seconds };
}

function perSecond({ entries, seconds }: Measured): number {
  return entries / seconds;
}

async function run(): Promise<BenchResult> {
  return withEngine(async (createTable) => {
    const before = await measureRawItems(createTable);
    const spread = await importFile(createTable, 'upload, 45 accounts', { accounts: 45 }, 5);
    const hot = await importFile(createTable, 'upload, every line on one account', { accounts: 1 });
    const own = await importFile(
      createTable,
      'upload, a customer’s account for each entry',
      { accounts: 45, ownCustomers: true },
      0.4,
    );
    const sideBySide: Measured[] = [];
    for (const writers of WRITERS) sideBySide.push(await postSideBySide(createTable, writers));
    const raw = fasterOf(before, await measureRawItems(createTable));
    const rowOf = (one: Measured): BenchRow => ({
      what: one.what,
      entries: one.entries,
      seconds: Number(one.seconds.toFixed(1)),
      perSecond: Math.round(perSecond(one)),
      ratio: Number((perSecond(one) / raw.itemsPerSecond).toFixed(2)),
      target: one.target === undefined ? '' : `>= ${one.target}`,
    });
    const yardstick = {
      what: `items in transactions of 100 (best with ${raw.writers} writers)`,
      perSecond: Math.round(raw.itemsPerSecond),
      ratio: 1,
    };
    const slow = [spread, own].filter((one) => perSecond(one) / raw.itemsPerSecond < (one.target ?? 0));
    const missed = slow.map(({ what, target }) => `${what}: below ${target} times the engine’s item rate`);
    if (perSecond(hot) < perSecond(spread)) missed.push('one hot account is slower than spread ones');
    return { rows: [yardstick, ...[spread, hot, own, ...sideBySide].map(rowOf)], missed };
  });
}

export const bulk: Bench = {
  name: 'bulk',
  about: `entries a second, fold finished, against items a second of the same DynamoDB Local; file, worker and ledger in this process`,
  run,
};
