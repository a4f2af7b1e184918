import { refuseRow } from './format-errors.ts';

/** Longest values that the journal takes, in characters. */
export const FIELD_LIMITS = { text: 200, reference: 60, code: 36, account: 12, id: 100 } as const;

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

/** An account number: digits, as the charts have them. Whether the account exists is the ledger's question. */
export function fieldAccount(text: string, column: string): string {
  if (/^\d{1,12}$/.test(text)) return text;
  const why = text === '' ? 'is missing' : `"${text.slice(0, 40)}" is not an account number`;
  throw refuseRow('ledger.row-field', `${column} ${why}.`);
}
