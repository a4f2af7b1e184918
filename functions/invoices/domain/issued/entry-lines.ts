import type { FieldError } from '../../../../shared/kernel/errors.ts';
import { divideRounded } from '../../../../shared/kernel/money.ts';
import type { ChartName, EntryLine } from '../../../ledger/rules.ts';
import { type BookedLine, composeEntryLines } from '../compose-entry.ts';
import type { Finding } from '../finding.ts';
import { roundToMinor } from '../received/convert-amount.ts';
import { lineNetCents, vatGroups } from './calculate.ts';
import type { InvoiceOrder } from './order.ts';

/**
 * The entry of an invoice of our own: revenue by account, cost centre and rate, the tax of each group as the invoice shows
 * it. A credit note is booked the other way round, at the rates of the supply that it takes back.
 */
export function issuedEntryLines(
  order: InvoiceOrder,
  books: { readonly chart: ChartName; readonly accountLength: number; readonly taxOnPayment: boolean },
  customer: { readonly account: string; readonly partner: string },
): readonly EntryLine[] {
  const sign = order.cancels ? 1n : -1n;
  const minor = (cents: bigint) => sign * roundToMinor(cents, order.currency);
  const lines: BookedLine[] = vatGroups(order.lines).flatMap(({ category, rate, taxCents }) => {
    const members = order.lines.filter((line) => line.category === category && line.rate === rate);
    const places = [
      ...Map.groupBy(members, ({ account, costCentre }) => `${account}#${costCentre ?? ''}`).values(),
    ];
    let left = taxCents;
    return places.flatMap((place, index) => {
      const [first] = place;
      if (!first) return [];
      const net = place.reduce((sum, line) => sum + lineNetCents(line), 0n);
      const own = divideRounded(net * BigInt(rate), 10_000n);
      const tax = index === places.length - 1 ? left : own;
      left -= tax;
      const { account, costCentre } = first;
      const centre = costCentre === undefined ? {} : { costCentre };
      return [{ account, ...centre, grossMinor: minor(net + tax), taxMinor: minor(tax) }];
    });
  });
  return composeEntryLines({
    ...books,
    personalAccount: customer.account,
    partner: customer.partner,
    date: order.date,
    serviceDate: order.serviceDate ?? order.period?.end,
    dueDate: order.cancels ? undefined : order.dueDate,
    lines,
  });
}

const POINTERS: readonly (readonly [start: string, pointer: string])[] = [
  ['/buyerReference', '/buyerReference'],
  ['/buyer', '/customerId'],
  ['/delivery', '/serviceDate'],
  ['/dueDate', '/dueDate'],
  ['/paymentTerms', '/discount'],
  ['/vatBreakdowns', '/exemptionReason'],
];

/** Findings of the rules, told in the fields of the order. */
export function pointAtOrder(findings: readonly Finding[]): readonly FieldError[] {
  return findings.map(({ rule, text, path = '' }) => {
    const line = /^\/lines\/\d+/.exec(path)?.[0];
    const known = POINTERS.find(([start]) => path.startsWith(start));
    return { pointer: line ?? known?.[1] ?? '', detail: `${rule}: ${text}` };
  });
}
