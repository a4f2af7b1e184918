/** Russian, Ukrainian, Belarusian, Bulgarian and Serbian letters; after BGN/PCGN, simplified: no signs, no special cases. */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o',
  п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '',
  э: 'e', ю: 'yu', я: 'ya', і: 'i', ї: 'yi', є: 'ye', ґ: 'g', ў: 'u', ђ: 'dj', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz',
  ѓ: 'g', ќ: 'k', ѕ: 'dz', ё: 'e',
}; // biome-ignore format: a table

/** Modern Greek after ELOT 743, letter by letter; pairs of letters that sound as one come first. */
const GREEK_PAIRS: Readonly<Record<string, string>> = {
  ου: 'ou',
  αυ: 'av',
  ευ: 'ev',
  γγ: 'ng',
  γχ: 'nch',
  γξ: 'nx',
  μπ: 'b',
};
const GREEK: Readonly<Record<string, string>> = {
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o',
  π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o',
}; // biome-ignore format: a table

/** Latin letters that Unicode does not take apart. */
const LATIN: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŋ: 'n', ĸ: 'k', ŧ: 't', ə: 'a',
}; // biome-ignore format: a table

const LETTERS: Readonly<Record<string, string>> = { ...CYRILLIC, ...GREEK, ...LATIN };
const PAIRS = new RegExp(Object.keys(GREEK_PAIRS).join('|'), 'gu');

/**
 * Text in small Latin letters without accents, as far as it is Latin, Cyrillic or Greek; other scripts stay as they are and
 * are compared within themselves. German ä, ö, ü become a, o, u like every accent: `fold-word.ts` makes ae, oe, ue the same.
 */
export function transliterate(text: string): string {
  // Й and ё would lose their signs with the accents; Greek pairs are told by letters without theirs.
  const lower = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('й', 'y')
    .replaceAll('ў', 'u')
    .replaceAll('ї', 'yi');
  const plain = lower
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
  return plain
    .replace(PAIRS, (pair) => GREEK_PAIRS[pair] ?? pair)
    .replace(/[^\p{ASCII}]/gu, (letter) =>
      Object.hasOwn(LETTERS, letter) ? (LETTERS[letter] ?? '') : letter,
    );
}
