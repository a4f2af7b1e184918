import { type FieldError, invariant } from '../../../../shared/kernel/errors.ts';
import { divideRounded } from '../../../../shared/kernel/money.ts';
import {
  type ChartName,
  type EntryLine,
  paidAdvance,
  signedAmount,
  signedLine,
  waitingAdvance,
} from '../../../ledger/rules.ts';
import { refuse } from '../../errors.ts';
import { type BookedLine, composeEntryLines } from '../compose-entry.ts';
import type { Finding } from '../finding.ts';
import { roundToMinor } from '../received/convert-amount.ts';
import { lineNetCents, vatGroupsOf } from './calculate.ts';
import { deductedGroup } from './deduct.ts';
import { creditedBy, type Deduction, type InvoiceOrder } from './order.ts';

/**
 * The entry of an invoice of our own: revenue by account, cost centre and rate, the tax of each group as the invoice shows
 * it. A credit note is booked the other way round, at the rates of the supply that it takes back. An advance waits gross
 * until it is paid; a final invoice takes the advances received off again, each at its own rate.
 */
export function issuedEntryLines(
  order: InvoiceOrder,
  books: { readonly chart: ChartName; readonly accountLength: number; readonly taxOnPayment: boolean },
  customer: { readonly account: string; readonly partner: string },
): readonly EntryLine[] {
  const sign = creditedBy(order) ? 1n : -1n;
  const minor = (cents: bigint) => sign * roundToMinor(cents, order.currency);
  if (order.kind === 'advance') return advanceEntryLines(order, books, customer, minor);
  const lines: BookedLine[] = vatGroupsOf(order).flatMap(({ category, rate, taxCents }) => {
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
  const deductions = (order.deducts ?? []).flatMap(({ groups }) => groups);
  const restMinor = [...lines.map(({ grossMinor }) => grossMinor), ...deductions.map(deductedMinor)].reduce(
    (sum, one) => sum + one,
    0n,
  );
  function deductedMinor(group: Deduction['groups'][number]): bigint {
    return -minor(deductedGroup(group).grossCents);
  }
  // Nothing is left to be paid: tax that waits for a payment would wait for ever.
  const taxOnPayment = books.taxOnPayment && restMinor !== 0n;
  return composeEntryLines({
    ...books,
    taxOnPayment,
    personalAccount: customer.account,
    partner: customer.partner,
    date: order.date,
    serviceDate: order.serviceDate ?? order.period?.end,
    dueDate: creditedBy(order) || restMinor > 0n ? undefined : order.dueDate,
    lines,
    deductions: deductions.flatMap((group) => deductionLines(group, { ...books, taxOnPayment }, minor)),
  });
}

type Books = Parameters<typeof issuedEntryLines>[1];
type Minor = (cents: bigint) => bigint;

/** Gross on the account where advances wait, by rate; no tax before it is paid (§13 Abs. 1 Nr. 1 Buchst. a S. 4 UStG). */
function advanceEntryLines(
  order: InvoiceOrder,
  { chart, accountLength }: Books,
  { account, partner }: { readonly account: string; readonly partner: string },
  minor: Minor,
): readonly EntryLine[] {
  const groups = vatGroupsOf(order);
  const waiting = groups.flatMap(({ rate, netCents, taxCents }): EntryLine[] => {
    const grossMinor = minor(netCents + taxCents);
    if (grossMinor === 0n) return [];
    const { account: number, taxCode } = waitingAdvance(chart, accountLength, 'received', rate);
    const netMinor = minor(netCents);
    const taxBaseMinor = grossMinor < 0n ? -netMinor : netMinor;
    return [{ ...signedLine(number, grossMinor), taxCode, taxBaseMinor }];
  });
  const total = waiting.reduce((sum, line) => sum + signedAmount(line), 0n);
  if (total === 0n)
    throw refuse('invoices.nothing-to-book', 'The invoice comes to nothing: there is no open item.');
  const due = order.cancels ? {} : { dueDate: order.dueDate };
  return [{ ...signedLine(account, -total), ...due, partner }, ...waiting];
}

/** One rate of an advance, taken off with the tags and on the accounts that it was received with, or that revenue waits on. */
function deductionLines(
  group: Deduction['groups'][number],
  { chart, accountLength, taxOnPayment }: Books,
  minor: Minor,
): EntryLine[] {
  const { netCents, taxCents } = deductedGroup(group);
  const wish = { side: 'received', rate: group.rate, waits: taxOnPayment } as const;
  const paid = paidAdvance(chart, accountLength, wish);
  const { taxAccount, taxCode } = paid ?? {};
  invariant(paid && taxAccount && taxCode, `an advance at ${group.rate} was received with tax`);
  return [
    { ...signedLine(paid.account, -minor(netCents)), taxCode },
    { ...signedLine(taxAccount, -minor(taxCents)), taxCode },
  ].filter((line) => signedAmount(line) !== 0n);
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
