import { isCalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { isCurrency } from '../../../shared/kernel/currency.ts';
import { DomainError, type FieldError } from '../../../shared/kernel/errors.ts';
import { describeAmountProblem, formatMinor, parseMinor } from '../../../shared/kernel/money.ts';
import { refuse } from '../errors.ts';
import { parseMadeEntryId } from './block.ts';
import { MAX_LINES, MIN_LINES } from './check-entry.ts';
import type { EntryKind, EntryLine, NewEntry, PostedEntry, VoucherReference } from './entry.ts';

/** A line as it comes in: amounts still text. */
export interface LineText {
  readonly account: string;
  readonly debit?: string | undefined;
  readonly credit?: string | undefined;
  readonly text?: string | undefined;
  readonly taxCode?: string | undefined;
  readonly taxBase?: string | undefined;
  readonly costCentre?: string | undefined;
  readonly costCentre2?: string | undefined;
  readonly partner?: string | undefined;
  readonly dueDate?: string | undefined;
  readonly foreign?:
    | { readonly currency: string; readonly amount: string; readonly rate: string }
    | undefined;
}

/** An entry as it comes in over HTTP or a queue: of the right shape, its values not yet looked at. */
export interface EntryText {
  readonly id?: string | undefined;
  readonly kind?: EntryKind | undefined;
  readonly date: string;
  readonly documentNumber?: string | undefined;
  readonly text: string;
  readonly lines: readonly LineText[];
  readonly serviceDate?: string | undefined;
  readonly taxDate?: string | undefined;
  readonly reference?: string | undefined;
  readonly generalReversal?: boolean | undefined;
  readonly vouchers?: readonly string[] | undefined;
}

const RATE = /^(?:0|[1-9]\d{0,11})(?:\.\d{1,12})?$/;

/** C0 and C1 controls: they would break statements, exports and terminals. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** Texts with what must not stand in the journal; half a surrogate pair has no canonical form (RFC 8785 §3.2.2.2). */
function complainAboutTexts(
  texts: Readonly<Record<string, string | undefined>>,
  pointer: string,
  errors: FieldError[],
): void {
  for (const [field, text] of Object.entries(texts)) {
    if (text === undefined) continue;
    if (CONTROL.test(text))
      errors.push({ pointer: `${pointer}/${field}`, detail: 'contains control characters' });
    if (!text.isWellFormed())
      errors.push({ pointer: `${pointer}/${field}`, detail: 'contains half a character' });
  }
}

/**
 * Turns text into values: dates that exist, amounts in minor units. Collects every complaint before it refuses.
 * `vouchers` resolves the ids of uploaded vouchers; an unknown one is a complaint.
 */
export function parseEntry(
  entry: EntryText,
  currency: string,
  vouchers: ReadonlyMap<string, VoucherReference> = new Map(),
): NewEntry | DomainError {
  const amounts: FieldError[] = [];
  const others: FieldError[] = [];
  const lines = entry.lines.map((line, index) =>
    parseLine(line, `/lines/${index}`, currency, amounts, others),
  );
  complainAboutHead(entry, others);
  const found = (entry.vouchers ?? []).map((id, index) => {
    const voucher = vouchers.get(id);
    if (!voucher)
      others.push({ pointer: `/vouchers/${index}`, detail: `Voucher ${id} has not been uploaded.` });
    return voucher;
  });
  const errors = [...others, ...amounts];
  if (errors[0]) {
    const code = others.length > 0 ? 'ledger.invalid-entry' : 'ledger.invalid-amount';
    return refuse(code, errors[0].detail, { errors });
  }
  if (entry.id !== undefined && parseMadeEntryId(entry.id)) {
    const detail = 'Ids of the form ent_<year>_<number> are made by the ledger; choose another.';
    return refuse('ledger.reserved-id', detail, { errors: [{ pointer: '/id', detail }] });
  }
  const { vouchers: _ids, lines: _lines, kind = 'regular', generalReversal, ...rest } = entry;
  const references = found.filter((voucher) => voucher !== undefined);
  return defined({
    ...rest,
    kind,
    lines,
    generalReversal: generalReversal === true ? true : undefined,
    vouchers: references.length > 0 ? references : undefined,
  }) as unknown as NewEntry;
}

function complainAboutDates(
  dates: Readonly<Record<string, string | undefined>>,
  pointer: string,
  errors: FieldError[],
): void {
  for (const [field, date] of Object.entries(dates)) {
    if (date === undefined || isCalendarDate(date)) continue;
    errors.push({
      pointer: `${pointer}/${field}`,
      detail: `${date} is not a day of the calendar (YYYY-MM-DD, 1900 to 2999).`,
    });
  }
}

function complainAboutHead(entry: EntryText, errors: FieldError[]): void {
  const { date, serviceDate, taxDate } = entry;
  complainAboutDates({ date, serviceDate, taxDate }, '', errors);
  const { text, documentNumber, reference } = entry;
  complainAboutTexts({ text, documentNumber, reference }, '', errors);
  if (entry.lines.length < MIN_LINES || entry.lines.length > MAX_LINES) {
    const detail = `An entry has ${MIN_LINES} to ${MAX_LINES} lines, not ${entry.lines.length}.`;
    errors.push({ pointer: '/lines', detail });
  }
}

function parseLine(
  line: LineText,
  pointer: string,
  currency: string,
  amounts: FieldError[],
  others: FieldError[],
): EntryLine {
  const amountOf = (field: string, text: string | undefined, code: string): bigint | undefined => {
    if (text === undefined) return undefined;
    const minor = parseMinor(text, code);
    if (typeof minor === 'bigint') return minor;
    amounts.push({ pointer: `${pointer}/${field}`, detail: `${text} ${describeAmountProblem(minor, code)}` });
    return undefined;
  };
  if ((line.debit === undefined) === (line.credit === undefined)) {
    amounts.push({ pointer, detail: 'A line has exactly one of debit and credit.' });
  }
  const { text, taxCode, costCentre, costCentre2, partner } = line;
  complainAboutTexts({ text, taxCode, costCentre, costCentre2, partner }, pointer, others);
  complainAboutDates({ dueDate: line.dueDate }, pointer, others);
  const { debit, credit, foreign, taxBase, ...rest } = line;
  if (taxBase !== undefined && taxCode === undefined) {
    others.push({ pointer: `${pointer}/taxBase`, detail: 'A base belongs to the tax that taxCode names.' });
  }
  if (foreign && !isCurrency(foreign.currency)) {
    others.push({
      pointer: `${pointer}/foreign/currency`,
      detail: `${foreign.currency} is not a currency of ISO 4217.`,
    });
  }
  if (foreign && !RATE.test(foreign.rate)) {
    others.push({
      pointer: `${pointer}/foreign/rate`,
      detail: `${foreign.rate} is not a rate, like "1.0842".`,
    });
  }
  return defined({
    ...rest,
    debitMinor: amountOf('debit', debit, currency),
    creditMinor: amountOf('credit', credit, currency),
    taxBaseMinor: amountOf('taxBase', taxBase, currency),
    foreign: foreign && {
      currency: foreign.currency,
      amountMinor: amountOf('foreign/amount', foreign.amount, foreign.currency) ?? 0n,
      rate: foreign.rate,
    },
  }) as unknown as EntryLine;
}

/** Without the members that are undefined: what is stored and compared has only what was said. */
function defined(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function toLineText(
  { debitMinor, creditMinor, taxBaseMinor, foreign, ...line }: EntryLine,
  currency: string,
) {
  return {
    ...line,
    debit: debitMinor === undefined ? undefined : formatMinor(debitMinor, currency),
    credit: creditMinor === undefined ? undefined : formatMinor(creditMinor, currency),
    taxBase: taxBaseMinor === undefined ? undefined : formatMinor(taxBaseMinor, currency),
    foreign: foreign && {
      currency: foreign.currency,
      amount: formatMinor(foreign.amountMinor, foreign.currency),
      rate: foreign.rate,
    },
  };
}

/** The entry as it is answered: amounts as decimal strings again. */
export function toEntryView(entry: PostedEntry, currency: string) {
  return {
    ...entry,
    vouchers: entry.vouchers?.map((voucher) => ({ ...voucher })),
    lines: entry.lines.map((line) => toLineText(line, currency)),
  };
}

/** The entry as it is sent: what `parseEntry` makes the same entry of again. */
export function toEntryBody(entry: NewEntry, currency: string): EntryText {
  return {
    ...entry,
    vouchers: entry.vouchers?.map(({ id }) => id),
    lines: entry.lines.map((line) => toLineText(line, currency)),
  };
}

/** Whether parsing ended in a refusal. */
export function isRefusal(parsed: NewEntry | DomainError): parsed is DomainError {
  return parsed instanceof DomainError;
}
