import type { DomainError } from '../../../../shared/kernel/errors.ts';
import { absolute } from '../../../../shared/kernel/money.ts';
import { refuse } from '../../errors.ts';
import { formatCents, signOfDecimal, subtractDecimals } from '../decimal.ts';
import type { Cents, Decimal } from '../model/values.ts';
import { lineNetCents } from './calculate.ts';
import type { OrderLine } from './order.ts';

/** What credit notes have taken from a line of an invoice up to now, in the line's own direction: none is negative. */
export interface CreditedLine {
  /** Counted from 1. */
  readonly line: number;
  /** Of its quantity; what was credited as an amount has none. */
  readonly quantity: Decimal;
  readonly netCents: Cents;
}

/** What a credit note is to take from a line: a quantity or a net amount, above zero; all that is left where neither is said. */
export interface CreditWish {
  readonly line: number;
  readonly quantity?: Decimal | undefined;
  readonly netCents?: Cents | undefined;
}

/** UN/ECE Recommendation 20: a lump sum, for what is credited as an amount. */
const LUMP_SUM = 'LS';

/** A line of the invoice, what is left of it, and which way it goes. */
export interface LineRest {
  readonly number: number;
  readonly line: OrderLine;
  /** 1n for what is sold, -1n for a discount that was written as a line. */
  readonly sign: bigint;
  readonly quantity: Decimal;
  readonly netCents: Cents;
}

export function restsOf(lines: readonly OrderLine[], before: readonly CreditedLine[]): LineRest[] {
  return lines.map((line, index) => {
    const number = index + 1;
    const { quantity: gone = '0', netCents = 0n } = before.find((one) => one.line === number) ?? {};
    const all = lineNetCents(line);
    const { quantity } = line;
    return {
      ...{ number, line, sign: all < 0n ? -1n : 1n },
      quantity: subtractDecimals(magnitude(quantity), gone),
      netCents: absolute(all) - netCents,
    };
  });
}

function magnitude(decimal: Decimal): Decimal {
  return decimal.replace(/^-/, '');
}

/**
 * What a wish takes of what is left: the last of the quantity takes the last of the amount.
 * @throws invoices.invalid-order, invoices.nothing-left with pointers below `pointer`
 */
export function takeOfLine(
  { line, quantity: left, netCents: leftCents, number }: LineRest,
  { quantity, netCents }: CreditWish,
  pointer: string,
): { readonly quantity: Decimal; readonly netCents: Cents } {
  if (leftCents === 0n) {
    const detail = `Nothing is left of line ${number}.`;
    throw refuse('invoices.nothing-left', detail, { errors: [{ pointer: `${pointer}/line`, detail }] });
  }
  if (quantity !== undefined && netCents !== undefined)
    throw invalid(`${pointer}/netAmount`, 'Say a quantity or a net amount, not both.');
  if (netCents !== undefined) {
    if (netCents > 0n && netCents <= leftCents) return { quantity: '0', netCents };
    throw beyond(`${pointer}/netAmount`, number, formatCents(leftCents));
  }
  const rest = subtractDecimals(left, quantity ?? left);
  if (quantity !== undefined && (signOfDecimal(quantity) <= 0 || signOfDecimal(rest) < 0))
    throw beyond(`${pointer}/quantity`, number, left);
  if (signOfDecimal(rest) === 0) return { quantity: left, netCents: leftCents };
  const some = quantity ?? left;
  const someCents = absolute(lineNetCents({ quantity: some, unitPrice: line.unitPrice }));
  if (someCents > leftCents) {
    const detail = `Of line ${number} only ${formatCents(leftCents)} is left, because amounts were credited before: say a net amount.`;
    throw invalid(`${pointer}/quantity`, detail);
  }
  if (someCents > 0n) return { quantity: some, netCents: someCents };
  throw invalid(`${pointer}/quantity`, `${some} of line ${number} comes to nothing.`);
}

/** A line of the credit note: by quantity where quantity times price is the amount, else the amount. */
export function creditLine(
  { number, line, sign }: LineRest,
  quantity: Decimal,
  netCents: Cents,
  aboutLine: (number: number) => string,
): OrderLine {
  const description = [line.description, aboutLine(number)].filter(Boolean).join('\n');
  const some = line.quantity.startsWith('-') ? `-${quantity}` : quantity;
  const own = { ...line, description, quantity: some };
  if (signOfDecimal(quantity) !== 0 && lineNetCents(own) === sign * netCents) return own;
  return { ...amountLine(line, sign * netCents), description };
}

/** An amount of a line as a lump sum. */
export function amountLine(line: OrderLine, netCents: Cents): OrderLine {
  const quantity = netCents < 0n ? '-1' : '1';
  return { ...line, quantity, unit: LUMP_SUM, unitPrice: formatCents(absolute(netCents)) };
}

export function invalid(pointer: string, detail: string): DomainError {
  return refuse('invoices.invalid-order', detail, { errors: [{ pointer, detail }] });
}

function beyond(pointer: string, number: number, left: string): DomainError {
  return invalid(
    pointer,
    `Of line ${number} ${left} is left: take more than nothing, and no more than that.`,
  );
}
