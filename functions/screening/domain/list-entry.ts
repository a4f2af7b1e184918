import { nameKey, normalizeName } from './names/normalize-name.ts';

/** One of the names of somebody on a list, as the list writes it. */
export interface ListedName {
  readonly text: string;
  /** The list itself says that it identifies badly (EU: `strong="false"`). */
  readonly weak?: boolean | undefined;
}

/** Somebody or something on a sanctions list. */
export interface ListEntry {
  /** The list's own id, which stays the same from version to version. */
  readonly id: string;
  readonly kind: 'person' | 'entity' | 'unknown';
  readonly names: readonly ListedName[];
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as far as it is known. */
  readonly births?: readonly string[] | undefined;
  /** Of citizenship or seat, ISO 3166-1 alpha-2. */
  readonly countries?: readonly string[] | undefined;
  /** The reference that authorities use, such as `EU.27.28`. */
  readonly reference?: string | undefined;
  readonly programme?: string | undefined;
  /** The legal act by its number. */
  readonly regulation?: string | undefined;
}

/** What is refused in a file, because no list that is meant has it. */
export const MAX_NAMES_OF_ENTRY = 500;
export const MAX_NAME_CHARACTERS = 400;
/** The EU's list of 2026 has some 6,000 entries with 25,000 names, OFAC's three times as many: all of it is held in memory. */
export const MAX_ENTRIES = 40_000;
export const MAX_NAMES = 200_000;

/** What is wrong with an entry, or undefined. */
export function entryProblem({ id, names }: ListEntry): string | undefined {
  if (!/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/.test(id))
    return `"${id.slice(0, 40)}" is no id of 1 to 64 letters, digits or . _ : -`;
  if (names.length === 0) return 'it has no name, so nobody could be found by it';
  if (names.length > MAX_NAMES_OF_ENTRY) return `it has more than ${MAX_NAMES_OF_ENTRY} names`;
  const long = names.find(({ text }) => text.length > MAX_NAME_CHARACTERS);
  if (long)
    return `the name that begins "${long.text.slice(0, 40)}" has more than ${MAX_NAME_CHARACTERS} characters`;
  const empty = names.find(({ text }) => normalizeName(text).length === 0);
  return empty ? `the name "${empty.text.slice(0, 40)}" has neither letter nor digit` : undefined;
}

/** The same as long as an entry's names are, whatever else the list changes about it: by this, decisions are remembered. */
export function namesKey({ names }: Pick<ListEntry, 'names'>): string {
  return [...new Set(names.map(({ text }) => nameKey(normalizeName(text))))].sort().join('\n');
}
