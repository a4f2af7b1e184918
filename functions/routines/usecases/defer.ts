import type { FieldError } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { type Posting, toCompanyNumber } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { MAX_ACCRUAL_MONTHS, monthsTouched, planReleases } from '../domain/accrual-plan.ts';
import { refuse } from '../errors.ts';
import type { RoutinesStore } from '../store.ts';
import type { AccrualRow } from '../table.ts';
import type { BookDeps } from './book-posting.ts';
import { accrualEntry, bookOrThrow, loadAccrual, type ReleaseDeps, restOf } from './release-accrual.ts';

/** Aktive and passive Rechnungsabgrenzung in the standard charts of DATEV (§250 Abs. 1 and 2 HGB). */
const ACCRUAL_ACCOUNTS = {
  SKR03: { 'deferred-expense': '0980', 'deferred-income': '0990' },
  SKR04: { 'deferred-expense': '1900', 'deferred-income': '3900' },
} as const;

export type AccrualWish = Omit<
  AccrualRow,
  | 'company'
  | 'id'
  | 'accrualAccount'
  | 'releases'
  | 'released'
  | 'state'
  | 'cancelledOn'
  | 'problem'
  | 'at'
  | 'by'
>;

export interface DeferDeps extends BookDeps {
  readonly store: Pick<RoutinesStore, 'insertAccrual'>;
  readonly newId: NewId;
}

/** Books the transfer to the accrual account together with the accrual and its plan; the releases are booked when due. */
export async function defer(
  deps: DeferDeps,
  posting: Posting,
  wish: AccrualWish,
  remember: (accrual: AccrualRow) => readonly Write[],
): Promise<AccrualRow> {
  const { company, postedAt: at, postedBy: by } = posting;
  const accrualAccount = accrualAccountOf(company, wish.kind);
  const errors = await complaints(deps, company, wish, accrualAccount);
  if (errors[0]) throw refuse('routines.invalid-accrual', errors[0].detail, { errors });
  const accrual: AccrualRow = {
    ...wish,
    company: company.id,
    id: deps.newId('acr'),
    accrualAccount,
    releases: planReleases(wish),
    released: 0,
    state: 'active',
    at,
    by,
  };
  const writes = [deps.store.insertAccrual(accrual), ...remember(accrual)];
  await bookOrThrow(deps, posting, accrualEntry(company, accrual, 'deferral', wish), writes);
  return accrual;
}

function accrualAccountOf({ chart, accountLength }: LedgerCompany, kind: AccrualWish['kind']): string {
  if (chart !== 'none') return toCompanyNumber(ACCRUAL_ACCOUNTS[chart][kind], accountLength);
  const detail = 'The accounts of accruals are known for SKR03 and SKR04 only: book journal entries instead.';
  throw refuse('routines.invalid-accrual', detail);
}

async function complaints(
  { books }: DeferDeps,
  company: LedgerCompany,
  { amountMinor, from, to, account, kind }: AccrualWish,
  accrualAccount: string,
): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  if (amountMinor <= 0n) errors.push({ pointer: '/amount', detail: 'must be greater than zero' });
  if (to < from) errors.push({ pointer: '/to', detail: `The period would end on ${to}, before ${from}.` });
  if (monthsTouched(from, to) > MAX_ACCRUAL_MONTHS) {
    errors.push({ pointer: '/to', detail: `The period touches more than ${MAX_ACCRUAL_MONTHS} months.` });
  }
  const category = (await books.reader.loadChart(company)).find(account)?.category;
  const wanted = kind === 'deferred-expense' ? 'expense' : 'income';
  if (account === accrualAccount || (category !== undefined && category !== wanted)) {
    errors.push({ pointer: '/account', detail: `${account} is no account of ${wanted}.` });
  }
  return errors;
}

/** Releases the rest on a day and ends the accrual, in one transaction. */
export function cancelAccrual(
  deps: ReleaseDeps,
  posting: Posting,
  id: string,
  date: string,
  remember: (accrual: AccrualRow) => readonly Write[],
): Promise<AccrualRow> {
  return decideAgain('routines', deps.books, async () => {
    const seen = await loadAccrual(deps, posting.company.id, id);
    if (seen.state !== 'active')
      throw refuse('routines.accrual-ended', `The accrual ${id} is ${seen.state}.`);
    const earliest = seen.releases[seen.released - 1]?.date ?? seen.date;
    if (date < earliest) {
      const detail = `It is booked up to ${earliest}; the rest cannot be released before.`;
      throw refuse('routines.invalid-accrual', detail, { errors: [{ pointer: '/date', detail }] });
    }
    const { problem: _solved, ...rest } = seen;
    const next: AccrualRow = { ...rest, state: 'cancelled', cancelledOn: date };
    const entry = accrualEntry(posting.company, seen, 'cancellation', { date, amountMinor: restOf(seen) });
    await bookOrThrow(deps, posting, entry, [deps.store.moveAccrual(seen, next), ...remember(next)]);
    return next;
  });
}
