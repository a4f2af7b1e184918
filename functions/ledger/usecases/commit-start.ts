import { sha256Hex } from '../../../shared/kernel/canonical-json.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { ContentionError, UnknownOutcomeError } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Block } from '../domain/block.ts';
import type { PostingRules } from '../domain/check-entry.ts';
import type { NewEntry } from '../domain/entry.ts';
import { fiscalYearOf } from '../domain/fiscal-year.ts';
import { type JournalHead, openHead, tailIsFull } from '../domain/journal-head.ts';
import { type CommitPlan, planCommit } from '../domain/plan-commit.ts';
import { refuse } from '../errors.ts';
import type { LedgerCompany } from '../reader.ts';
import type { FoldManner } from './fold-journal.ts';
import type { PostEntriesDeps, Posting } from './post-entries.ts';

/** Years ahead of today that open by themselves; a later date is more likely a slip of the pen. */
const YEARS_AHEAD = 2;

/** So often a full tail is left to whoever folds it, which takes some seconds; then one does not wait any longer. */
const PATIENT_ATTEMPTS = 20;

/** A commit that ended without an answer. */
interface Unsettled {
  readonly plan: CommitPlan;
  readonly block: Block;
}

/**
 * Decides and commits the start of `entries` in one transaction, again and again while contended. Commits that ended
 * without an answer are remembered: when one of them turns out to stand in the journal, that was ours.
 * @throws UnknownOutcomeError when time is up and one of them may still take effect
 */
export async function commitStart(
  deps: PostEntriesDeps,
  posting: Posting,
  entries: readonly NewEntry[],
  together: (plan: CommitPlan) => readonly Write[],
): Promise<CommitPlan> {
  let unsettled: Unsettled[] = [];
  async function attempt(number: number): Promise<CommitPlan> {
    const manner = number < PATIENT_ATTEMPTS ? 'leave' : 'join';
    const { rules, opensYear } = await loadRules(deps, posting, entries[0] as NewEntry, manner);
    // Only after the head: what is not in the journal now can still come only while the head stays as it was read, and
    // then this attempt's commit and that one exclude each other.
    for (const { plan, block } of unsettled) {
      if (await deps.store.isCommitted(posting.company.id, rules.head.fiscalYear, block)) return plan;
    }
    unsettled = unsettled.filter(({ block }) => block.firstNumber === rules.head.nextNumber);
    const plan = await decide(deps, posting, entries, rules);
    try {
      const { company, postedAt } = posting;
      const dates = dateRange(plan, entries);
      const order = { company, head: rules.head, opensYear, plan, dates, postedAt };
      await deps.store.commit({ ...order, together: together(plan) });
      return plan;
    } catch (error) {
      const { block } = plan;
      if (error instanceof UnknownOutcomeError && block) unsettled.push({ plan, block });
      throw error;
    }
  }
  try {
    return await deps.retryWhileContended(attempt);
  } catch (error) {
    const gaveUp = error instanceof DomainError && error.kind === 'unavailable';
    if (gaveUp && unsettled.length > 0) throw new UnknownOutcomeError(error.message, { cause: error });
    throw error;
  }
}

async function loadRules(
  deps: PostEntriesDeps,
  { company }: Posting,
  first: NewEntry,
  manner: FoldManner,
): Promise<{ rules: PostingRules; opensYear: boolean }> {
  const { currency, fiscalYearStart, startDate } = company;
  const fiscalYear = fiscalYearOf(first.date, fiscalYearStart);
  const standing = await foldFullTail(deps, company, fiscalYear, manner);
  const head = standing ?? openHead(company.id, fiscalYear, await deps.reader.loadConfigVersion(company.id));
  const chart = await deps.reader.loadChart(company, head.configVersion);
  // A chart newer than the head means that the head was read before a change of accounts: the commit will not pass.
  return { rules: { currency, fiscalYearStart, startDate, chart, head }, opensYear: standing === undefined };
}

/** The year's head with a tail that has room; whoever finds another at its fold waits and comes again. */
async function foldFullTail(
  deps: PostEntriesDeps,
  company: LedgerCompany,
  fiscalYear: number,
  manner: FoldManner,
): Promise<JournalHead | undefined> {
  const head = await deps.reader.loadHead(company.id, fiscalYear);
  if (!head || !tailIsFull(head)) return head;
  await deps.fold(company, fiscalYear, manner);
  const folded = await deps.reader.loadHead(company.id, fiscalYear);
  if (folded && tailIsFull(folded)) throw new ContentionError('the tail is full, somebody folds it');
  return folded;
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
  const { id, currency } = company;
  const commitId = deps.newId('cmt');
  const context = { commitId, company: id, currency, fiscalYear, postedAt, postedBy };
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
