import type { NewId } from '../../../shared/kernel/ids.ts';
import { TRANSACTION_ITEMS, type Write } from '../../../shared/table/writes.ts';
import type { NewEntry } from '../domain/entry.ts';
import { fiscalYearOf } from '../domain/fiscal-year.ts';
import { COMMIT_ITEMS } from '../domain/plan-commit.ts';
import type { PostingResult } from '../domain/posting-result.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import type { LedgerStore } from '../store.ts';
import { commitStart } from './commit-start.ts';
import type { FoldManner } from './fold-journal.ts';

export interface PostEntriesDeps {
  readonly reader: Pick<LedgerReader, 'loadHead' | 'loadChart' | 'loadConfigVersion' | 'loadKnownIds'>;
  readonly store: Pick<LedgerStore, 'commit' | 'isCommitted'>;
  readonly retryWhileContended: <T>(attempt: (number: number) => Promise<T>) => Promise<T>;
  /** Folds the year's journal; called when the tail that readers have to walk is full. */
  readonly fold: (company: LedgerCompany, fiscalYear: number, manner: FoldManner) => Promise<void>;
  /** Marks each attempt to commit, so that equal blocks of two writers are told apart. */
  readonly newId: NewId;
}

export interface Posting {
  readonly company: LedgerCompany;
  readonly postedAt: string;
  readonly postedBy: string;
}

/**
 * Writes that must happen together with the decision on the entries `from` to `to` (exclusive) of the batch: the
 * cursor of an import, the end of a draft. Given, the batch is decided strictly in its own order.
 */
export type Together = (from: number, to: number, results: readonly PostingResult[]) => readonly Write[];

/** Room kept in each transaction for `Together`. */
const TOGETHER_ITEMS = 8;
const MAX_IDS = TRANSACTION_ITEMS - COMMIT_ITEMS - TOGETHER_ITEMS;
const MAX_WINDOW = 2_000;

/** Books what can be booked and says, entry by entry and in their order, what became of it. */
export async function postEntries(
  deps: PostEntriesDeps,
  posting: Posting,
  entries: readonly NewEntry[],
  together?: Together,
): Promise<PostingResult[]> {
  const order = together
    ? entries.map((_, index) => index)
    : byFiscalYear(entries, posting.company.fiscalYearStart);
  const results: PostingResult[] = [];
  let done = 0;
  while (done < order.length) {
    const window = cutWindow(order.slice(done, done + MAX_WINDOW).map((index) => entries[index] as NewEntry));
    const from = done;
    const plan = await commitStart(
      deps,
      posting,
      window,
      ({ taken, results: decided }) => together?.(from, from + taken, decided) ?? [],
    );
    for (const result of plan.results) {
      results[order[done] as number] = result;
      done += 1;
    }
  }
  return results;
}

/** Indexes of the entries, year by year, otherwise in their order: fewer blocks for a batch that mixes years. */
function byFiscalYear(entries: readonly NewEntry[], start: string): number[] {
  const years = entries.map((entry) => fiscalYearOf(entry.date, start));
  return entries
    .map((_, index) => index)
    .sort((a, b) => (years[a] as number) - (years[b] as number) || a - b);
}

/** As many entries as one transaction has room for ids. */
function cutWindow(entries: readonly NewEntry[]): readonly NewEntry[] {
  let ids = 0;
  const end = entries.findIndex((entry) => entry.id !== undefined && ++ids > MAX_IDS);
  return end < 0 ? entries : entries.slice(0, end);
}
