/** Words that say nothing of what a text is about, German and English, as `wordsOf` writes them. */
const STOP_WORDS = new Set(
  `aber alle als auch auf aus bei bin bitte das dass dem den der des die dies diese doch durch ein eine einem einen einer eines fur hat habe haben
ich ihr ihre ist kann kein keine mein meine mich mir mit nach nicht noch nur oder sehr seit sich sie sind und uns von vom was wenn wie wir wird
zum zur about after all and any are but can cannot could does for from has have how into its just not now our out please that the their then there
they this was were what when will with would you your`.split(/\s+/),
);
export const LEAST_LETTERS = 3;
/** Endings of German and English that change no meaning; longest first. */
const ENDING = /(?:ern|ing|en|er|es|em|ed|e|n|s)$/;
const LEAST_STEM = 4;

/** A word without accents, case and ending: `Drucker` and `druckers` are one. */
function stem(word: string): string {
  const cut = word.replace(ENDING, '');
  return cut.length >= LEAST_STEM ? cut : word;
}

/** The words of a text in its order, without case and accents. */
export function plainWordsOf(text: string): string[] {
  const plain = text.toLowerCase().replaceAll('ß', 'ss').normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words of a text in its order, as they are compared: without endings, and those that say nothing. */
export function wordsOf(text: string): string[] {
  return plainWordsOf(text)
    .filter((word) => word.length >= LEAST_LETTERS && !STOP_WORDS.has(word))
    .map(stem);
}

/** How much a word of the title counts against one of the text. */
const TITLE_WEIGHT = 5;
/** Beyond this a text that repeats a word is not more about it. */
const MOST_OF_A_WORD = 5;

/** The words that an article is found by with their weights: the heaviest, no more than `most`. */
export function weighWords(title: string, text: string, most: number): Record<string, number> {
  const weights = new Map<string, number>();
  for (const word of wordsOf(text)) weights.set(word, Math.min(MOST_OF_A_WORD, (weights.get(word) ?? 0) + 1));
  for (const word of new Set(wordsOf(title))) weights.set(word, (weights.get(word) ?? 0) + TITLE_WEIGHT);
  const heaviest = [...weights].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, most);
  return Object.fromEntries(heaviest);
}
