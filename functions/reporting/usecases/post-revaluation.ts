import { addDays } from '../../../shared/kernel/calendar-date.ts';
import type { DomainError } from '../../../shared/kernel/errors.ts';
import {
  type Books,
  fiscalYearOf,
  type NewEntry,
  type PostedEntry,
  type Posting,
  signedLine,
  toCompanyNumber,
} from '../../ledger/books.ts';
import { balancesAt, signedAmount } from '../../ledger/rules.ts';
import { REVALUATION_ACCOUNTS, type Revalued, revalue } from '../domain/revaluation.ts';
import { refuse } from '../errors.ts';
import { type ForeignItem, type ForeignPositionsDeps, foreignItems } from './foreign-positions.ts';
import { type BooksReading, openBooksForReports, type ReadBooksDeps } from './read-books.ts';

export interface PostRevaluationDeps extends ReadBooksDeps, Pick<ForeignPositionsDeps, 'openItems'> {
  readonly books: Pick<Books, 'post'>;
}

export interface AccountWish {
  readonly account: string;
  readonly currency: string;
  readonly balanceMinor: bigint;
  readonly dueDate?: string | undefined;
}

export interface RevaluationOrder {
  readonly posting: Posting;
  readonly date: string;
  /** By currency. */
  readonly rates: ReadonlyMap<string, string>;
  readonly accounts: readonly AccountWish[];
  readonly post: boolean;
  readonly reverseNextDay: boolean;
}

export interface Outcome extends Revalued {
  readonly state: 'proposed' | 'posted' | 'duplicate' | 'nothing-to-book' | 'refused';
  readonly entryId?: string;
  readonly reversalId?: string;
  readonly problem?: DomainError;
}

type Position = Omit<ForeignItem, 'side'> & { readonly side?: ForeignItem['side'] };

interface Planned {
  readonly made: Revalued & Position;
  readonly entry?: NewEntry & { readonly id: string };
  /** Booked before, and not reversed. */
  readonly standing?: PostedEntry;
  readonly problem?: DomainError;
}

/** Times that a position may be booked, reversed and booked again for one day. */
const MAX_ATTEMPTS = 9;

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
  const withoutRate = new Set<string>();
  const planned: Planned[] = [];
  for (const position of positions) {
    books.assertTime();
    const rate = order.rates.get(position.currency);
    if (rate === undefined) withoutRate.add(position.currency);
    else planned.push(await planPosition(deps, books, order, position, rate));
  }
  const outcomes = order.post ? await book(deps, order, planned) : planned.map(proposed);
  return { outcomes, withoutRate: [...withoutRate].sort() };
}

async function accountPositions(
  books: BooksReading,
  { date, accounts }: RevaluationOrder,
): Promise<Position[]> {
  const { company, chart } = books;
  const year = await books.year(fiscalYearOf(date, company.fiscalYearStart));
  const balances = balancesAt(year, date);
  return accounts.map(({ account, currency, balanceMinor, dueDate }, at) => {
    if (chart.find(account)?.kind !== 'general' || currency === company.currency) {
      const detail = `Account ${account} is no general ledger account in a foreign currency.`;
      throw refuse('reporting.invalid-revaluation', detail, {
        errors: [{ pointer: `/accounts/${at}`, detail }],
      });
    }
    const common = { id: account, account, currency, foreignMinor: balanceMinor };
    return { ...common, bookMinor: balances.get(account) ?? 0n, ...(dueDate ? { dueDate } : {}) };
  });
}

/** The id that this position's entry has or gets: what was reversed makes room for another one. */
async function findStanding(deps: PostRevaluationDeps, company: string, base: string) {
  for (let attempt = 1; ; attempt += 1) {
    const id = attempt === 1 ? base : `${base}-${attempt}`;
    const entry = await deps.reader.findEntry(company, id);
    if (!entry) return { id };
    const reversed = await deps.reader.loadReversal(company, entry.fiscalYear, entry.number);
    if (reversed === undefined) return { id, entry };
    if (attempt === MAX_ATTEMPTS)
      throw refuse('reporting.revalued-otherwise', `${base} was booked ${attempt} times.`);
  }
}

async function planPosition(
  deps: PostRevaluationDeps,
  { company }: BooksReading,
  order: RevaluationOrder,
  position: Position,
  rate: string,
): Promise<Planned> {
  const { id, entry: standing } = await findStanding(deps, company.id, `fx-${order.date}-${position.id}`);
  const own = standing?.lines.find(({ account }) => account === position.account);
  // A balance has its own revaluation in it; what is to be booked is told from the balance before.
  const before = position.bookMinor - (own ? signedAmount(own) : 0n);
  const made = {
    ...position,
    ...revalue({ ...position, bookMinor: before }, rate, order.date, company.currency),
  };
  const entry = made.adjustmentMinor === 0n ? undefined : entryOf(company, order, made, rate, id);
  if (!standing) return entry ? { made, entry } : { made };
  if (entry && sameLines(entry, standing)) return { made, entry, standing };
  const detail = `Entry ${standing.id} values it otherwise for ${order.date}: reverse that one first.`;
  return { made, standing, problem: refuse('reporting.revalued-otherwise', detail) };
}

function sameLines(entry: NewEntry, standing: PostedEntry): boolean {
  const told = ({ lines }: NewEntry) =>
    lines.map((line) => `${line.account} ${signedAmount(line)}`).join('|');
  return told(entry) === told(standing);
}

function entryOf(
  { chart, accountLength }: BooksReading['company'],
  { date }: RevaluationOrder,
  made: Revalued & Position,
  rate: string,
  id: string,
): NewEntry & { readonly id: string } {
  const accounts = REVALUATION_ACCOUNTS[chart];
  const numberOf = (name: keyof typeof accounts) => toCompanyNumber(accounts[name], accountLength);
  const { side, adjustmentMinor, documentNumber, currency } = made;
  const account = side ? numberOf(side === 'receivable' ? 'receivables' : 'payables') : made.account;
  const result = numberOf(adjustmentMinor > 0n ? 'gain' : 'loss');
  return {
    id,
    kind: 'regular',
    date,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    text: `Währungsbewertung §256a HGB, ${currency} ${rate}`,
    lines: [signedLine(account, adjustmentMinor), signedLine(result, -adjustmentMinor)],
  };
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
