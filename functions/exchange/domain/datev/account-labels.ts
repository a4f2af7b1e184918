import { cutText, writableText } from './batch-text.ts';
import { type ExtfOrigin, extfHeader } from './extf-header.ts';
import { extfLine } from './extf-line.ts';

const QUOTED: ReadonlySet<number> = new Set([2, 3, 4]);
const LABEL_LENGTH = 40;
const LONG_LABEL_LENGTH = 300;

/** Names of general ledger accounts (DATEV-Format, Kontenbeschriftungen: category 20, version 3, four fields). */
export function accountLabels(
  origin: ExtfOrigin,
  language: 'de' | 'en',
  accounts: readonly { readonly number: string; readonly name: string }[],
): string {
  const header = extfHeader(origin, { category: 20, name: 'Kontenbeschriftungen', version: 3 });
  const rows = accounts.map(({ number, name }) => {
    const { text } = writableText(name);
    const [short, long] = [cutText(text, LABEL_LENGTH), cutText(text, LONG_LABEL_LENGTH)];
    return extfLine({ 1: number, 2: short, 3: language === 'de' ? 'de-DE' : 'en-GB', 4: long }, 4, QUOTED);
  });
  return `${header}Konto;Kontenbeschriftung;Sprach-ID;Kontenbeschriftung lang\r\n${rows.join('')}`;
}
