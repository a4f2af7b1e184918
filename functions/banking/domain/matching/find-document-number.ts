/** How much of a document number a remittance text names. */
export type NumberFound = 'full' | 'part' | 'none';

const UMLAUTS: Readonly<Record<string, string>> = { Ä: 'AE', Ö: 'OE', Ü: 'UE', ß: 'SS' };

/** Upper case without accents, as banks pass texts on: `Müller` is `MUELLER`. */
export function foldText(text: string): string {
  return text
    .toUpperCase()
    .replace(/[ÄÖÜß]/g, (letter) => UMLAUTS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

/** Letters and digits of a number, without what separates them. */
export function compactNumber(documentNumber: string): string {
  return foldText(documentNumber).replace(/[^A-Z0-9]/g, '');
}

/**
 * Whether a number is worth finding: short ones stand in every text by chance. With letters three characters do, of digits
 * alone it takes four.
 */
export function isTelling(compact: string): boolean {
  return /[A-Z]/.test(compact) && /\d/.test(compact) ? compact.length >= 3 : compact.length >= 4;
}

/** Characters that people and banks put between the parts of a number, or where a line of 27 or 35 characters ends. */
const SEPARATORS = '\\s\\-./_:#,';
const BETWEEN = `[${SEPARATORS}]{0,3}`;
const ALL_SEPARATORS = new RegExp(`[${SEPARATORS}]`, 'g');

/** A text without what may stand between the parts of a number: a number that is not in it is nowhere in the text. */
export function squeezeText(foldedText: string): string {
  return foldedText.replace(ALL_SEPARATORS, '');
}

function patternOf(compact: string): RegExp {
  const spaced = [...compact].join(BETWEEN);
  // Not inside a longer number; letters may be glued to its front (`RGNR4711`), digits of a longer one may not.
  const before = /^\d/.test(compact) ? '(?<!\\d)' : '(?<![A-Z0-9])';
  const after = /\d$/.test(compact) ? '(?!\\d)' : '(?![A-Z0-9])';
  return new RegExp(`${before}${spaced}${after}`);
}

/** Last digits that are taken for a number without its prefix (`4711` for `RE-2026-4711`). */
const PART_DIGITS = /(\d{4,})$/;

/**
 * Prepares the search for one document number: many texts are asked for the same numbers. Separators, spaces, case and
 * umlauts do not matter; the number must stand for itself.
 */
export function documentNumberFinder(
  documentNumber: string,
): (foldedText: string, squeezed?: string) => NumberFound {
  const compact = compactNumber(documentNumber);
  if (!isTelling(compact)) return () => 'none';
  const tail = PART_DIGITS.exec(compact)?.[1];
  const part = tail !== undefined && tail !== compact ? tail : undefined;
  let patterns: { readonly whole: RegExp; readonly part: RegExp | undefined } | undefined;
  return (text, squeezed = squeezeText(text)) => {
    // Most numbers stand in no text: that is told without a pattern.
    const mayBe = squeezed.includes(part ?? compact);
    if (!mayBe) return 'none';
    patterns ??= { whole: patternOf(compact), part: part === undefined ? undefined : patternOf(part) };
    if (patterns.whole.test(text)) return 'full';
    return patterns.part?.test(text) ? 'part' : 'none';
  };
}
