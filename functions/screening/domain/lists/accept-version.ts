import { type ListEntry, namesKey } from '../list-entry.ts';

/** A version with fewer entries than this share of the former one was cut off, or is another list. */
const LEAST_SHARE_PERCENT = 50;

export interface VersionFacts {
  readonly entries: number;
  readonly generatedAt?: string | undefined;
}

/** What a person must confirm before the version counts; none in the normal case. */
export const PARK_REASONS = ['half-gone', 'older'] as const;
export type ParkReason = (typeof PARK_REASONS)[number];

/** Why a version must not count before somebody has looked at it: a download that broke off would clear whoever is missing in it. */
export function parkReasons(former: VersionFacts | undefined, next: VersionFacts): readonly ParkReason[] {
  if (!former) return [];
  const isShort = next.entries * 100 < former.entries * LEAST_SHARE_PERCENT;
  const isOlder = Date.parse(next.generatedAt ?? '') < Date.parse(former.generatedAt ?? '');
  return [...(isShort ? (['half-gone'] as const) : []), ...(isOlder ? (['older'] as const) : [])];
}

export interface VersionDifference {
  readonly added: number;
  /** Their names are others than before. */
  readonly changed: number;
  readonly gone: readonly ListEntry[];
}

/** What a version changes, entry by entry; only names count, because only they are matched. */
export function compareVersions(former: readonly ListEntry[], next: readonly ListEntry[]): VersionDifference {
  const before = new Map(former.map((entry) => [entry.id, entry]));
  const after = new Map(next.map((entry) => [entry.id, entry]));
  let [added, changed] = [0, 0];
  for (const [id, entry] of after) {
    const same = before.get(id);
    if (!same) added += 1;
    else if (namesKey(same) !== namesKey(entry)) changed += 1;
  }
  return { added, changed, gone: [...before.values()].filter(({ id }) => !after.has(id)) };
}
