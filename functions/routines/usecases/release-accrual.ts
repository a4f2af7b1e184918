import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { EntryLine, NewEntry, Posting } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { NO_AUTOMATION, postedAccount } from '../../ledger/rules.ts';
import { refuse } from '../errors.ts';
import type { RoutinesReader } from '../reader.ts';
import type { RoutinesStore } from '../store.ts';
import type { AccrualRow } from '../table.ts';
import { type BookDeps, bookEntry } from './book-posting.ts';

export interface ReleaseDeps extends BookDeps {
  readonly reader: Pick<RoutinesReader, 'loadAccrual'>;
  readonly store: Pick<RoutinesStore, 'moveAccrual' | 'commit'>;
}

/**
 * The entry that defers (`name` is `deferral`) or releases: the same two accounts, the other way round. Where the account
 * computes tax by itself, the line says that it has none: the tax was declared with the invoice.
 */
export function accrualEntry(
  { chart, accountLength }: Pick<LedgerCompany, 'chart' | 'accountLength'>,
  accrual: AccrualRow,
  name: string,
  { date, amountMinor }: { readonly date: CalendarDate; readonly amountMinor: bigint },
): NewEntry {
  const { id, kind, account, accrualAccount, documentNumber, text, costCentre } = accrual;
  // An expense is deferred to the debit of the asset, income to the credit of the liability.
  const accrualIsDebit = (kind === 'deferred-expense') === (name === 'deferral');
  const side = (isDebit: boolean) => (isDebit ? { debitMinor: amountMinor } : { creditMinor: amountMinor });
  const isAutomatic =
    chart !== 'none' && postedAccount(chart, accountLength, account).chartAccount?.automatic !== undefined;
  const own: EntryLine = {
    account,
    ...side(!accrualIsDebit),
    ...(isAutomatic ? { taxCode: NO_AUTOMATION } : {}),
    ...(costCentre === undefined ? {} : { costCentre }),
  };
  const deferred: EntryLine = { account: accrualAccount, ...side(accrualIsDebit) };
  return {
    id: `accrual-${id}-${name}`,
    kind: 'regular',
    date,
    documentNumber,
    text,
    lines: accrualIsDebit ? [deferred, own] : [own, deferred],
  };
}

/** What of the plan is not booked. */
export function restOf({ releases, released }: AccrualRow): bigint {
  return releases.slice(released).reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

/**
 * Books the releases that are due up to a day, each exactly once and in order. A refusal ends the run and stays on the
 * accrual until it can be booked.
 */
export async function releaseAccrual(
  deps: ReleaseDeps,
  posting: Posting,
  id: string,
  through: CalendarDate,
): Promise<AccrualRow> {
  for (;;) {
    const { accrual, went } = await decideAgain('routines', deps.books, () =>
      releaseNext(deps, posting, id, through),
    );
    if (!went) return accrual;
  }
}

async function releaseNext(
  deps: ReleaseDeps,
  posting: Posting,
  id: string,
  through: CalendarDate,
): Promise<{ accrual: AccrualRow; went: boolean }> {
  const seen = await loadAccrual(deps, posting.company.id, id);
  const release = seen.state === 'active' ? seen.releases[seen.released] : undefined;
  if (!release || release.date > through) return { accrual: seen, went: false };
  const released = seen.released + 1;
  const { problem: former, ...rest } = seen;
  const next: AccrualRow = {
    ...rest,
    released,
    state: released === seen.releases.length ? 'done' : 'active',
  };
  try {
    await bookOrThrow(deps, posting, accrualEntry(posting.company, seen, String(released), release), [
      deps.store.moveAccrual(seen, next),
    ]);
    return { accrual: next, went: true };
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
    const since = former?.date === release.date ? former.since : posting.postedAt;
    const problem = { code: error.code, detail: error.message, date: release.date, since };
    const held: AccrualRow = { ...seen, problem };
    await deps.store.commit([deps.store.moveAccrual(seen, held)]);
    return { accrual: held, went: false };
  }
}

export async function loadAccrual(
  { reader }: Pick<ReleaseDeps, 'reader'>,
  company: string,
  id: string,
): Promise<AccrualRow> {
  const accrual = await reader.loadAccrual(company, id);
  if (accrual) return accrual;
  throw refuse('routines.unknown-accrual', `There is no accrual ${id}.`);
}

/** Books the entry and the writes as one; what the journal has against it is thrown. */
export async function bookOrThrow(
  deps: BookDeps,
  posting: Posting,
  entry: NewEntry,
  writes: readonly Write[],
): Promise<void> {
  const result = await bookEntry(deps, posting, entry, ({ status }) => (status === 'refused' ? [] : writes));
  if (result.status === 'refused') throw result.problem;
}
