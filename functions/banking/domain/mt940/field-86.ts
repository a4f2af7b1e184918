import { present, reference, tidy } from '../field-values.ts';
import { compactAccount, germanIban, isIban } from '../iban.ts';
import type { Party, PaymentFacts } from '../statement.ts';

/** SEPA words in the purpose fields (DK, Anlage 3 of the DFÜ agreement, chapter 8): each begins a new subfield. */
const WORDS = [
  'EREF',
  'KREF',
  'MREF',
  'CRED',
  'DEBT',
  'COAM',
  'OAMT',
  'SVWZ',
  'ABWA',
  'ABWE',
  'IBAN',
  'BIC',
  'BREF',
  'PURP',
];
const WORD = new RegExp(`(${WORDS.join('|')})\\+`, 'g');

/** What :86: says, and whether money comes in decides who the named party is. */
export interface Field86 {
  readonly facts: PaymentFacts;
  readonly party: Party;
  /** Geschäftsvorfallcode of the German banks, three digits. */
  readonly gvc: string | undefined;
}

/** `EREF+1 SVWZ+text` cut at its words; what stands before the first is the plain text. */
function readWords(text: string): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  const marks = [...text.matchAll(WORD)];
  const before = text.slice(0, marks[0]?.index ?? text.length);
  if (before.trim()) words.set('', before);
  for (const [index, mark] of marks.entries()) {
    const [whole, name = ''] = mark;
    const value = text.slice(mark.index + whole.length, marks[index + 1]?.index ?? text.length);
    if (!words.has(name)) words.set(name, value);
  }
  return words;
}

const joinedOf = (fields: ReadonlyMap<string, string>, from: number, to: number, glue: string) =>
  [...fields]
    .filter(([key]) => Number(key) >= from && Number(key) <= to)
    .map(([, value]) => value)
    .join(glue);

/** Purpose lines have 27 characters each: a full one goes on in the next, a shorter one ends a word. */
function joinPurpose(fields: ReadonlyMap<string, string>): string {
  const lines = [...fields]
    .filter(([key]) => (Number(key) >= 20 && Number(key) <= 29) || (Number(key) >= 60 && Number(key) <= 63))
    .map(([, value]) => value);
  return lines.reduce((text, line, index) => {
    const startsWord = /^[A-Z]{3,4}\+/.test(line);
    const isFull = (lines[index - 1]?.length ?? 0) >= 27;
    return index === 0 ? line : text + (isFull && !startsWord ? '' : ' ') + line;
  }, '');
}

function accountOf(bank: string | undefined, account: string | undefined): Party {
  const number = account && compactAccount(account);
  const bic = bank && compactAccount(bank);
  if (!number) return present({ bic });
  if (isIban(number)) return present({ iban: number, bic });
  if (bic && /^\d{8}$/.test(bic) && /^\d{1,10}$/.test(number)) return { iban: germanIban(bic, number) };
  return present({ account: number, bic });
}

/**
 * `:86:` structured as in Germany: three digits (GVC), then subfields `?00` to `?63`: 00 posting text, 10 Primanota, 20 to
 * 29 and 60 to 63 purpose, 30 bank, 31 account, 32 and 33 name, 34 text key.
 */
function readStructured(gvc: string, rest: string): Field86 {
  const separator = rest[0] ?? '?';
  const fields = new Map<string, string>();
  for (const part of rest.split(separator).slice(1)) {
    const key = part.slice(0, 2);
    if (/^\d{2}$/.test(key) && !fields.has(key)) fields.set(key, part.slice(2));
  }
  const words = readWords(joinPurpose(fields));
  const name = tidy(joinedOf(fields, 32, 33, ''));
  const account = accountOf(fields.get('30') ?? words.get('BIC'), fields.get('31') ?? words.get('IBAN'));
  return {
    gvc,
    party: present({ name, ...account }),
    facts: present({
      ...factsOfWords(words),
      additionalInfo: tidy(fields.get('00')),
      otherReferences: fields.get('10') ? [`Primanota ${fields.get('10')}`] : undefined,
      returnReason: returnReasonOf(gvc, fields.get('34')),
    }),
  };
}

/** Text keys of returns (GVC 108, 109, 159, 181 to 184) are reasons; of other payments they are not. */
function returnReasonOf(gvc: string, textKey: string | undefined): string | undefined {
  return textKey && ['108', '109', '159', '181', '182', '183', '184'].includes(gvc) ? textKey : undefined;
}

function factsOfWords(words: ReadonlyMap<string, string>): PaymentFacts {
  const purpose = [words.get(''), words.get('SVWZ')].map(tidy).filter((one) => one !== undefined);
  const charge = tidy(words.get('COAM'));
  return present({
    endToEndId: reference(words.get('EREF')),
    customerReference: reference(words.get('KREF')),
    mandateId: reference(words.get('MREF')),
    creditorId: reference(words.get('CRED')),
    remittance: tidy(purpose.join(' ')),
    originalAmount: tidy(words.get('OAMT')),
    charges: charge ? [charge] : undefined,
    purpose: reference(words.get('PURP')),
  });
}

/** `/EREF/…/ORDP//NAME/…/REMI/…/` as banks outside of Germany write it. */
function readSlashes(text: string): Field86 {
  const values = new Map<string, string>();
  const codes = [...text.matchAll(/\/([A-Z]{3,4})\//g)];
  for (const [index, code] of codes.entries()) {
    const [whole, name = ''] = code;
    const value = text.slice(code.index + whole.length, codes[index + 1]?.index ?? text.length);
    if (!values.has(name)) values.set(name, value.replace(/^\/+|\/+$/g, ''));
  }
  const remittance = tidy(values.get('REMI')?.replace(/^(?:USTD|STRD)\/{1,2}/, ''));
  const iban = values.get('IBAN') ?? values.get('CNTP')?.split('/')[0];
  return {
    gvc: undefined,
    party: present({ name: tidy(values.get('NAME')), ...accountOf(values.get('BIC'), iban) }),
    facts: present({
      endToEndId: reference(values.get('EREF')),
      mandateId: reference(values.get('MARF')),
      creditorId: reference(values.get('CSID')),
      remittance: remittance ?? tidy(text),
    }),
  };
}

/** Field 86 in whatever form: structured, with slashes, or plain text. */
export function readField86(lines: readonly string[]): Field86 {
  const text = lines.join('');
  const [, gvc, rest] = /^(\d{3})([?@<>#].*)$/s.exec(text) ?? [];
  if (gvc && rest) return readStructured(gvc, rest);
  if (/^\/[A-Z]{3,4}\//.test(text)) return readSlashes(text);
  const words = readWords(lines.join(' '));
  return { gvc: undefined, party: {}, facts: factsOfWords(words) };
}
