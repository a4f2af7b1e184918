import type { FactValue, FactValues } from './facts.ts';

function less(a: FactValue, ...others: readonly FactValue[]): FactValue {
  return [a, ...others].every((value) => typeof value === 'bigint')
    ? others.reduce<bigint>((left, other) => left - (other as bigint), a as bigint)
    : null;
}

function least(a: FactValue, b: FactValue): FactValue {
  if (typeof a !== 'bigint' || typeof b !== 'bigint') return null;
  return a < b ? a : b;
}

/** Whether the order counts from now on: not beyond the horizon, nor where orders do not count at all. */
export function takesOfLimit({ isWithinHorizon, countsOrders }: FactValues): boolean {
  return isWithinHorizon !== 'false' && countsOrders !== 'false';
}

/** A cover that is suspended or has ended covers nothing new. Unknown only where neither cover nor collateral is known. */
function coverOf({ insuranceCover, insuranceState, collateral }: FactValues): FactValue {
  const holds = insuranceState !== 'suspended' && insuranceState !== 'ended';
  const insured = holds ? insuranceCover : insuranceCover === null ? null : 0n;
  if (insured === null && collateral === null) return null;
  return ((insured ?? 0n) as bigint) + ((collateral ?? 0n) as bigint);
}

/** The facts that follow from others; the external class is known later (see `rating-waterfall.ts`). */
export function headroomsOf(values: FactValues) {
  const { amount, limit, available, groupLimit, groupAvailable, ordersAvailable, exposure } = values;
  const takes = takesOfLimit(values);
  // What takes nothing yet must fit alone all the same, or it is refused at once.
  const leftOf = (whole: FactValue, left: FactValue) =>
    takes ? less(left, amount) : least(left, less(whole, amount));
  return {
    headroom: leftOf(limit, available),
    groupHeadroom: leftOf(groupLimit, groupAvailable),
    ordersHeadroom: less(ordersAvailable, values.isWithinHorizon === 'false' ? 0n : amount),
    coverHeadroom: less(coverOf(values), exposure, takes ? amount : 0n),
    externalClass: null,
  };
}
