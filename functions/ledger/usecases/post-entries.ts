import { sha256Hex } from '../../../shared/kernel/canonical-json.ts';
import { UnknownOutcomeError } from '../../../shared/table/failures.ts';
import { TRANSACTION_ITEMS, type Write } from '../../../shared/table/writes.ts';
import type { Block } from '../domain/block.ts';
import type { PostingRules } from '../domain/check-entry.ts';
import type { NewEntry } from '../domain/entry.ts';
import { fiscalYearOf } from '../domain/fiscal-year.ts';
import { type JournalHead, openHead, tailIsFull } from '../domain/journal-head.ts';
import { COMMIT_ITEMS, type CommitPlan, planCommit } from '../domain/plan-commit.ts';
import type { PostingResult } from '../domain/posting-result.ts';
import { refuse } from '../errors.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import type { LedgerStore } from '../store.ts';

export interface PostEntriesDeps {
  readonly reader: Pick<LedgerReader, 'loadHead' | 'loadChart' | 'loadConfigVersion' | 'loadKnownIds'>;
  readonly store: Pick<LedgerStore, 'commit' | 'isCommitted'>;
  readonly retryWhileContended: <T>(attempt: (number: number) => Promise<T>) => Promise<T>;
  /** Folds the year's journal; called when the tail that readers have to walk is full. */
  readonly fold: (company: LedgerCompany, fiscalYear: number) => Promise<void>;
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

/** Years ahead of today that open by themselves; a later date is more likely a slip of the pen. */
const YEARS_AHEAD = 2;

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
    const plan = await deps.retryWhileContended(
      settling(deps, posting, window, (plan) => together?.(from, from + plan.taken, plan.results) ?? []),
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

/**
 * One attempt to decide and commit the start of `entries`, to be repeated while contended. It remembers commits that
 * ended without an answer: when one of them turns out to stand in the journal, that was ours.
 */
function settling(
  deps: PostEntriesDeps,
  posting: Posting,
  entries: readonly NewEntry[],
  together: (plan: CommitPlan) => readonly Write[],
) {
  const unsettled: { plan: CommitPlan; block: Block; fiscalYear: number }[] = [];
  return async (): Promise<CommitPlan> => {
    for (const { plan, block, fiscalYear } of unsettled) {
      if (await deps.store.isCommitted(posting.company.id, fiscalYear, block)) return plan;
    }
    const { rules, opensYear } = await loadRules(deps, posting, entries[0] as NewEntry);
    const plan = await decide(deps, posting, entries, rules);
    try {
      const dates = dateRange(plan, entries);
      const order = {
        company: posting.company,
        head: rules.head,
        opensYear,
        plan,
        dates,
        postedAt: posting.postedAt,
      };
      await deps.store.commit({ ...order, together: together(plan) });
      return plan;
    } catch (error) {
      const { block } = plan;
      if (error instanceof UnknownOutcomeError && block)
        unsettled.push({ plan, block, fiscalYear: rules.head.fiscalYear });
      throw error;
    }
  };
}

async function loadRules(
  deps: PostEntriesDeps,
  { company }: Posting,
  first: NewEntry,
): Promise<{ rules: PostingRules; opensYear: boolean }> {
  const { currency, fiscalYearStart, startDate } = company;
  const fiscalYear = fiscalYearOf(first.date, fiscalYearStart);
  const standing = await foldFullTail(deps, company, fiscalYear);
  const head = standing ?? openHead(company.id, fiscalYear, await deps.reader.loadConfigVersion(company.id));
  const chart = await deps.reader.loadChart(company, head.configVersion);
  // A chart newer than the head means that the head was read before a change of accounts: the commit will not pass.
  return { rules: { currency, fiscalYearStart, startDate, chart, head }, opensYear: standing === undefined };
}

async function foldFullTail(
  deps: PostEntriesDeps,
  company: LedgerCompany,
  fiscalYear: number,
): Promise<JournalHead | undefined> {
  const head = await deps.reader.loadHead(company.id, fiscalYear);
  if (!head || !tailIsFull(head)) return head;
  await deps.fold(company, fiscalYear);
  return deps.reader.loadHead(company.id, fiscalYear);
}

async function decide(
  deps: PostEntriesDeps,
  { company, postedAt, postedBy }: Posting,
  entries: readonly NewEntry[],
  rules: PostingRules,
): Promise<CommitPlan> {
  const { fiscalYear } = rules.head;
  const latest = fiscalYearOf(postedAt.slice(0, 10), company.fiscalYearStart) + YEARS_AHEAD;
  if (fiscalYear > latest) return refuseYear(entries, company.fiscalYearStart, fiscalYear, latest);
  const ids = entries.flatMap((entry) => entry.id ?? []);
  const known = ids.length ? await deps.reader.loadKnownIds(company.id, ids) : new Map();
  const context = { company: company.id, currency: company.currency, fiscalYear, postedAt, postedBy };
  return planCommit({ entries, rules, context, known, hash: sha256Hex });
}

function refuseYear(
  entries: readonly NewEntry[],
  start: string,
  fiscalYear: number,
  latest: number,
): CommitPlan {
  const other = entries.findIndex((entry) => fiscalYearOf(entry.date, start) !== fiscalYear);
  const taken = other < 0 ? entries.length : other;
  const detail = `Fiscal year ${fiscalYear} cannot be opened yet; the latest is ${latest}.`;
  const results = entries.slice(0, taken).map((entry) => {
    const problem = refuse('ledger.year-out-of-reach', detail, { errors: [{ pointer: '/date', detail }] });
    return { status: 'refused', id: entry.id, problem } as const;
  });
  return { taken, results, block: undefined, opens: false, ids: [] };
}

function dateRange(plan: CommitPlan, entries: readonly NewEntry[]): { min: string; max: string } {
  let [min, max] = ['9999-12-31', '0000-01-01'];
  plan.results.forEach(({ status }, index) => {
    const date = entries[index]?.date;
    if (status !== 'posted' || date === undefined) return;
    if (date < min) min = date;
    if (date > max) max = date;
  });
  return { min, max };
}
