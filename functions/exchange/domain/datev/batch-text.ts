import { encodeWindows1252 } from '../../../../shared/kernel/windows-1252.ts';

/** Letters that do not come apart into a base letter and a mark (NFKD), as German offices write them in plain letters. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ħ: 'h', Ħ: 'H', ı: 'i', ŀ: 'l', Ŀ: 'L', ŋ: 'n', Ŋ: 'N', ŧ: 't', Ŧ: 'T', ẞ: 'ß', ſ: 's',
  '‐': '-', '‑': '-', '‒': '-', '―': '-', '−': '-', '⁄': '/', '′': "'", '″': '"', '‟': '"', '‛': "'", '\u2028': ' ', '\u2029': ' ',
}; // biome-ignore format: a table

const MARKS = /\p{M}+/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]+/g;

/** What stands for a character that neither Windows-1252 nor the table of plain letters has. Never `?`, which texts contain. */
export const REPLACEMENT = '_';

export interface WritableText {
  /** Every character has a byte in Windows-1252. */
  readonly text: string;
  /** Characters became others, or went: the caller lists it. */
  readonly changed: boolean;
}

function plainOf(character: string): string {
  const plain = PLAIN[character] ?? character.normalize('NFKD').replace(MARKS, '');
  return plain !== '' && encodeWindows1252(plain).unmappable.length === 0 ? plain : REPLACEMENT;
}

/**
 * A text as Windows-1252 can hold it, on one line, composed (NFC), without spaces around: letters without a byte become
 * plain ones (ł is l, ő is o), anything else `_`. Control characters become one space.
 */
export function writableText(text: string): WritableText {
  const oneLine = text.normalize('NFC').replace(CONTROLS, ' ').trim();
  const { unmappable } = encodeWindows1252(oneLine);
  if (unmappable.length === 0) return { text: oneLine, changed: false };
  const missing = new Set(unmappable.map(({ character }) => character));
  const written = [...oneLine].map((character) => (missing.has(character) ? plainOf(character) : character));
  return { text: written.join(''), changed: true };
}

/** At most so many characters, never half of a pair, no space left at the end. */
export function cutText(text: string, limit: number): string {
  return text
    .slice(0, limit)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

const UMLAUTS: Readonly<Record<string, string>> = {
  ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'Ae', ø: 'o', Ø: 'O', œ: 'oe', Œ: 'Oe',
}; // biome-ignore format: a table

/** Belegfeld 1 and 2 take letters, digits and these signs (DATEV-Format, Buchungsstapel, fields 11 and 12). */
const NOT_IN_DOCUMENT = /[^A-Za-z0-9$&%*+\-/]/g;
export const DOCUMENT_LENGTH = 36;
export const DOCUMENT_2_LENGTH = 12;

/**
 * A document number as Belegfeld 1 takes it: umlauts spelled out, marks dropped, everything else that the field refuses
 * becomes `-`; of a longer number the last characters, which tell numbers apart. The same number always becomes the same, so
 * that invoice and payment still meet.
 */
export function cleanDocument(text: string, limit: number): string {
  const spelled = [...text.normalize('NFC').trim()]
    .map((character) => UMLAUTS[character] ?? character)
    .join('');
  const plain = [...spelled]
    .map((character) => PLAIN[character] ?? character.normalize('NFKD').replace(MARKS, ''))
    .join('');
  return plain.replace(NOT_IN_DOCUMENT, '-').slice(-limit);
}
