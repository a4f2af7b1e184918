/**
 * The characters that every bank in SEPA takes: letters, digits, `/ - ? : ( ) . , ' +` and the space (EPC217-08, "SEPA
 * Requirements for an Extended Character Set", basic set; the same in the Deutsche Kreditwirtschaft's Anlage 3, chapter
 * on the character set). Banks may take more, but only by agreement.
 */
const BASIC = /^[A-Za-z0-9/?:().,'+ -]$/;

/**
 * How characters outside of it are written: signs of ASCII as the conversion table of EPC217-08 has them, umlauts as two
 * letters (Anlage 3 permits them instead of one). The table's full stop for everything else is not taken: it hides a loss.
 */
const TABLE: Readonly<Record<string, string>> = {
  Ä: 'AE', Ö: 'OE', Ü: 'UE', ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ẞ: 'SS', Æ: 'AE', æ: 'ae', Œ: 'OE', œ: 'oe', Ø: 'O',
  ø: 'o', Å: 'A', å: 'a', Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', Ð: 'D', ð: 'd', Þ: 'TH', þ: 'th', Ħ: 'H', ħ: 'h', ı: 'i',
  ĸ: 'k', Ŋ: 'N', ŋ: 'n', Ŧ: 'T', ŧ: 't', '&': '+', '€': 'EUR', '!': '.', '"': '.', '#': '.', $: '.', '%': '.',
  '*': '.', ';': ',', '<': '.', '=': '.', '>': '.', '@': '.', '[': '(', ']': ')', '{': '(', '}': ')', '\\': '/',
  '|': '/', '^': '.', _: '-', '`': "'", '~': '-', '§': '.', '°': '.', '–': '-', '—': '-', '‐': '-', '‑': '-', '−': '-',
  '‘': "'", '’': "'", '‚': "'", '“': "'", '”': "'", '„': "'", '«': "'", '»': "'", '…': '...', '´': "'", '·': '.', '•': '.',
  '№': 'No', '⁄': '/', '×': 'x', 'º': 'o', 'ª': 'a',
}; // biome-ignore format: a table

/** Bulgarian and its neighbours, letter by letter (ISO 9 without marks where it has none of two letters). */
const CYRILLIC = pairs(
  'а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sht ъ a ' +
    'ь y ю yu я ya ы y э e ё e і i ї yi є ye ґ g ј j љ lj њ nj ћ c ђ dj џ dz ѓ g ќ k ѕ dz',
);
/** ELOT 743 as it is written in passports, without its rules for pairs of vowels. */
const GREEK = pairs(
  'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o',
);

function pairs(text: string): Readonly<Record<string, string>> {
  const words = text.split(' ');
  return Object.fromEntries(words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? '']] : [])));
}

export interface SepaText {
  readonly text: string;
  /** Characters that nothing stands for; whoever sends a text without them says something else. */
  readonly lost: readonly string[];
}

/** A text in the basic character set, spaces collapsed; what cannot be expressed is left out and listed. */
export function toSepaText(text: string): SepaText {
  const lost = new Set<string>();
  let written = '';
  const characters = [...text.normalize('NFC')];
  for (const [index, character] of characters.entries()) {
    const one = writeCharacter(character);
    if (one === undefined) lost.add(character);
    else written += /^\p{Lu}$/u.test(character) ? inCase(one, characters[index + 1]) : one;
  }
  return { text: written.replaceAll(/ +/g, ' ').trim(), lost: [...lost] };
}

/** Öhler is Oehler, ÖHLER is OEHLER. */
function inCase(letters: string, next: string | undefined): string {
  if (!/^\p{Ll}$/u.test(next ?? '')) return letters.toUpperCase();
  return letters.charAt(0) + letters.slice(1).toLowerCase();
}

function writeCharacter(character: string): string | undefined {
  if (BASIC.test(character)) return character;
  if (/^\s$/u.test(character)) return ' ';
  const listed = entryOf(TABLE, character) ?? writeForeign(character);
  if (listed !== undefined) return listed;
  // A letter with marks: the letter. Marks alone, joiners and soft hyphens carry nothing.
  const bare = character.normalize('NFKD').replaceAll(/[\p{Mn}\p{Cf}]/gu, '');
  if (bare === '') return '';
  let written = '';
  for (const part of bare) {
    const one = BASIC.test(part) ? part : (entryOf(TABLE, part) ?? writeForeign(part));
    if (one === undefined) return undefined;
    written += one;
  }
  return written;
}

function writeForeign(character: string): string | undefined {
  const lower = character.toLowerCase();
  const latin = entryOf(CYRILLIC, lower) ?? entryOf(GREEK, lower);
  if (latin === undefined || lower === character) return latin;
  return latin.charAt(0).toUpperCase() + latin.slice(1);
}

function entryOf(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
