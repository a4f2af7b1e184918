const OTHERS = 36;
const A = 97;
const ZERO = 48;

/** How often a word has each letter and digit; all other letters are counted together. */
export function letterCounts(word: string): Uint8Array {
  const counts = new Uint8Array(OTHERS + 1);
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    const place =
      code >= A && code < A + 26 ? code - A : code >= ZERO && code < ZERO + 10 ? 26 + code - ZERO : OTHERS;
    counts[place] = Math.min(255, (counts[place] ?? 0) + 1);
  }
  return counts;
}

/** At most so many letters do two words have in common. */
export function sharedLetters(one: Uint8Array, other: Uint8Array): number {
  let shared = 0;
  for (let place = 0; place <= OTHERS; place += 1) shared += Math.min(one[place] ?? 0, other[place] ?? 0);
  return shared;
}
