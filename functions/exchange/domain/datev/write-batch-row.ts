import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { formatMinor } from '../../../../shared/kernel/money.ts';
import type { PostedEntry } from '../../../ledger/rules.ts';
import {
  BATCH_COLUMNS,
  FIRST_NOTE_FIELD,
  NOTE_KIND_LENGTH,
  NOTE_LENGTH,
  QUOTED_FIELDS,
} from './batch-columns.ts';
import type { BatchRow } from './batch-row.ts';
import { cleanDocument, cutText, DOCUMENT_2_LENGTH, DOCUMENT_LENGTH, writableText } from './batch-text.ts';
import { type ExtfFields, extfLine } from './extf-line.ts';
import type { Finding } from './finding.ts';

const TEXT_LENGTH = 60;
/** EU-Land u. UStID: the country's two letters, up to thirteen characters (field 40). */
const VAT_ID = /^[A-Z]{2}[A-Z0-9+*]{2,13}$/;
/** Kurs (field 4): four digits before, two to six behind the comma, not zero. */
const RATE = /^(\d{1,4})(?:\.(\d{1,6}))?$/;
const COST_CENTRE = /^[A-Za-z0-9 ]{1,36}$/;

export interface RowContext {
  readonly currency: string;
  readonly locked: boolean;
  /** Beleglink of the entry's vouchers: the GUID of their document in `document.xml`. */
  readonly voucherGuid?: string | undefined;
}

/** `119,00`: the format has two decimals whatever the currency has. */
function amountField(amountMinor: bigint, currency: string): string {
  const [whole = '', fraction = ''] = formatMinor(amountMinor, currency).split('.');
  return `${whole},${fraction.padEnd(2, '0')}`;
}

/** TTMM: the year is the header's. */
function dayField(date: CalendarDate): string {
  return date.slice(8) + date.slice(5, 7);
}

/** TTMMJJJJ. */
function fullDayField(date: CalendarDate): string {
  return dayField(date) + date.slice(0, 4);
}

function rateField(rate: string): string | undefined {
  const [, whole, fraction = ''] = RATE.exec(rate) ?? [];
  return whole === undefined || Number(rate) === 0 ? undefined : `${whole},${fraction.padEnd(2, '0')}`;
}

/** What one entry writes in all its rows, and what is told of it once. */
export function rowWriter(entry: PostedEntry, context: RowContext, note: (finding: Finding) => void) {
  const tell = (code: Finding['code'], detail: string) => note({ code, entry: entry.number, detail });

  function textField(text: string, limit: number, name: string): string {
    const written = writableText(text);
    if (written.changed) tell('characters-replaced', `${name} ${text}`);
    return cutText(written.text, limit);
  }

  const documentNumber = entry.documentNumber ?? '';
  const document = cleanDocument(documentNumber, DOCUMENT_LENGTH);
  if (document !== documentNumber)
    tell('document-number-changed', `Document number ${documentNumber} became ${document || 'empty'}.`);
  const reference = entry.reference ?? '';
  const fits =
    cleanDocument(reference, reference.length) === reference && reference.length <= DOCUMENT_2_LENGTH;
  if (!fits)
    tell('reference-moved', `Reference ${reference} does not fit Belegfeld 2: it stands in the notes.`);
  const entryText = textField(entry.text, NOTE_LENGTH, 'Text');

  function notesOf(row: BatchRow, text: string): ExtfFields {
    const wholeText = text === entryText ? '' : entryText;
    const vatId = row.partner !== undefined && VAT_ID.test(row.partner);
    const notes: readonly (readonly [string, string | undefined])[] = [
      ['Journalnummer', `${entry.fiscalYear}-${entry.number}`],
      ['Buchungstext', wholeText],
      ['Belegnummer', document === documentNumber ? '' : documentNumber],
      ['Referenz', fits ? '' : reference],
      ['Storno zu', entry.reverses],
      ['Partner', vatId ? '' : row.partner],
    ];
    const fields: Record<number, string> = {};
    let field = FIRST_NOTE_FIELD;
    for (const [kind, content = ''] of notes) {
      if (content === '') continue;
      fields[field] = kind.slice(0, NOTE_KIND_LENGTH);
      fields[field + 1] = cutText(writableText(content).text, NOTE_LENGTH);
      field += 2;
    }
    return fields;
  }

  function amounts(row: BatchRow): Record<number, string> {
    const { currency } = context;
    const { foreign } = row;
    const own = { 1: amountField(row.amountMinor, currency), 3: currency };
    if (!foreign) return own;
    const rate = rateField(foreign.rate);
    const amount = amountField(foreign.amountMinor, foreign.currency);
    if (rate === undefined || !/^\d{1,10},\d{2}$/.test(amount) || foreign.amountMinor === 0n) {
      const what = `${formatMinor(foreign.amountMinor, foreign.currency)} ${foreign.currency} at ${foreign.rate}`;
      tell('foreign-amount-left-out', `${what} does not fit fields 1 to 6.`);
      return own;
    }
    return { 1: amount, 3: foreign.currency, 4: rate, 5: own[1], 6: currency };
  }

  function centreField(centre: string | undefined): string {
    if (centre === undefined) return '';
    if (COST_CENTRE.test(centre)) return centre;
    tell('cost-centre-left-out', `Cost centre ${centre} has other characters than letters and digits.`);
    return '';
  }

  /** One line of the batch, 125 fields. */
  return function writeRow(row: BatchRow): string {
    const { serviceDate, taxDate } = entry;
    const text = cutText(
      row.lineText ? textField(row.lineText, NOTE_LENGTH, 'Line text') : entryText,
      TEXT_LENGTH,
    );
    const taxPeriod = taxDate ?? serviceDate;
    const vatId = row.partner !== undefined && VAT_ID.test(row.partner) ? row.partner : '';
    return extfLine(
      {
        ...amounts(row),
        2: row.side,
        7: row.account,
        8: row.contraAccount,
        9: row.taxKey,
        10: dayField(entry.date),
        11: document,
        12: fits ? reference : '',
        14: text,
        20: context.voucherGuid === undefined ? '' : `BEDI "${context.voucherGuid}"`,
        37: centreField(row.costCentre),
        38: centreField(row.costCentre2),
        40: vatId,
        43: row.reverseChargeCase ?? '',
        ...notesOf(row, text),
        114: context.locked ? '1' : '0',
        115: serviceDate === undefined ? '' : fullDayField(serviceDate),
        116: taxPeriod === undefined ? '' : fullDayField(taxPeriod),
        117: row.dueDate === undefined ? '' : fullDayField(row.dueDate),
        118: row.generalReversal ? '1' : '',
      },
      BATCH_COLUMNS.length,
      QUOTED_FIELDS,
    );
  };
}

/** The second line of a batch. */
export const BATCH_HEADINGS = `${BATCH_COLUMNS.join(';')}\r\n`;
