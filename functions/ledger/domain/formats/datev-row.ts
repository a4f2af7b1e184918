import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { currencyDecimals, isCurrency } from '../../../../shared/kernel/currency.ts';
import { describeAmountProblem, parseMinor } from '../../../../shared/kernel/money.ts';
import { kindOfAccount, restoreLeadingZeros } from '../account-number.ts';
import type { ForeignAmount } from '../entry.ts';
import { ENTRY_LIMITS } from '../entry-limits.ts';
import { readDatevDates } from './datev-dates.ts';
import type { DatevHeader } from './datev-header.ts';
import { refuseRow } from './format-errors.ts';
import { parseRate } from './parse-amount.ts';
import { fieldText } from './row-fields.ts';

/** The fields of a row that the books take, by their number in the format (all versions from 9 to 13). */
export const FIELD = {
  amount: 1, side: 2, currency: 3, rate: 4, baseAmount: 5, baseCurrency: 6, account: 7, contraAccount: 8, taxKey: 9,
  date: 10, document1: 11, document2: 12, discount: 13, text: 14, costCentre1: 37, costCentre2: 38, euVatId: 40,
  taxation: 42, reverseChargeCase: 43, otherRateType: 45, otherRateNumber: 46, otherRateExtra: 47, postingType: 96, locked: 114,
  serviceDate: 115, taxPeriod: 116, dueDate: 117, generalReversal: 118,
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
  /** Datum Zuordnung Steuerperiode, where it is another day than the service date, or the document's without one. */
  readonly taxDate?: CalendarDate;
  /** Fälligkeit of what stands on a personal account. */
  readonly dueDate?: CalendarDate;
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

/** A number of up to three digits; 0 says nothing. */
function readReverseChargeCase(cells: Cells): string {
  const text = at(cells, FIELD.reverseChargeCase);
  if (!/^\d{0,3}$/.test(text)) refuseField(43, 'Sachverhalt L+L', `"${text.slice(0, 40)}" is not a number`);
  return text.replace(/^0+/, '');
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
    ...readDatevDates(
      {
        document: at(cells, FIELD.date),
        service: at(cells, FIELD.serviceDate),
        taxPeriod: at(cells, FIELD.taxPeriod),
        due: at(cells, FIELD.dueDate),
      },
      header,
    ),
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
