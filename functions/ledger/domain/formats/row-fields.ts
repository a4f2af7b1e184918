import { restoreLeadingZeros } from '../account-number.ts';
import { parseMadeEntryId } from '../block.ts';
import { refuseRow } from './format-errors.ts';

const LINE_BREAKS = /\s*[\r\n\t]+\s*/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Text of one field: line breaks become one space; refuses other control characters and texts that are too long. */
export function fieldText(text: string, column: string, limit: number): string {
  if (text.length <= limit && !CONTROLS.test(text)) return text;
  const oneLine = text.replace(LINE_BREAKS, ' ');
  if (oneLine.length > limit) {
    const detail = `${column} has ${oneLine.length} characters; ${limit} are allowed.`;
    throw refuseRow('ledger.row-field', detail);
  }
  if (CONTROLS.test(oneLine)) throw refuseRow('ledger.row-field', `${column} contains control characters.`);
  return oneLine;
}

/**
 * An account number: digits, as the charts have them. Where the length of accounts is known, zeros that a spreadsheet
 * took from the front are put back. Whether the account exists is the ledger's question.
 */
export function fieldAccount(text: string, column: string, accountLength: number | undefined): string {
  if (/^\d{1,9}$/.test(text))
    return accountLength === undefined ? text : restoreLeadingZeros(text, accountLength);
  const why = text === '' ? 'is missing' : `"${text.slice(0, 40)}" is not an account number`;
  throw refuseRow('ledger.row-field', `${column} ${why}.`);
}

/** The caller's id of an entry. Ids of the form that the ledger makes are refused. */
export function fieldId(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/.test(text) && !parseMadeEntryId(text)) return text;
  const detail = `id "${text.slice(0, 40)}" is not 1 to 64 letters, digits or . _ : - (and not an id made by the ledger).`;
  throw refuseRow('ledger.row-field', detail);
}
