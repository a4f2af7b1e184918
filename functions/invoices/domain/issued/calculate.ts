import { divideRounded } from '../../../../shared/kernel/money.ts';
import { centsOf, scaledOf } from '../decimal.ts';
import type { Cents } from '../model/values.ts';
import type { InvoiceOrder, OrderLine, VatGroup } from './order.ts';

/** Net amount of a line (BT-131): quantity times price, rounded half away from zero to two decimals (BR-DEC-23). */
export function lineNetCents({ quantity, unitPrice }: Pick<OrderLine, 'quantity' | 'unitPrice'>): Cents {
  const [many, price] = [scaledOf(quantity), scaledOf(unitPrice)];
  return divideRounded(many.units * price.units * 100n, 10n ** BigInt(many.scale + price.scale));
}

/** The VAT breakdown (BG-23): tax on the sum of a category and rate, not of each line (BR-CO-17). */
export function vatGroups(lines: readonly OrderLine[]): readonly VatGroup[] {
  const groups = Map.groupBy(lines, ({ category, rate }) => `${category}-${rate}`);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const netCents = members.reduce((sum, line) => sum + lineNetCents(line), 0n);
    const taxCents = divideRounded(netCents * BigInt(first.rate), 10_000n);
    return [{ category: first.category, rate: first.rate, netCents, taxCents }];
  });
}

/** The VAT breakdown of an order: of a credit note with the tax that is left of its invoice's, which may differ by a cent. */
export function vatGroupsOf({
  lines,
  taxes = [],
}: Pick<InvoiceOrder, 'lines' | 'taxes'>): readonly VatGroup[] {
  return vatGroups(lines).map((group) => {
    const own = taxes.find(({ category, rate }) => category === group.category && rate === group.rate);
    return own ? { ...group, taxCents: centsOf(own.tax) } : group;
  });
}
