import { sha256Hex } from '../../../shared/kernel/canonical-json.ts';
import { entryContent, madeEntryId } from '../domain/block.ts';
import type { PostedEntry } from '../domain/entry.ts';
import type { Finding } from '../domain/verification.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';

export interface EntryMarksDeps {
  readonly reader: Pick<
    LedgerReader,
    'loadKnownIds' | 'locateEntry' | 'loadEntry' | 'loadReversal' | 'reversalMarks'
  >;
}

/** What stands beside the entries of one year, an item each: ids that clients chose, marks of reversal. */
export interface EntryMarks {
  /** What is wrong or missing for these entries. */
  readonly find: (entries: readonly PostedEntry[]) => Promise<Finding | undefined>;
  /** After the last block: a mark on an entry of this year that no reversal accounts for. */
  readonly findForged: () => Promise<Finding | undefined>;
}

/**
 * An id item that no entry accounts for cannot be found: each id is a partition of its own, and no query lists them.
 * Whoever looks such an id up is told that there is no such entry.
 */
export function entryMarks(
  { reader }: EntryMarksDeps,
  { id: company, currency }: LedgerCompany,
  fiscalYear: number,
): EntryMarks {
  const confirmed = new Set<number>();

  async function findInIds(entries: readonly PostedEntry[]): Promise<Finding | undefined> {
    const chosen = entries.filter(({ id, number }) => id !== madeEntryId(fiscalYear, number));
    if (chosen.length === 0) return undefined;
    const ids = chosen.map(({ id }) => id);
    const known = await reader.loadKnownIds(company, ids);
    for (const entry of chosen) {
      const { id, number } = entry;
      const item = known.get(id);
      if (!item)
        return { what: 'id', number, detail: `Nothing is known of the id ${id} of entry ${number}.` };
      const isHere = item.fiscalYear === fiscalYear && item.number === number;
      if (isHere && item.contentHash === sha256Hex(entryContent(entry, currency))) continue;
      return {
        what: 'id',
        number,
        detail: `What is known of the id ${id} does not fit entry ${number}, which bears it.`,
      };
    }
    return undefined;
  }

  async function findInReversals(entries: readonly PostedEntry[]): Promise<Finding | undefined> {
    for (const { id, number, reverses } of entries) {
      if (reverses === undefined) continue;
      const place = await reader.locateEntry(company, reverses);
      const mark = place && (await reader.loadReversal(company, place.fiscalYear, place.number));
      if (mark !== id) {
        const detail = `Entry ${number} reverses ${reverses}, which is not marked so.`;
        return { what: 'reversal', number, detail };
      }
      if (place?.fiscalYear === fiscalYear) confirmed.add(place.number);
    }
    return undefined;
  }

  /** Whether the entry that a mark names is there and reverses the entry that is marked. */
  async function isReversal(reversedBy: string, number: number): Promise<boolean> {
    const place = await reader.locateEntry(company, reversedBy);
    const entry = place && (await reader.loadEntry(company, place.fiscalYear, place.number));
    if (!entry || entry.id !== reversedBy || entry.reverses === undefined) return false;
    const reversed = await reader.locateEntry(company, entry.reverses);
    return reversed?.fiscalYear === fiscalYear && reversed.number === number;
  }

  return {
    find: async (entries) => (await findInIds(entries)) ?? findInReversals(entries),
    findForged: async () => {
      for await (const { number, reversedBy } of reader.reversalMarks(company, fiscalYear)) {
        if (confirmed.has(number) || (await isReversal(reversedBy, number))) continue;
        const detail = `Entry ${number} is marked as reversed by ${reversedBy}, which does not reverse it.`;
        return { what: 'reversal', number, detail };
      }
      return undefined;
    },
  };
}
