import { type CalendarDate, isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { isCurrency } from '../../../../shared/kernel/currency.ts';
import { formatMinor, parseMinor } from '../../../../shared/kernel/money.ts';
import { refuse } from '../../errors.ts';
import { child, textAt, type XmlNode } from './read-xml.ts';

/** Values of elements that statements share: amounts, sides, days, codes. */

export interface Amount {
  /** Not negative. */
  readonly minor: bigint;
  readonly currency: string;
}

export function refuseAt(node: XmlNode, detail: string): never {
  throw refuse('banking.unreadable-statement', `Line ${node.line}, ${node.name}: ${detail}`, {
    extra: { line: node.line },
  });
}

/** `Amt` with its currency. */
export function readAmount(node: XmlNode): Amount {
  return readMoney(child(node, 'Amt') ?? refuseAt(node, 'no amount (Amt).'));
}

/** An element that is an amount itself. */
export function readMoney(amount: XmlNode): Amount {
  const currency = amount.attributes.Ccy ?? '';
  if (!isCurrency(currency)) refuseAt(amount, `"${currency}" is no currency of ISO 4217.`);
  const text = amount.text
    .trim()
    .replace(/^\+/, '')
    .replace(/^0+(?=\d)/, '');
  const minor = parseMinor(trimDecimals(text, currency), currency);
  if (typeof minor !== 'bigint' || minor < 0n)
    refuseAt(amount, `"${text.slice(0, 40)}" is no amount in ${currency}.`);
  return { minor, currency };
}

/** Banks write more decimals than a currency has; zeros among them say nothing. */
function trimDecimals(text: string, currency: string): string {
  const decimals = formatMinor(0n, currency).split('.')[1]?.length ?? 0;
  const [integer = '', fraction = ''] = text.split('.');
  const kept = fraction.slice(0, decimals) + fraction.slice(decimals).replace(/0+$/, '');
  return kept === '' ? integer : `${integer}.${kept}`;
}

export function signOf(node: XmlNode): bigint {
  const indicator = textAt(node, 'CdtDbtInd');
  if (indicator !== 'CRDT' && indicator !== 'DBIT') refuseAt(node, 'CdtDbtInd is neither CRDT nor DBIT.');
  return indicator === 'CRDT' ? 1n : -1n;
}

/** `Dt`, or the day of `DtTm` as it is written: the bank's own day. */
export function readDate(node: XmlNode): CalendarDate {
  const text = (textAt(node, 'Dt') ?? textAt(node, 'DtTm') ?? node.text.trim()).slice(0, 10);
  return isCalendarDate(text) ? text : refuseAt(node, `"${text}" is no day of the calendar.`);
}

/** Domain, family and subfamily of ISO 20022, else the bank's own code. */
export function bankCodeOf(node: XmlNode): string | undefined {
  const domain = child(node, 'BkTxCd', 'Domn');
  const parts = [textAt(domain, 'Cd'), textAt(domain, 'Fmly', 'Cd'), textAt(domain, 'Fmly', 'SubFmlyCd')];
  const iso = parts.filter((part) => part !== undefined).join('-');
  return iso === '' ? textAt(node, 'BkTxCd', 'Prtry', 'Cd') : iso;
}

/** A member where there is a value, none where there is not. */
export function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
