import type { Principal } from '../../../shared/access.ts';
import { changedValues, recordChange } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { LedgerCompany, LedgerReader } from '../../ledger/reader.ts';
import { refuse } from '../errors.ts';
import type { CashReader } from '../reader.ts';
import type { CashStore } from '../store.ts';
import type { CashBookRow } from '../table.ts';

export interface PutBookDeps {
  readonly ledger: Pick<LedgerReader, 'loadChart'>;
  readonly reader: Pick<CashReader, 'loadBook'>;
  readonly store: Pick<CashStore, 'bookWrite' | 'commit'>;
  readonly retryWhileContended: Retry;
  readonly newId: NewId;
}

export interface BookOwner {
  readonly company: LedgerCompany;
  readonly principal: Principal;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  readonly requestId: string;
}

export type BookWish = Pick<
  CashBookRow,
  'account' | 'name' | 'startDate' | 'openingMinor' | 'differenceAccount' | 'transitAccount' | 'ended'
>;

/** Sets a cash book up, or changes what is said of it; the same again changes nothing. What was recorded stays. */
export function putCashBook(
  deps: PutBookDeps,
  owner: BookOwner,
  wish: BookWish,
): Promise<{ book: CashBookRow; isNew: boolean }> {
  const { company, principal, now, headers } = owner;
  return decideAgain('cash', deps, async () => {
    const seen = await deps.reader.loadBook(company.id, wish.account);
    await assertKeepable(deps, company, seen, wish);
    const changes = changedValues(plain(seen), plain(wish));
    if (seen && Object.keys({ ...changes.before, ...changes.after }).length === 0)
      return { book: seen, isNew: false };
    if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
    const untouched = !seen || isUntouched(seen);
    const { differenceAccount: _d, transitAccount: _t, ...rest } = seen ?? {};
    const next: CashBookRow = {
      lastNumber: 0,
      lastCount: 0,
      balanceMinor: wish.openingMinor,
      ...rest,
      ...(untouched ? { balanceMinor: wish.openingMinor } : {}),
      ...wish,
      company: company.id,
      revision: (seen?.revision ?? 0) + 1,
      version: (seen?.version ?? 0) + 1,
      changedAt: now.toISOString(),
      changedBy: principal.id,
    };
    const trace = recordChange({
      companyId: company.id,
      changeId: deps.newId('chg'),
      at: now.toISOString(),
      principal: principal.id,
      action: seen ? 'cash.book-changed' : 'cash.book-added',
      subject: `cash-books/${wish.account}`,
      ...changes,
      requestId: owner.requestId,
    });
    await deps.store.commit([deps.store.bookWrite(seen, next), trace]);
    return { book: next, isNew: seen === undefined };
  });
}

function isUntouched({ lastNumber, lastCount }: CashBookRow): boolean {
  return lastNumber === 0 && lastCount === 0;
}

async function assertKeepable(
  { ledger }: PutBookDeps,
  company: LedgerCompany,
  seen: CashBookRow | undefined,
  wish: BookWish,
): Promise<void> {
  const errors: FieldError[] = [];
  const chart = await ledger.loadChart(company);
  const info = chart.find(wish.account);
  if (info?.kind !== 'general' || (info.category ?? 'asset') !== 'asset') {
    const detail = `${wish.account} is no general ledger account of assets: open it first.`;
    errors.push({ pointer: '/account', detail });
  }
  for (const field of ['differenceAccount', 'transitAccount'] as const) {
    const number = wish[field];
    if (number === undefined) continue;
    if (chart.find(number)?.kind === 'general' && number !== wish.account) continue;
    errors.push({ pointer: `/${field}`, detail: `${number} is no other general ledger account.` });
  }
  if (wish.startDate < company.startDate) {
    errors.push({ pointer: '/startDate', detail: `The books begin on ${company.startDate}.` });
  }
  if (seen && !isUntouched(seen)) {
    const detail = 'stays as it is once something was recorded or counted.';
    if (seen.startDate !== wish.startDate)
      errors.push({ pointer: '/startDate', detail: `startDate ${detail}` });
    if (seen.openingMinor !== wish.openingMinor)
      errors.push({ pointer: '/opening', detail: `opening ${detail}` });
  }
  if (errors[0]) throw refuse('cash.invalid-book', errors[0].detail, { errors });
}

/** What a person says of a book, as a trace keeps it. */
function plain(of: BookWish | undefined): Record<string, string | boolean | undefined> {
  if (!of) return {};
  const { name, startDate, openingMinor, differenceAccount, transitAccount, ended } = of;
  return { name, startDate, opening: openingMinor.toString(), differenceAccount, transitAccount, ended };
}
