/**
 * Ways in which one sound is written in different countries, made the same: Iwanow, Ivanov; Sergej, Sergey, Sergei; Tschaikowskij,
 * Chaikovsky. Umlauts too: Köhler, Koehler, Kohler. Our own choice, wider than any one standard of transliteration: what it makes too
 * much the same, the other words of a name tell apart.
 */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/schtsch|shch/g, 'sh'],
  [/tsch|tch/g, 'ch'],
  [/sch/g, 'sh'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/ck/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/[jy]/g, 'i'],
  [/([aou])e+/g, '$1'],
  // Mohammed, Mohamed; numbers stay as they are.
  [/(\p{L})\1+/gu, '$1'],
];

/** A word as it is compared; folding it again changes nothing. */
export function foldWord(word: string): string {
  const folded = SPELLINGS.reduce((text, [spelling, same]) => text.replace(spelling, same), word);
  return folded === word ? word : foldWord(folded);
}
