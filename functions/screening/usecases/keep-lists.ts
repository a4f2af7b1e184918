import { indexNames, type NameIndex } from '../domain/matching/name-index.ts';
import type { ScreeningReader } from '../reader.ts';

/** The lists of a company as they count now, ready to be matched with. */
export interface CurrentLists {
  /** Which version of each list. */
  readonly versions: Readonly<Record<string, string>>;
  readonly lists: readonly { readonly list: string; readonly versionId: string; readonly index: NameIndex }[];
}

/** Names that are held in memory, of all companies together; about 0.8 KB each. */
const MOST_NAMES = 300_000;

/**
 * Holds the lists that were asked for last in memory. Which versions count is read anew each time (one query); entries only
 * where another one counts.
 */
export function keepLists(reader: Pick<ScreeningReader, 'loadLists' | 'loadEntries'>) {
  const kept = new Map<string, NameIndex>();

  async function indexOf(company: string, versionId: string): Promise<NameIndex> {
    const key = `${company}~${versionId}`;
    const index = kept.get(key) ?? indexNames(await reader.loadEntries(company, versionId));
    kept.delete(key);
    kept.set(key, index);
    return index;
  }

  function forgetOldest(): void {
    let names = [...kept.values()].reduce((sum, index) => sum + index.names.length, 0);
    for (const [key, index] of kept) {
      if (names <= MOST_NAMES || kept.size === 1) return;
      kept.delete(key);
      names -= index.names.length;
    }
  }

  return async (company: string): Promise<CurrentLists> => {
    const rows = await reader.loadLists(company);
    const lists: { list: string; versionId: string; index: NameIndex }[] = [];
    for (const { list, current } of rows)
      lists.push({ list, versionId: current, index: await indexOf(company, current) });
    forgetOldest();
    return { versions: Object.fromEntries(rows.map(({ list, current }) => [list, current])), lists };
  };
}
