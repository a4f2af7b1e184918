import { addDays } from '../../../shared/kernel/calendar-date.ts';
import type { DomainError } from '../../../shared/kernel/errors.ts';
import { type Books, type NewEntry, signedLine } from '../../ledger/books.ts';
import { signedAmount } from '../../ledger/rules.ts';
import type { Revalued } from '../domain/revaluation.ts';
import { type ForeignPositionsDeps, foreignItems } from './foreign-positions.ts';
import {
  accountPositions,
  type Planned,
  type Position,
  planPosition,
  type RevaluationOrder,
} from './plan-revaluation.ts';
import { openBooksForReports, type ReadBooksDeps } from './read-books.ts';

/** Positions looked at side by side. */
const AT_ONCE = 16;

export interface PostRevaluationDeps extends ReadBooksDeps, Pick<ForeignPositionsDeps, 'openItems'> {
  readonly books: Pick<Books, 'post'>;
}

export interface Outcome extends Revalued {
  readonly state: 'proposed' | 'posted' | 'duplicate' | 'nothing-to-book' | 'refused';
  readonly entryId?: string;
  readonly reversalId?: string;
  readonly problem?: DomainError;
}

/**
 * Values what is in foreign currency at the closing day and, when asked to, books it: an entry for each position, under an
 * id that names day and position, so that the same order again finds what it has booked.
 */
export async function postRevaluation(
  deps: PostRevaluationDeps,
  order: RevaluationOrder,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly withoutRate: readonly string[] }> {
  const { company } = order.posting;
  const books = await openBooksForReports(deps, company);
  const items = await foreignItems(deps, company, order.date, books.assertTime);
  const positions: Position[] = [...items, ...(await accountPositions(books, order))];
  const withoutRate = positions.flatMap(({ currency }) => (order.rates.has(currency) ? [] : [currency]));
  const planned: Planned[] = [];
  for (let at = 0; at < positions.length; at += AT_ONCE) {
    books.assertTime();
    const some = await Promise.all(
      positions.slice(at, at + AT_ONCE).map((position) => planPosition(deps, books, order, position)),
    );
    planned.push(...some.filter((one) => one !== undefined));
  }
  const outcomes = order.post ? await book(deps, order, planned) : planned.map(proposed);
  return { outcomes, withoutRate: [...new Set(withoutRate)].sort() };
}

/** Booked back on the day after: the item is paid at the rate of its day, not at that of the closing day. */
function reversalOf(entry: NewEntry & { readonly id: string }): NewEntry & { readonly id: string } {
  const lines = entry.lines.map((line) => signedLine(line.account, -signedAmount(line)));
  const text = `Auflösung ${entry.text}`;
  return { ...entry, id: `${entry.id}-back`, date: addDays(entry.date, 1), text, lines };
}

function proposed({ made, entry, standing, problem }: Planned): Outcome {
  if (problem) return { ...made, state: 'refused', problem };
  if (standing) return { ...made, state: 'duplicate', entryId: standing.id };
  return { ...made, state: entry ? 'proposed' : 'nothing-to-book' };
}

async function book(
  { books }: PostRevaluationDeps,
  { posting, reverseNextDay }: RevaluationOrder,
  planned: readonly Planned[],
): Promise<readonly Outcome[]> {
  const due = planned.flatMap(({ entry, problem }) => (entry && !problem ? [entry] : []));
  const booked = new Map<string, Awaited<ReturnType<Books['post']>>[number]>();
  const post = async (entries: readonly (NewEntry & { readonly id: string })[]) => {
    if (entries.length === 0) return;
    const results = await books.post(posting, entries);
    entries.forEach(({ id }, at) => {
      const result = results[at];
      if (result) booked.set(id, result);
    });
  };
  await post(due);
  const isThere = ({ id }: { readonly id: string }) => booked.get(id)?.status !== 'refused';
  // Only what is booked is booked back; the same order again makes up for what a break left out.
  if (reverseNextDay) await post(due.filter(isThere).map(reversalOf));
  return planned.map((plan): Outcome => {
    const result = plan.entry && booked.get(plan.entry.id);
    if (!plan.entry || !result) return proposed(plan);
    if (result.status === 'refused') return { ...plan.made, state: 'refused', problem: result.problem };
    const back = reverseNextDay ? booked.get(`${plan.entry.id}-back`) : undefined;
    const done = { ...plan.made, state: result.status, entryId: result.id };
    if (back?.status === 'refused') return { ...done, problem: back.problem };
    return back ? { ...done, reversalId: back.id } : done;
  });
}
