import { type CalendarDate, daysBetween, isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { isCurrency } from '../../../../shared/kernel/currency.ts';
import { absolute, parseMinor } from '../../../../shared/kernel/money.ts';
import { refuse } from '../../errors.ts';
import {
  type BankStatement,
  checkBalances,
  type StatementBalance,
  type StatementTransaction,
} from '../statement.ts';
import { readInformation } from './read-information.ts';

interface Field {
  readonly tag: string;
  readonly line: number;
  readonly lines: readonly string[];
}

/** Lines of a message are short; one this long is no MT940. */
const MAX_LINE_CHARACTERS = 2_000;

function refuseLine(line: number, detail: string): never {
  throw refuse('banking.unreadable-statement', `Line ${line}: ${detail}`, { extra: { line } });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The fields of a file with what continues them; `-` and the envelope `{1:…}{4:` of a message say nothing. */
function fieldsOf(text: string): Field[] {
  const fields: { tag: string; line: number; lines: string[] }[] = [];
  text.split(/\r\n|\n|\r/).forEach((raw, index) => {
    const line = index + 1;
    if (raw.length > MAX_LINE_CHARACTERS)
      refuseLine(line, `has more than ${MAX_LINE_CHARACTERS} characters.`);
    const content = raw.replace(/^(?:\{\d:[^{}]*\})*\{4:/, '').replace(/^\{\d:[^{}]*\}$/, '');
    const [, tag, rest = ''] = /^:(\d\d[A-Z]?):(.*)$/.exec(content) ?? [];
    if (tag !== undefined) fields.push({ tag, line, lines: [rest] });
    else if (content !== '' && content !== '-' && content !== '-}') fields.at(-1)?.lines.push(content);
  });
  return fields;
}

/** `YYMMDD`: years from 70 on are of the last century. */
function readDate(text: string, line: number): CalendarDate {
  const [, yy = '', mm, dd] = /^(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  const date = `${Number(yy) >= 70 ? '19' : '20'}${yy}-${mm}-${dd}`;
  return isCalendarDate(date) ? date : refuseLine(line, `"${text.slice(0, 20)}" is no day as YYMMDD.`);
}

/** `MMDD` of the entry, in the year that brings it nearest to the value date. */
function readEntryDate(text: string, valueDate: CalendarDate, line: number): CalendarDate {
  const year = Number(valueDate.slice(0, 4));
  const days = [year - 1, year, year + 1]
    .map((each) => `${each}-${text.slice(0, 2)}-${text.slice(2)}`)
    .filter(isCalendarDate);
  if (days.length === 0) refuseLine(line, `"${text}" is no day as MMDD.`);
  const distance = (day: CalendarDate) => Math.abs(daysBetween(valueDate, day));
  return days.reduce((best, day) => (distance(day) < distance(best) ? day : best));
}

function readAmount(text: string, currency: string, line: number): bigint {
  const plain = text
    .replace(/,$/, '')
    .replace(',', '.')
    .replace(/^0+(?=\d)/, '');
  const minor = parseMinor(plain, currency);
  return typeof minor === 'bigint'
    ? minor
    : refuseLine(line, `"${text.slice(0, 20)}" is no amount in ${currency}.`);
}

function readBalance({ tag, line, lines }: Field): StatementBalance {
  const [, side, date = '', currency = '', amount = ''] =
    /^([CD])(\d{6})([A-Z]{3})([\d,]{1,16})$/.exec((lines[0] ?? '').trim()) ??
    refuseLine(line, `:${tag}: is no balance.`);
  if (!isCurrency(currency)) refuseLine(line, `"${currency}" is no currency of ISO 4217.`);
  const minor = readAmount(amount, currency, line);
  return {
    kind: tag.startsWith('60') ? 'opening' : 'closing',
    date: readDate(date, line),
    amountMinor: side === 'C' ? minor : -minor,
    currency,
  };
}

/** `EUR 50,00`, `EUR50,00` or `50,00` in a text of :86:. What is none is left out: it is but a hint. */
function readAmountHint(text: string | undefined, currency: string): bigint | undefined {
  const [, named, amount = ''] = /^([A-Z]{3})?\s*(\d{1,12}(?:[.,]\d{0,2})?)(?:\s|$)/.exec(text ?? '') ?? [];
  if (amount === '' || (named !== undefined && named !== currency)) return undefined;
  const minor = parseMinor(amount.replace(',', '.').replace(/\.$/, ''), currency);
  return typeof minor === 'bigint' ? minor : undefined;
}

const MOVEMENT =
  /^(?<value>\d{6})(?<entry>\d{4})?(?<side>R?[CD])(?<funds>[A-Z])?(?<amount>\d[\d,]{0,15})(?<type>[NFS][A-Z0-9]{3})(?<rest>.*)$/;

function readMovement(
  field: Field,
  information: Field | undefined,
  currency: string,
  entry: number,
  pending: boolean,
): StatementTransaction {
  const { line, lines } = field;
  const groups = MOVEMENT.exec((lines[0] ?? '').trim())?.groups ?? refuseLine(line, ':61: is no movement.');
  const valueDate = readDate(groups.value ?? '', line);
  const bookingDate = groups.entry === undefined ? valueDate : readEntryDate(groups.entry, valueDate, line);
  // RC reverses a credit: money goes; RD reverses a debit: it comes back.
  const received = groups.side === 'C' || groups.side === 'RD';
  const minor = readAmount(groups.amount ?? '', currency, line);
  const [own = '', bankReference = ''] = (groups.rest ?? '').split('//');
  const told = readInformation(information?.lines ?? []);
  const endToEndId = told.endToEndId ?? (own.trim() === '' ? undefined : own.trim());
  const { name, iban, bic, code, remittance, original, charges, ...more } = told;
  const originalMinor = readAmountHint(original, currency);
  const chargesMinor = readAmountHint(charges, currency);
  return {
    ...more,
    bookingDate,
    valueDate,
    amountMinor: received ? minor : -minor,
    currency,
    pending,
    remittance,
    counterparty: {
      ...(name === undefined ? {} : { name }),
      ...(iban === undefined ? {} : { iban }),
      ...(bic === undefined ? {} : { bic }),
    },
    ...(endToEndId === undefined ? {} : { endToEndId }),
    ...(bankReference.trim() === '' ? {} : { bankReference: bankReference.trim() }),
    ...(originalMinor === undefined ? {} : { originalMinor }),
    ...(chargesMinor === undefined ? {} : { chargesMinor }),
    bankTransactionCode: [groups.type, code].filter((part) => part !== undefined).join('+'),
    entry,
    detail: 1,
    details: 1,
    line,
  };
}

/**
 * German accounts as `BLZ/account` become their IBAN (ISO 13616: DE, check digits mod 97-10, bank code, account in ten digits);
 * banks with rules of their own for it write the IBAN themselves.
 */
export function accountOf(text: string): string {
  const [, bank, number] = /^(\d{8})\/0*(\d{1,10})(?:[A-Z]{3})?$/.exec(text.trim()) ?? [];
  if (bank === undefined || number === undefined) return text.trim().replace(/\s|\/?[A-Z]{3}$/g, '');
  const domestic = bank + number.padStart(10, '0');
  const check = 98n - (BigInt(`${domestic}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${domestic}`;
}

/** Reads a file of MT940 statements or MT942 reports (SWIFT Category 9, and the form of Anlage 3 of the DK). */
export function readMt940(bytes: Uint8Array): BankStatement[] {
  const fields = fieldsOf(decode(bytes));
  const starts = fields.flatMap(({ tag }, index) => (tag === '20' ? [index] : []));
  if (starts.length === 0 || starts[0] !== 0) {
    throw refuse(
      'banking.unreadable-statement',
      'The file is neither XML nor a statement that begins with :20:.',
    );
  }
  return starts.map((start, index) => readMessage(fields.slice(start, starts[index + 1])));
}

function readMessage(fields: readonly Field[]): BankStatement {
  const text = (tag: string) => fields.find((field) => field.tag === tag)?.lines[0]?.trim();
  const line = fields[0]?.line ?? 1;
  const account = text('25') ?? text('25P') ?? refuseLine(line, 'the statement names no account (:25:).');
  const interim = fields.some(({ tag }) => tag === '34F' || tag === '13D' || tag === '90D' || tag === '90C');
  const balances = fields.filter(({ tag }) => /^6[02][FM]$/.test(tag)).map(readBalance);
  const currency = balances[0]?.currency ?? /^([A-Z]{3})/.exec(text('34F') ?? '')?.[1] ?? 'EUR';
  const format = interim ? 'MT942' : 'MT940';
  const transactions: StatementTransaction[] = [];
  fields.forEach((field, index) => {
    if (field.tag !== '61') return;
    const next = fields[index + 1];
    const information = next?.tag === '86' ? next : undefined;
    transactions.push(readMovement(field, information, currency, transactions.length + 1, interim));
  });
  if (interim) assertSums(fields, transactions, currency);
  const sequence = text('28C') ?? text('28');
  return {
    format,
    id: text('20') ?? '',
    account: accountOf(account),
    currency,
    ...(sequence === undefined ? {} : { sequence }),
    balances,
    transactions,
    findings: checkBalances(format, balances, transactions),
  };
}

/** :90D: and :90C: of an interim report: number and sum of its debits and credits. */
function assertSums(
  fields: readonly Field[],
  transactions: readonly StatementTransaction[],
  currency: string,
): void {
  for (const { tag, line, lines } of fields) {
    if (tag !== '90D' && tag !== '90C') continue;
    const [, count, , amount = ''] =
      /^(\d{1,5})([A-Z]{3})([\d,]+)$/.exec((lines[0] ?? '').trim()) ??
      refuseLine(line, `:${tag}: is no sum.`);
    const mine = transactions.filter(({ amountMinor }) => amountMinor < 0n === (tag === '90D'));
    const sum = mine.reduce((total, { amountMinor }) => total + amountMinor, 0n);
    const stated = readAmount(amount, currency, line);
    if (Number(count) === mine.length && stated === absolute(sum)) continue;
    throw refuse(
      'banking.wrong-control-sum',
      `Line ${line}: :${tag}: states ${count} movements, ${amount}; there are others.`,
    );
  }
}
