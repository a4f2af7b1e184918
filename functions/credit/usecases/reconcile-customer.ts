import { ContentionError } from '../../../shared/table/failures.ts';
import { includedMinor } from '../domain/components.ts';
import { withDues } from '../domain/dues.ts';
import { componentsOf } from '../domain/gather-facts.ts';
import { markOf } from '../domain/mark.ts';
import { refuse } from '../errors.ts';
import type { CreditReader } from '../reader.ts';
import type { CheckStore } from '../store/checks.ts';
import type { ReconciliationStore } from '../store/reconciliations.ts';
import type { CreditCheckRow, CreditCounter } from '../table.ts';
import { type FollowCustomerDeps, followCustomer } from './follow-customer.ts';
import { healMarks } from './heal-marks.ts';

export interface ReconcileDeps extends FollowCustomerDeps {
  readonly reader: FollowCustomerDeps['reader'] &
    Pick<CreditReader, 'loadCounter' | 'allChecks' | 'loadCheck'>;
  readonly checks: Pick<CheckStore, 'settleMark' | 'undoMark' | 'abandon'>;
  readonly reconciliations: ReconciliationStore;
}

/** Something that stood otherwise than it should, and has been mended. */
export interface Difference {
  readonly customer: string;
  readonly what: 'openItems' | 'prepayments' | 'reserved' | 'exposure' | 'group' | 'leftBehind';
  readonly storedMinor: bigint;
  readonly foundMinor: bigint;
}

/**
 * Compares what is stored of a customer with what it follows from, and mends it: open items with the books, reservations
 * with the checks, what counts against the limits with its parts. Checks may go on meanwhile: a counter that moves under
 * the comparison is compared again, so that nothing is mended that was right.
 * @throws credit.unknown-profile
 */
export async function reconcileCustomer(
  deps: ReconcileDeps,
  company: string,
  customer: string,
  now: Date,
): Promise<readonly Difference[]> {
  const followed = await followCustomer(deps, company, customer, now);
  if (!followed) throw refuse('credit.unknown-profile', `${customer} has no credit profile.`);
  const { before, after } = followed;
  const differences = [
    difference(customer, 'openItems', before.openItemsMinor, after.openItemsMinor),
    difference(customer, 'prepayments', before.prepaymentsMinor, after.prepaymentsMinor),
    ...(await deps.retryWhileContended(() => reconcileCounter(deps, company, customer, now))),
  ];
  return differences.filter(({ storedMinor, foundMinor }) => storedMinor !== foundMinor);
}

function difference(
  customer: string,
  what: Difference['what'],
  storedMinor: bigint,
  foundMinor: bigint,
): Difference {
  return { customer, what, storedMinor, foundMinor };
}

async function reconcileCounter(
  deps: ReconcileDeps,
  company: string,
  customer: string,
  now: Date,
): Promise<readonly Difference[]> {
  const profile = await deps.reader.loadProfile(company, customer);
  const left = profile && (await deps.reader.loadCounter(company, profile.root));
  if (!profile || !left) throw new ContentionError('the profile moved');
  const undone = await healMarks(deps, profile, left, now);
  const [counter, exposure] = await Promise.all([
    deps.reader.loadCounter(company, profile.root),
    deps.reader.loadExposure(company, customer),
  ]);
  const member = counter?.members[customer];
  if (!counter || !member) throw new ContentionError('the counter has moved');
  // Read after the counter: what comes in between moves the counter, and then it is all compared again.
  const reservedMinor = await reservedOf(deps, company, customer, counter);
  const owed = withDues(exposure);
  const exposureMinor = includedMinor(componentsOf(owed, reservedMinor), profile.exposure);
  const others = Object.entries(counter.members).filter(([name]) => name !== customer);
  const totalMinor = others.reduce((sum, [, other]) => sum + other.exposureMinor, exposureMinor);
  const differences = [
    difference(customer, 'leftBehind', BigInt(undone), 0n),
    difference(customer, 'reserved', member.reservedMinor, reservedMinor),
    difference(customer, 'exposure', member.exposureMinor, exposureMinor),
    difference(customer, 'group', counter.totalMinor, totalMinor),
  ];
  const isWrong = differences.slice(1).some(({ storedMinor, foundMinor }) => storedMinor !== foundMinor);
  if (isWrong) {
    await deps.reconciliations.mend(
      profile,
      { counter, exposure },
      { reservedMinor, exposureMinor, totalMinor },
    );
  }
  return differences;
}

/** What the checks of a customer have reserved, and what stands for checks that are being written. */
async function reservedOf(
  { reader }: ReconcileDeps,
  company: string,
  customer: string,
  { marks }: CreditCounter,
): Promise<bigint> {
  let reservedMinor = 0n;
  const written = new Set<string>();
  for await (const check of reader.allChecks(company, customer)) {
    if (check.decision) written.add(markOf(check.id, check));
    reservedMinor += openOf(check);
  }
  for (const [mark, { customer: of, amountMinor }] of Object.entries(marks)) {
    if (of === customer && !written.has(mark)) reservedMinor += amountMinor;
  }
  return reservedMinor;
}

function openOf({ reservation }: CreditCheckRow): bigint {
  return reservation?.state === 'RESERVED' && reservation.counted ? reservation.openMinor : 0n;
}
