import { type CalendarDate, isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { currencyDecimals, isCurrency } from '../../../../shared/kernel/currency.ts';
import { describeAmountProblem, parseMinor } from '../../../../shared/kernel/money.ts';
import { kindOfAccount, restoreLeadingZeros } from '../account-number.ts';
import type { ForeignAmount } from '../entry.ts';
import { ENTRY_LIMITS } from '../entry-limits.ts';
import type { DatevHeader } from './datev-header.ts';
import { refuseRow } from './format-errors.ts';
import { parseRate } from './parse-amount.ts';
import { fieldText } from './row-fields.ts';

/** The fields of a row that the books take, by their number in the format (all versions from 9 to 13). */
export const FIELD = {
  amount: 1, side: 2, currency: 3, rate: 4, baseAmount: 5, baseCurrency: 6, account: 7, contraAccount: 8, taxKey: 9,
  date: 10, document1: 11, document2: 12, discount: 13, text: 14, costCentre1: 37, costCentre2: 38, euVatId: 40,
  taxation: 42, reverseChargeCase: 43, otherRateType: 45, otherRateNumber: 46, otherRateExtra: 47, postingType: 96, locked: 114,
  serviceDate: 115, generalReversal: 118,
} as const; // biome-ignore format: a table

/** Fields of a row by version: 9 as seen in files, 12 and 13 by the format; 10 and 11 lie between. */
const FIELDS_OF_VERSION: ReadonlyMap<number, number> = new Map([
  [9, 120],
  [10, 122],
  [11, 122],
  [12, 124],
  [13, 125],
]);

/** A row of a posting batch, read but not yet expanded. Amounts in minor units of the company's currency. */
export interface DatevPosting {
  readonly amountMinor: bigint;
  /** The side of `account`. */
  readonly side: 'S' | 'H';
  readonly account: string;
  readonly contraAccount: string;
  readonly taxKey: string;
  readonly date: CalendarDate;
  readonly serviceDate?: CalendarDate;
  readonly documentNumber: string;
  readonly reference: string;
  readonly text: string;
  readonly costCentre: string;
  readonly costCentre2: string;
  readonly euVatId: string;
  /** Sachverhalt L+L: which case of §13b UStG a reverse charge is; empty where the row does not say. */
  readonly reverseChargeCase: string;
  readonly foreign?: ForeignAmount;
  readonly generalReversal: boolean;
}

type Cells = readonly string[];

function at(cells: Cells, field: number): string {
  return (cells[field - 1] ?? '').trim();
}

function refuseField(field: number, name: string, problem: string): never {
  throw refuseRow('ledger.row-field', `Field ${field} (${name}) ${problem}.`);
}

/** Amounts have a decimal comma and no thousands, so nothing in them is ambiguous. Zero is refused. */
function readAmount(text: string, currency: string, field: number, name: string): bigint {
  const match = /^(\d{1,10})(?:,(\d{1,2}))?$/.exec(text);
  const shown = `Field ${field} (${name}) "${text.slice(0, 40)}"`;
  if (!match) throw refuseRow('ledger.row-amount', `${shown} is not a positive amount like 1234,56.`);
  const [, integer = '', fraction = ''] = match;
  const decimals = fraction.slice(currencyDecimals(currency)).replace(/^0+$/, '');
  const kept = fraction.slice(0, currencyDecimals(currency)) + decimals;
  const amount = parseMinor(`${integer.replace(/^0+(?=\d)/, '')}${kept && `.${kept}`}`, currency);
  if (typeof amount !== 'bigint') {
    throw refuseRow('ledger.row-amount', `${shown} ${describeAmountProblem(amount, currency)}.`);
  }
  if (amount === 0n) throw refuseRow('ledger.row-amount', `${shown} is zero.`);
  return amount;
}

/** The amount to book, and what it was in a foreign currency: then field 5 has it in the company's. */
function readAmounts(cells: Cells, currency: string): Pick<DatevPosting, 'amountMinor' | 'foreign'> {
  const stated = at(cells, FIELD.currency) || currency;
  if (stated === currency) return { amountMinor: readAmount(at(cells, FIELD.amount), currency, 1, 'Umsatz') };
  if (!isCurrency(stated))
    refuseField(3, 'WKZ Umsatz', `"${stated.slice(0, 40)}" is no currency of ISO 4217`);
  if (at(cells, FIELD.baseCurrency) !== currency) {
    refuseField(6, 'WKZ Basisumsatz', `must be ${currency} where field 3 is ${stated}`);
  }
  return {
    amountMinor: readAmount(at(cells, FIELD.baseAmount), currency, 5, 'Basisumsatz'),
    foreign: {
      currency: stated,
      amountMinor: readAmount(at(cells, FIELD.amount), stated, 1, 'Umsatz'),
      rate: parseRate(at(cells, FIELD.rate), 'Field 4 (Kurs)'),
    },
  };
}

function readAccount(cells: Cells, field: number, name: string, accountLength: number): string {
  const number = restoreLeadingZeros(at(cells, field), accountLength);
  if (kindOfAccount(number, accountLength) !== 'invalid') return number;
  const digits = `${accountLength} digits, or ${accountLength + 1} for customers and vendors`;
  return refuseField(field, name, `"${number.slice(0, 40)}" is not an account number (${digits})`);
}

/** Belegdatum is TTMM: its year is the one that puts it into the header's fiscal year. */
function readDate(text: string, header: DatevHeader): CalendarDate {
  const [, day, month] = /^(\d{1,2})(\d{2})$/.exec(text) ?? refuseDate(text, 'is not a day as TTMM');
  const { fiscalYearStart, fiscalYearEnd, from, to } = header;
  const years = [fiscalYearStart.slice(0, 4), fiscalYearEnd.slice(0, 4)];
  const date = years
    .map((year) => `${year}-${month}-${day?.padStart(2, '0')}`)
    .find((each) => isCalendarDate(each) && each >= fiscalYearStart && each <= fiscalYearEnd);
  if (date === undefined) {
    return refuseDate(text, `is no day of the fiscal year ${fiscalYearStart} to ${fiscalYearEnd}`);
  }
  if (date < from || date > to) refuseDate(text, `is ${date}, outside the batch's ${from} to ${to}`);
  return date;
}

function refuseDate(text: string, problem: string): never {
  throw refuseRow('ledger.row-date', `Field 10 (Belegdatum) "${text.slice(0, 40)}" ${problem}.`);
}

/** A number of up to three digits; 0 says nothing. */
function readReverseChargeCase(cells: Cells): string {
  const text = at(cells, FIELD.reverseChargeCase);
  if (!/^\d{0,3}$/.test(text)) refuseField(43, 'Sachverhalt L+L', `"${text.slice(0, 40)}" is not a number`);
  return text.replace(/^0+/, '');
}

function readServiceDate(cells: Cells): Pick<DatevPosting, 'serviceDate'> {
  const text = at(cells, FIELD.serviceDate);
  if (text === '') return {};
  const [, day, month, year] = /^(\d{1,2})(\d{2})(\d{4})$/.exec(text) ?? [];
  const serviceDate = `${year}-${month}-${day?.padStart(2, '0')}`;
  if (isCalendarDate(serviceDate)) return { serviceDate };
  const detail = `Field 115 (Leistungsdatum) "${text.slice(0, 40)}" is not a day as TTMMJJJJ.`;
  throw refuseRow('ledger.row-date', detail);
}

function readChoice<T>(cells: Cells, field: number, name: string, choices: ReadonlyMap<string, T>): T {
  const text = at(cells, field);
  const choice = choices.get(text);
  if (choice !== undefined) return choice;
  const known = [...choices.keys()].filter((key) => key !== '').join(', ');
  return refuseField(field, name, `is "${text.slice(0, 40)}", expected ${known} or nothing`);
}

const SIDES: ReadonlyMap<string, 'S' | 'H'> = new Map([['', 'S'], ['S', 'S'], ['H', 'H']]); // biome-ignore format: a row
const FLAGS: ReadonlyMap<string, boolean> = new Map([['', false], ['0', false], ['1', true]]); // biome-ignore format: a row
const REVERSALS: ReadonlyMap<string, boolean> = new Map([...FLAGS, ['G', true]]);

/** Fields that would change how tax is computed or booked; a row that uses them is refused, not booked otherwise. */
function refuseUnsupported(cells: Cells): void {
  const used: readonly (readonly [number, string, RegExp])[] = [
    [FIELD.discount, 'Skonto: book the discount as a row of its own', /[1-9]/],
    [FIELD.taxation, 'Abw. Versteuerungsart', /[^S]/],
    [FIELD.otherRateType, 'BU 49 Hauptfunktionstyp', /[^0]/],
    [FIELD.otherRateNumber, 'BU 49 Hauptfunktionsnummer', /[^0]/],
    [FIELD.otherRateExtra, 'BU 49 Funktionsergänzung', /[^0]/],
    [FIELD.postingType, 'Buchungstyp (Anzahlungen)', /^(?!SO$)./],
  ];
  const found = used.find(([field, , pattern]) => pattern.test(at(cells, field)));
  if (!found) return;
  throw refuseRow('ledger.row-unsupported', `Field ${found[0]} (${found[1]}) is not supported.`);
}

function refuseSurplus(cells: Cells, formatVersion: number): void {
  const count = FIELDS_OF_VERSION.get(formatVersion) ?? 0;
  if (cells.slice(count).every((cell) => cell.trim() === '')) return;
  const detail = `The row has ${cells.length} fields; format version ${formatVersion} has ${count}.`;
  throw refuseRow('ledger.row-malformed', detail);
}

/**
 * Reads one row of a posting batch. Fields that are empty at the end may be missing. Refuses with the number and
 * name of the field: `ledger.row-amount`, `row-date`, `row-field`, `row-malformed`, `row-unsupported`.
 */
export function readDatevRow(cells: Cells, header: DatevHeader, currency: string): DatevPosting {
  refuseSurplus(cells, header.formatVersion);
  refuseUnsupported(cells);
  readChoice(cells, FIELD.locked, 'Festschreibung', FLAGS);
  const text = (field: number, name: string, limit: number) =>
    fieldText(at(cells, field), `Field ${field} (${name})`, limit);
  return {
    ...readAmounts(cells, currency),
    side: readChoice(cells, FIELD.side, 'Soll/Haben-Kennzeichen', SIDES),
    account: readAccount(cells, FIELD.account, 'Konto', header.accountLength),
    contraAccount: readAccount(cells, FIELD.contraAccount, 'Gegenkonto', header.accountLength),
    taxKey: text(FIELD.taxKey, 'BU-Schlüssel', 4),
    date: readDate(at(cells, FIELD.date), header),
    ...readServiceDate(cells),
    documentNumber: text(FIELD.document1, 'Belegfeld 1', ENTRY_LIMITS.documentNumber),
    reference: text(FIELD.document2, 'Belegfeld 2', ENTRY_LIMITS.reference),
    text: text(FIELD.text, 'Buchungstext', 60),
    costCentre: text(FIELD.costCentre1, 'KOST1', ENTRY_LIMITS.costCentre),
    costCentre2: text(FIELD.costCentre2, 'KOST2', ENTRY_LIMITS.costCentre),
    euVatId: text(FIELD.euVatId, 'EU-Land u. USt-IdNr.', 15),
    reverseChargeCase: readReverseChargeCase(cells),
    generalReversal: readChoice(cells, FIELD.generalReversal, 'Generalumkehr', REVERSALS),
  };
}
