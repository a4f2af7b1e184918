import { centsOf, formatCents } from '../decimal.ts';
import type { Cents } from '../model/values.ts';
import type { Deduction, InvoiceOrder } from './order.ts';

/** Amounts of a deduction or a part of it, in hundredths. */
export interface DeductedAmount {
  readonly netCents: Cents;
  readonly taxCents: Cents;
  readonly grossCents: Cents;
}

/** One rate of an advance that is deducted. */
export function deductedGroup({ net, tax }: Deduction['groups'][number]): DeductedAmount {
  const [netCents, taxCents] = [centsOf(net), centsOf(tax)];
  return { netCents, taxCents, grossCents: netCents + taxCents };
}

/** All of an advance that is deducted. */
export function deductedAmount({ groups }: Deduction): DeductedAmount {
  const sum = { netCents: 0n, taxCents: 0n, grossCents: 0n };
  for (const group of groups.map(deductedGroup)) {
    sum.netCents += group.netCents;
    sum.taxCents += group.taxCents;
    sum.grossCents += group.grossCents;
  }
  return sum;
}

/** What was received before: BT-113 of a final invoice. */
export function paidBefore({ deducts = [] }: Pick<InvoiceOrder, 'deducts'>): Cents {
  return deducts.reduce((sum, one) => sum + deductedAmount(one).grossCents, 0n);
}

/** An advance as the final invoice keeps it. */
export function deductionOf(
  { number, date }: Pick<Deduction, 'number' | 'date'>,
  groups: readonly { readonly rate: number; readonly netCents: Cents; readonly taxCents: Cents }[],
): Deduction {
  return {
    number,
    date,
    groups: groups
      .filter(({ netCents, taxCents }) => netCents !== 0n || taxCents !== 0n)
      .map(({ rate, netCents, taxCents }) => ({
        rate,
        net: formatCents(netCents),
        tax: formatCents(taxCents),
      })),
  };
}
