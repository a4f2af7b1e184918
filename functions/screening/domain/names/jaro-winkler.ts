/** Winkler's constants (1990): the boost applies above 0.7, for at most four letters, a tenth for each. */
const BOOST_FROM = 0.7;
const PREFIX_LETTERS = 4;
const PREFIX_WEIGHT = 0.1;

/** Where Jaro may look for the partner of a letter. */
function windowOf(shorter: number, longer: number): number {
  return Math.max(0, Math.floor(Math.max(shorter, longer) / 2) - 1);
}

/**
 * Jaro's similarity of two words, 0 to 1 (M. A. Jaro, JASA 84/406, 1989): common letters within half of the longer word, and how
 * many of them stand in another order.
 */
export function jaro(one: string, other: string): number {
  // Which letter finds which partner can depend on the side that one begins with: always the same.
  const [a, b] =
    one.length < other.length || (one.length === other.length && one <= other) ? [one, other] : [other, one];
  if (a === b) return 1;
  if (a.length === 0) return 0;
  const reach = windowOf(a.length, b.length);
  const taken = new Uint8Array(b.length);
  const common: string[] = [];
  for (let at = 0; at < a.length; at += 1) {
    const end = Math.min(b.length - 1, at + reach);
    for (let place = Math.max(0, at - reach); place <= end; place += 1) {
      if (taken[place] || b[place] !== a[at]) continue;
      taken[place] = 1;
      common.push(a.charAt(at));
      break;
    }
  }
  const matches = common.length;
  if (matches === 0) return 0;
  let crossed = 0;
  let next = 0;
  for (let place = 0; place < b.length; place += 1) {
    if (!taken[place]) continue;
    if (b[place] !== common[next]) crossed += 1;
    next += 1;
  }
  return (matches / a.length + matches / b.length + (matches - crossed / 2) / matches) / 3;
}

/** Jaro's similarity with Winkler's boost for words that begin alike (W. E. Winkler, ASA Survey Research Methods, 1990). */
export function jaroWinkler(one: string, other: string): number {
  const similarity = jaro(one, other);
  if (similarity <= BOOST_FROM) return similarity;
  return similarity + commonPrefix(one, other) * PREFIX_WEIGHT * (1 - similarity);
}

function commonPrefix(one: string, other: string): number {
  let length = 0;
  while (length < PREFIX_LETTERS && length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** No Jaro similarity of words of these lengths with so many letters in common can be greater. */
export function jaroBound(one: number, other: number, common: number): number {
  return common === 0 ? 0 : (common / one + common / other + 1) / 3;
}

/** The same of Jaro-Winkler, for words that begin alike. */
export function jaroWinklerBound(one: number, other: number, common: number): number {
  const bound = jaroBound(one, other, common);
  return bound + PREFIX_LETTERS * PREFIX_WEIGHT * (1 - bound);
}
