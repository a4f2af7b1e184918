import { foldWord } from './fold-word.ts';
import { transliterate } from './transliterate.ts';

function folded(text: string): readonly string[] {
  return text.trim().split(/\s+/).map(foldWord);
}

/** Legal forms: they say nothing of who it is. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  folded(`gmbh ggmbh mbh ag kg kgaa ohg gbr ug haftungsbeschrankt se sce ev eg ek ekfr vvag
    ltd limited llc llp lp plc pllc inc incorporated corp corporation co company cie
    bv nv vof cv sa sas sasu sarl eurl snc sca spa srl srls sapa sl slu slne lda ltda
    hb as asa aps oy oyj kft zrt nyrt bt sro vos doo dd dooel ad ood eood kd
    ooo oao zao pao ao nao ip tov pat prat jsc ojsc cjsc pjsc pjs jsv kjsc
    fze fzco fzc fzllc wll bsc saog saoc pvt pte pty sdn bhd kk tbk pt spzoo sp spk
    aktiengesellschaft kommanditgesellschaft aktsionernoe obshchestvo publichnoe otkrytoe zakrytoe`),
);

/** Words between names, and titles. `bin` and `al` are written and left out as one likes. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  folded(`the of and und et der die das des dem den de du la le les el y e a von zu zur zum vom ter di da dos
    do al ul bin ibn bint ben mr mrs ms herr frau dr prof ing dipl hajji hadji haji sheikh shaykh mullah maulavi general
    for fur pour para`),
);

/** Forms of several words, taken out where they stand together. */
const PHRASES: readonly (readonly string[])[] = [
  'gesellschaft mit beschrankter haftung',
  'gesellschaft mit begrenzter haftung',
  'obshchestvo s ogranichennoy otvetstvennostyu',
  's ogranichennoy otvetstvennostyu',
  'spolka z ograniczona odpowiedzialnoscia',
  'sp z o o',
  'sp z oo',
  's r o',
  's p a',
  'd o o',
].map(folded);

/** Apostrophes stand within names, not between them: Qa'ida, O’Brien. */
const APOSTROPHES = /['’‘ʼʻ`´ʾʿ"]/g;
/** Letters with dots between them are one word: G.m.b.H., S.A., U.S.A. */
const DOTTED = /(?<![\p{L}\p{N}])(?:\p{L}\.)+\p{L}(?![\p{L}\p{N}])/gu;

function wordsOf(name: string): readonly string[] {
  const plain = transliterate(name)
    .replace(APOSTROPHES, '')
    .replace(DOTTED, (letters) => letters.replaceAll('.', ''));
  return plain.split(/[^\p{L}\p{N}]+/u).flatMap((word) => (word === '' ? [] : [foldWord(word)]));
}

function withoutPhrases(words: readonly string[]): readonly string[] {
  for (const phrase of PHRASES) {
    const at = words.findIndex((_, start) => phrase.every((word, place) => words[start + place] === word));
    if (at < 0 || words.length === phrase.length) continue;
    return withoutPhrases([...words.slice(0, at), ...words.slice(at + phrase.length)]);
  }
  return words;
}

/** What is left may make a phrase of its own: until nothing more goes. */
function tellingWords(words: readonly string[]): readonly string[] {
  const rest = withoutPhrases(words);
  const named = rest.filter((word) => !LEGAL_FORMS.has(word));
  const telling = named.filter((word) => !STOP_WORDS.has(word));
  const left = [telling, named, rest].find(({ length }) => length > 0) ?? rest;
  return left.length === words.length ? left : tellingWords(left);
}

/**
 * The words of a name that say who it is, in their order: small Latin letters, spelt alike (`fold-word.ts`), without accents,
 * punctuation, legal forms, articles and titles. Where nothing else is left these stay, so that no name is empty that was not.
 * Normalizing once more changes nothing.
 */
export function normalizeName(name: string): readonly string[] {
  return tellingWords(wordsOf(name));
}

/** The same for the same name however it is spelt, and whatever the order of its words. */
export function nameKey(tokens: readonly string[]): string {
  return [...tokens].sort().join(' ');
}
