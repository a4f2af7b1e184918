import { refuse } from '../../errors.ts';
import { formatCents, subtractDecimals } from '../decimal.ts';
import type { Cents, Decimal } from '../model/values.ts';
import { lineNetCents, vatGroups } from './calculate.ts';
import {
  amountLine,
  type CreditedLine,
  type CreditWish,
  creditLine,
  invalid,
  type LineRest,
  restsOf,
  takeOfLine,
} from './line-rest.ts';
import type { GroupTax, InvoiceOrder, OrderLine } from './order.ts';
import { wordsOf } from './words/words.ts';

/** A credit note for a part of an invoice. */
export interface Credit {
  readonly lines: readonly OrderLine[];
  readonly taxes: readonly GroupTax[];
  /** What all credit notes have taken with this one. */
  readonly credited: readonly CreditedLine[];
}

/**
 * Decides what a credit note takes from an invoice. It takes no more of any line than its net amount less what was credited
 * before, and no more of any rate; its tax is what the tax of the rate comes to before and after it, so that all credit notes
 * together are the invoice to the cent, net and tax.
 * @throws invoices.invalid-order, invoices.nothing-left with pointers `/corrects/lines/0/…`
 */
export function creditPart(
  invoice: Pick<InvoiceOrder, 'lines' | 'language'>,
  before: readonly CreditedLine[],
  wishes: readonly CreditWish[],
): Credit {
  const rests = restsOf(invoice.lines, before);
  const taken = wishes.map((wish, index) => {
    const pointer = `/corrects/lines/${index}`;
    if (wishes.findIndex(({ line }) => line === wish.line) !== index)
      throw invalid(`${pointer}/line`, `Line ${wish.line} is there twice.`);
    const rest = rests.find(({ number }) => number === wish.line);
    if (!rest) throw invalid(`${pointer}/line`, `The invoice has ${rests.length} lines.`);
    return { rest, ...takeOfLine(rest, wish, pointer) };
  });
  const credited = addTo(before, taken);
  const { aboutLine } = wordsOf(invoice);
  const taxes = taxesOf(invoice.lines, before, credited);
  const lines = taken.map(({ rest, quantity, netCents }) => creditLine(rest, quantity, netCents, aboutLine));
  const gross = total(lines) + taxes.reduce((sum, { taxCents }) => sum + taxCents, 0n);
  if (gross <= 0n)
    throw invalid(
      '/corrects/lines',
      'The lines come to no credit: what is to be paid besides is an invoice.',
    );
  return { lines, taxes: taxes.map(taxText), credited };
}

/**
 * All that credit notes have left of an invoice, to be cancelled; with the order's own lines where there were none.
 * @throws invoices.nothing-left
 */
export function creditRest(
  invoice: Pick<InvoiceOrder, 'lines' | 'language'>,
  before: readonly CreditedLine[],
): { readonly lines: readonly OrderLine[]; readonly taxes?: readonly GroupTax[] } {
  if (before.length === 0) return { lines: invoice.lines };
  const rests = restsOf(invoice.lines, before).filter(({ netCents }) => netCents !== 0n);
  if (rests.length === 0) {
    throw refuse(
      'invoices.nothing-left',
      'Credit notes have taken all of the invoice: nothing is left to cancel.',
    );
  }
  const { aboutLine } = wordsOf(invoice);
  const credited = addTo(
    before,
    rests.map((rest) => ({ rest, quantity: rest.quantity, netCents: rest.netCents })),
  );
  return {
    lines: rests.map((rest) => creditLine(rest, rest.quantity, rest.netCents, aboutLine)),
    taxes: taxesOf(invoice.lines, before, credited).map(taxText),
  };
}

function addTo(
  before: readonly CreditedLine[],
  taken: readonly { readonly rest: LineRest; readonly quantity: Decimal; readonly netCents: Cents }[],
): CreditedLine[] {
  const all = new Map(before.map((one) => [one.line, one]));
  for (const { rest, quantity, netCents } of taken) {
    const seen = all.get(rest.number) ?? { quantity: '0', netCents: 0n };
    const sum = {
      quantity: subtractDecimals(seen.quantity, `-${quantity}`),
      netCents: seen.netCents + netCents,
    };
    all.set(rest.number, { line: rest.number, ...sum });
  }
  return [...all.values()].sort((a, b) => a.line - b.line);
}

interface CentsTax extends Omit<GroupTax, 'tax'> {
  readonly taxCents: Cents;
}

/** Tax by rate between what was credited before and after; refuses what takes more of a rate than the invoice has. */
function taxesOf(
  lines: readonly OrderLine[],
  before: readonly CreditedLine[],
  after: readonly CreditedLine[],
): CentsTax[] {
  const [was, is] = [groupsOf(lines, before), groupsOf(lines, after)];
  return vatGroups(lines).flatMap(({ category, rate, netCents: whole }) => {
    const group = `${category}-${rate}`;
    const [wasCents, isCents] = [was.get(group) ?? NOTHING, is.get(group) ?? NOTHING];
    const sign = whole < 0n ? -1n : 1n;
    const grows = sign * isCents.netCents >= sign * wasCents.netCents;
    if (!grows || sign * isCents.netCents > sign * whole) {
      const left = formatCents(whole - wasCents.netCents);
      const detail = `Of ${category} at ${rate / 100} % no more than ${left} is left: credit its other lines, like discounts, with it.`;
      throw invalid('/corrects/lines', detail);
    }
    const taxCents = isCents.taxCents - wasCents.taxCents;
    return isCents.netCents === wasCents.netCents ? [] : [{ category, rate, taxCents }];
  });
}

const NOTHING = { netCents: 0n, taxCents: 0n };

/** What was credited by category and rate, with its tax. */
function groupsOf(lines: readonly OrderLine[], credited: readonly CreditedLine[]) {
  const amounts = credited.flatMap(({ line: number, netCents }): OrderLine[] => {
    const line = lines[number - 1];
    return line ? [amountLine(line, lineNetCents(line) < 0n ? -netCents : netCents)] : [];
  });
  return new Map(vatGroups(amounts).map(({ category, rate, ...group }) => [`${category}-${rate}`, group]));
}

function taxText({ category, rate, taxCents }: CentsTax): GroupTax {
  return { category, rate, tax: formatCents(taxCents) };
}

function total(lines: readonly OrderLine[]): Cents {
  return lines.reduce((sum, line) => sum + lineNetCents(line), 0n);
}
