import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { DunnedItem, PostalAddress } from '../dunning/dunned-item.ts';
import type { ProposedLetter } from '../dunning/propose-dunning.ts';
import type { Letter, LetterLine, Sender } from './letter.ts';
import { formatAmount, formatDay } from './letter-format.ts';
import { fillText, type OwnTexts, usualText } from './letter-texts.ts';
import { LETTER_WORDS, type LetterWords } from './letter-words.ts';

export interface LetterFrame {
  readonly sender: Sender;
  readonly asOf: CalendarDate;
  readonly currency: string;
  /** How many levels the company has. */
  readonly levels: number;
  /** Own words of the company for this level, by language. */
  readonly texts?: OwnTexts | undefined;
}

/** Countries by their names on an envelope (in capitals, last line; not for letters within Germany). */
const COUNTRIES: Readonly<Record<string, string>> = {
  AT: 'ÖSTERREICH', BE: 'BELGIEN', CH: 'SCHWEIZ', CZ: 'TSCHECHISCHE REPUBLIK', DK: 'DÄNEMARK', ES: 'SPANIEN',
  FR: 'FRANKREICH', GB: 'VEREINIGTES KÖNIGREICH', IT: 'ITALIEN', LU: 'LUXEMBURG', NL: 'NIEDERLANDE', PL: 'POLEN',
  SE: 'SCHWEDEN', US: 'USA',
}; // biome-ignore format: a table

/** The lines of the address window, without blank ones (DIN 5008). */
export function addressLines(name: string, address: PostalAddress | undefined): readonly string[] {
  const { street, houseNumber, postcode, city, country = 'DE' } = address ?? {};
  const join = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(' ');
  const abroad = country === 'DE' ? '' : (COUNTRIES[country] ?? country);
  return [name, join(street, houseNumber), join(postcode, city), abroad].filter((line) => line !== '');
}

/** The letter that a proposal means, in the language of the partner. */
export function composeLetter(proposed: ProposedLetter, frame: LetterFrame): Letter {
  const { partner, level } = proposed;
  const { sender, asOf, currency } = frame;
  const { language } = partner;
  const words = LETTER_WORDS[language];
  const text = frame.texts?.[language] ?? usualText(language, level, frame.levels);
  const amount = (minor: bigint) => formatAmount(minor, currency, language);
  const day = (date: CalendarDate) => formatDay(date, language);
  const values = {
    partner: partner.name,
    company: sender.name,
    level: String(level),
    total: amount(proposed.totalMinor),
    payBy: day(proposed.payBy),
    date: day(asOf),
  };
  return {
    language,
    sender,
    recipient: addressLines(partner.name, partner.address),
    date: day(asOf),
    references: referencesOf(proposed, frame, words),
    subject: fillText(text.subject, values),
    salutation: words.salutation,
    opening: fillText(text.opening, values),
    columns: words.columns,
    rows: rowsOf(proposed, words, day, amount),
    sums: sumsOf(proposed, words, day(asOf), amount),
    total: { label: words.total, value: values.total },
    closing: fillText(text.closing, values),
    payment: paymentOf(proposed, sender, words, values.payBy),
    note: words.note,
    regards: words.regards,
    pageLabel: words.pageLabel,
  };
}

function referencesOf(
  { partner }: ProposedLetter,
  { sender, asOf }: LetterFrame,
  words: LetterWords,
): LetterLine[] {
  const lines = [
    { label: words.account, value: partner.account },
    { label: words.phone, value: sender.phone ?? '' },
    { label: words.email, value: sender.email ?? '' },
    { label: words.date, value: formatDay(asOf, partner.language) },
  ];
  return lines.filter(({ value }) => value !== '');
}

type Write<T> = (value: T) => string;

function rowsOf(
  { claims, credits }: ProposedLetter,
  words: LetterWords,
  day: Write<CalendarDate>,
  amount: Write<bigint>,
): string[][] {
  const row = (item: DunnedItem, step: string) => [
    item.documentNumber ?? item.id,
    day(item.date),
    day(item.dueDate),
    step,
    amount(item.openMinor),
  ];
  return [
    ...claims.map(({ item, level }) => row(item, String(level))),
    ...credits.map((item) => row(item, words.credit)),
  ];
}

function sumsOf(
  { principalMinor, interestMinor, feeMinor, lumpSumMinor = 0n }: ProposedLetter,
  words: LetterWords,
  date: string,
  amount: Write<bigint>,
): LetterLine[] {
  const sums = [{ label: words.open, value: amount(principalMinor) }];
  if (interestMinor > 0n)
    sums.push({ label: words.interest.replace('{date}', date), value: amount(interestMinor) });
  if (lumpSumMinor > 0n) sums.push({ label: words.lumpSum, value: amount(lumpSumMinor) });
  if (feeMinor > 0n) sums.push({ label: words.fee, value: amount(feeMinor) });
  return sums;
}

function paymentOf(
  proposed: ProposedLetter,
  sender: Sender,
  words: LetterWords,
  payBy: string,
): LetterLine[] {
  const grouped = sender.iban?.replaceAll(/(.{4})(?=.)/g, '$1 ');
  const lines = [
    { label: words.payBy, value: payBy },
    { label: 'IBAN', value: grouped ?? '' },
    { label: 'BIC', value: sender.bic ?? '' },
    { label: words.purpose, value: proposed.partner.account },
  ];
  return lines.filter(({ value }) => value !== '');
}
