import { addDays, utcDay } from '../../../shared/kernel/calendar-date.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { ReceivablesReader } from '../../receivables/reader.ts';
import { includedMinor } from '../domain/components.ts';
import { type Owed, type OwedSummary, packDues, summarizeOwed } from '../domain/dues.ts';
import { componentsOf } from '../domain/gather-facts.ts';
import type { CreditReader } from '../reader.ts';
import type { ExposureStore } from '../store/exposures.ts';
import type { CreditExposureRow, CreditProfileRow } from '../table.ts';
import { type ReceivedAdvancesDeps, receivedAdvancesMinor } from './received-advances.ts';

export interface FollowCustomerDeps {
  readonly reader: Pick<CreditReader, 'loadProfile' | 'loadExposure'>;
  readonly receivables: ReceivedAdvancesDeps['receivables'] &
    Pick<ReceivablesReader, 'loadPartner' | 'openItemsOf' | 'dunningLevelOf'>;
  readonly advances: ReceivedAdvancesDeps['advances'];
  readonly exposures: ExposureStore;
  readonly retryWhileContended: Retry;
}

/** What stood in the exposure, and what the open items come to. */
export interface Followed {
  readonly before: OwedSummary & { readonly dunningLevel: number };
  readonly after: OwedSummary & { readonly dunningLevel: number };
  readonly changed: boolean;
}

/** An invoice that has not come into the books after so many days will not come: what stood in for it is dropped. */
const INVOICE_DAYS = 45;

/**
 * Brings what a customer owes up to date with its open items. They are read anew, whole, after the exposure whose version
 * the write is conditional on: so any number of these may run, for any event, in any order, and the last word is that
 * of the items. Customers without a profile or without a partner have nothing to follow.
 */
export function followCustomer(
  deps: FollowCustomerDeps,
  company: string,
  customer: string,
  now: Date,
  booked: ReadonlySet<string> = new Set(),
): Promise<Followed | undefined> {
  return deps.retryWhileContended(async () => {
    const [profile, seen] = await Promise.all([
      deps.reader.loadProfile(company, customer),
      deps.reader.loadExposure(company, customer),
    ]);
    if (!profile) return undefined;
    const { summary: after, dunningLevel, documents } = await readOwed(deps, company, customer, now);
    const isBooked = (document: string) => booked.has(document) || documents.has(document);
    const next = exposureRow(profile, seen, { ...after, dunningLevel }, isBooked, now);
    const before = {
      openItemsMinor: seen?.openItemsMinor ?? 0n,
      prepaymentsMinor: seen?.prepaymentsMinor ?? 0n,
      dunningLevel: seen?.dunningLevel ?? 0,
      dues: [],
    };
    const changed = !seen || !isSame(seen, next);
    if (changed) await deps.exposures.save(profile, seen, next, movedMinor(profile, seen, next));
    return { before, after: { ...after, dunningLevel }, changed };
  });
}

/**
 * Advances that were asked for and not paid are left out: nothing was delivered for them (docs/decisions/0181). What was paid
 * of them is paid in advance, like money on the account.
 */
async function readOwed(deps: FollowCustomerDeps, company: string, customer: string, now: Date) {
  const { receivables } = deps;
  const partner = await receivables.loadPartner(company, customer);
  const isCustomer = partner?.kind === 'customer';
  const items = isCustomer ? await receivables.openItemsOf(company, partner.account) : [];
  const due = items.filter(({ advance = false }) => !advance);
  const owed = due.map(({ dueDate, amountMinor, clearings }): Owed => {
    const clearedMinor = clearings.reduce((sum, one) => sum + one.amountMinor, 0n);
    return { dueDate, openMinor: amountMinor - clearedMinor };
  });
  const dunningLevel = await receivables.dunningLevelOf(
    company,
    due.filter(({ amountMinor }) => amountMinor > 0n).map(({ id }) => id),
  );
  const documents = new Set(items.map(({ documentNumber = '' }) => documentNumber));
  const receivedMinor = isCustomer ? await receivedAdvancesMinor(deps, company, partner.account, now) : 0n;
  const summary = summarizeOwed(owed);
  const prepaymentsMinor = summary.prepaymentsMinor + receivedMinor;
  return { summary: { ...summary, prepaymentsMinor }, dunningLevel, documents };
}

function exposureRow(
  { company, customer }: CreditProfileRow,
  seen: CreditExposureRow | undefined,
  { openItemsMinor, prepaymentsMinor, dues, dunningLevel }: Followed['after'],
  isBooked: (document: string) => boolean,
  now: Date,
): CreditExposureRow {
  const since = addDays(utcDay(now), -INVOICE_DAYS);
  const invoiced = seen?.invoiced?.filter(({ document, on }) => !isBooked(document) && on > since);
  return {
    company,
    customer,
    openItemsMinor,
    prepaymentsMinor,
    deliveriesMinor: seen?.deliveriesMinor ?? 0n,
    ...(invoiced?.length ? { invoiced } : {}),
    dues: packDues(dues),
    dunningLevel,
    version: (seen?.version ?? 0) + 1,
    at: now.toISOString(),
  };
}

function isSame(seen: CreditExposureRow, next: CreditExposureRow): boolean {
  return (
    seen.openItemsMinor === next.openItemsMinor &&
    seen.prepaymentsMinor === next.prepaymentsMinor &&
    seen.dunningLevel === next.dunningLevel &&
    seen.invoiced?.length === next.invoiced?.length &&
    Buffer.compare(seen.dues, next.dues) === 0
  );
}

/** By how much what counts against the limit changes; reservations stay as they are. */
function movedMinor(
  { exposure }: CreditProfileRow,
  seen: CreditExposureRow | undefined,
  next: CreditExposureRow,
): bigint {
  const counted = (row: CreditExposureRow | undefined) =>
    includedMinor(componentsOf(row && { ...row, dues: [] }, 0n), exposure);
  return counted(next) - counted(seen);
}
