import { foldText } from './find-document-number.ts';

/** Legal forms and titles: they say nothing of who it is. */
const EMPTY_WORDS = new Set(
  'GMBH AG KG KGAA OHG GBR UG SE EV EK EKFR MBH CO COKG UND AND DER DIE DAS LTD LIMITED INC BV NV SARL SAS SA SPA SRL HERR FRAU DR PROF'.split(
    ' ',
  ),
);

/** The words of a name that say who it is. */
export function wordsOfName(name: string): string[] {
  const folded = foldText(name).replace(/\b([A-Z])\.\s?(?=[A-Z]\b)/g, '$1');
  return [...new Set(folded.split(/[^A-Z0-9]+/).filter((word) => word.length > 1 && !EMPTY_WORDS.has(word)))];
}

/** Banks cut names at 27, 35 or 70 characters, amid a word. */
function sameWord(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 4 && long.startsWith(short);
}

/**
 * How alike two names are, 0 to 1: the share of the words of the shorter name that the longer one has, legal forms aside. A
 * single common word of three letters or fewer is no likeness.
 */
export function nameLikeness(one: string, other: string): number {
  return likenessOfWords(wordsOfName(one), wordsOfName(other));
}

/** Beginnings of words: names that have none in common are not alike at all. */
export function beginningsOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map((word) => word.slice(0, 4)));
}

/** The same of names whose words are known. */
export function likenessOfWords(a: readonly string[], b: readonly string[]): number {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  if (few.length === 0) return 0;
  const shared = few.filter((word) => many.some((candidate) => sameWord(word, candidate)));
  if (few.length === 1 && (few[0]?.length ?? 0) <= 3) return 0;
  return shared.length / few.length;
}
