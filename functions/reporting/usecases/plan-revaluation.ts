import type { DomainError } from '../../../shared/kernel/errors.ts';
import {
  fiscalYearOf,
  type NewEntry,
  type PostedEntry,
  type Posting,
  signedLine,
  toCompanyNumber,
} from '../../ledger/books.ts';
import type { LedgerReader } from '../../ledger/reader.ts';
import { balancesAt, signedAmount } from '../../ledger/rules.ts';
import { REVALUATION_ACCOUNTS, type Revalued, revalue } from '../domain/revaluation.ts';
import { refuse } from '../errors.ts';
import type { ForeignItem } from './foreign-positions.ts';
import type { BooksReading } from './read-books.ts';

export interface PlanRevaluationDeps {
  readonly reader: Pick<LedgerReader, 'findEntry' | 'loadReversal'>;
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

/** An open item, or an account with the balance that its bank tells. */
export type Position = Omit<ForeignItem, 'side'> & { readonly side?: ForeignItem['side'] };

/** What a position is worth, and what is to be booked for it. */
export interface Planned {
  readonly made: Revalued & Position;
  readonly entry?: NewEntry & { readonly id: string };
  /** Booked before, and not reversed. */
  readonly standing?: PostedEntry;
  readonly problem?: DomainError;
}

/** Times that a position may be booked, reversed and booked again for one day. */
const MAX_ATTEMPTS = 9;

/** The accounts named, with their balances in the books. @throws reporting.invalid-revaluation */
export async function accountPositions(
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
async function findStanding({ reader }: PlanRevaluationDeps, company: string, base: string) {
  for (let attempt = 1; ; attempt += 1) {
    const id = attempt === 1 ? base : `${base}-${attempt}`;
    const entry = await reader.findEntry(company, id);
    if (!entry) return { id };
    const reversed = await reader.loadReversal(company, entry.fiscalYear, entry.number);
    if (reversed === undefined) return { id, entry };
    if (attempt === MAX_ATTEMPTS)
      throw refuse('reporting.revalued-otherwise', `${base} was booked ${attempt} times.`);
  }
}

/** What is to be booked for a position; undefined where its currency has no rate. */
export async function planPosition(
  deps: PlanRevaluationDeps,
  { company }: BooksReading,
  order: RevaluationOrder,
  position: Position,
): Promise<Planned | undefined> {
  const rate = order.rates.get(position.currency);
  if (rate === undefined) return undefined;
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
