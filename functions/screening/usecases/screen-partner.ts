import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { ReceivablesReader } from '../../receivables/reader.ts';
import { type FoundMatch, type Hit, nextHits, screenedStateOf } from '../domain/hit.ts';
import { namesKey } from '../domain/list-entry.ts';
import { findMatches } from '../domain/matching/name-index.ts';
import type { Subject } from '../domain/matching/score-match.ts';
import { nameKey, normalizeName } from '../domain/names/normalize-name.ts';
import type { ScreeningReader } from '../reader.ts';
import type { ScreeningStore } from '../store.ts';
import type { ScreenedPartnerRow, ScreeningHitRow, ScreeningSettingsRow } from '../table.ts';
import { digestOf } from './digest.ts';
import type { CurrentLists } from './keep-lists.ts';

export type PartnerRow = NonNullable<Awaited<ReturnType<ReceivablesReader['loadPartner']>>>;

export interface ScreenPartnerDeps {
  readonly reader: Pick<ScreeningReader, 'loadScreened' | 'hitsOf'>;
  readonly receivables: Pick<ReceivablesReader, 'loadPartner'>;
  readonly store: ScreeningStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

/** What a company screens with at the moment. */
export interface Screen {
  readonly lists: CurrentLists;
  readonly settings: ScreeningSettingsRow;
}

/** A name that is like more entries than this is a word of its own; the best are kept, and how many there were. */
export const MAX_HITS_OF_PARTNER = 40;
/** With a hit, of an entry with many names; all stand in the list. */
const MAX_NAMES_OF_HIT = 20;

/** Who a partner is, as far as receivables know. */
export function subjectOf({ name, address }: Pick<PartnerRow, 'name' | 'address'>): Subject {
  return { name, ...(address ? { country: address.country } : {}) };
}

/** The same as long as neither the partner nor what it is compared with has changed. */
export function basisOf(partner: Pick<PartnerRow, 'name' | 'address'>, { lists, settings }: Screen): string {
  const { country } = subjectOf(partner);
  const key = nameKey(normalizeName(partner.name));
  return digestOf(JSON.stringify([key, country, lists.versions, settings.hitFrom, settings.possibleFrom]));
}

/**
 * Screens one customer or vendor and keeps what was found. Repeatable: who was screened on the same basis is left alone. A
 * partner that was erased is forgotten here too.
 * @returns whether what is said of it has changed
 */
export function screenPartner(
  deps: ScreenPartnerDeps,
  company: string,
  partnerId: string,
  screen: Screen,
  now: Date,
): Promise<'unchanged' | 'screened' | 'changed'> {
  return deps.retryWhileContended(async () => {
    const [partner, screened] = await Promise.all([
      deps.receivables.loadPartner(company, partnerId),
      deps.reader.loadScreened(company, partnerId),
    ]);
    if (!partner) return screened ? forget(deps, screened) : 'unchanged';
    const basis = basisOf(partner, screen);
    if (screened?.basis === basis || screen.lists.lists.length === 0) return 'unchanged';
    const seen = await deps.reader.hitsOf(company, partnerId);
    const found = matchesOf(partner, screen);
    const at = now.toISOString();
    const kept = found.slice(0, MAX_HITS_OF_PARTNER);
    const hits = nextHits(partnerId, seen, kept, screen.settings, at);
    const state = screenedStateOf(hits);
    const next: ScreenedPartnerRow = {
      company, partner: partnerId, state, basis, lists: { ...screen.lists.versions }, hits: kept.length,
      surplus: found.length - kept.length, at, version: (screened?.version ?? 0) + 1,
    }; // biome-ignore format: a record
    const hasChanged = screened?.state !== state;
    await deps.store.commit([
      deps.store.screenedWrite(screened, next),
      ...hitWrites(deps, company, seen, hits),
      ...(hasChanged ? [screenedEvent(deps, next)] : []),
    ]);
    return hasChanged ? 'changed' : 'screened';
  });
}

function matchesOf(partner: PartnerRow, { lists, settings }: Screen): readonly FoundMatch[] {
  const subject = subjectOf(partner);
  const nameDigest = digestOf(nameKey(normalizeName(partner.name)));
  const found = lists.lists.flatMap(({ list, versionId, index }) =>
    findMatches(index, subject, settings.possibleFrom).map((match): FoundMatch => {
      const { entry } = match;
      const entryDigest = digestOf(namesKey(entry));
      const shown = { ...entry, names: entry.names.slice(0, MAX_NAMES_OF_HIT) };
      return { list, listVersion: versionId, match: { ...match, entry: shown }, nameDigest, entryDigest };
    }),
  );
  return found.sort((a, b) => b.match.score - a.match.score);
}

function hitWrites(
  { store }: ScreenPartnerDeps,
  company: string,
  seen: readonly ScreeningHitRow[],
  hits: readonly Hit[],
): readonly Write[] {
  const rows = new Map(seen.map((row) => [`${row.list}~${row.entryId}`, row]));
  return hits.flatMap((hit) => {
    const before = rows.get(`${hit.list}~${hit.entryId}`);
    if (hit === before) return [];
    return [store.hitWrite(before, { ...toRow(company, hit), version: (before?.version ?? 0) + 1 })];
  });
}

/** A hit as it is stored, but for its version. */
export function toRow(company: string, hit: Hit): Omit<ScreeningHitRow, 'version'> {
  return structuredClone({ ...hit, company }) as Omit<ScreeningHitRow, 'version'>;
}

/** The news that something else is said of a partner now. */
export function screenedEvent(
  { store, newId }: Pick<ScreenPartnerDeps, 'store' | 'newId'>,
  { company, partner, state, at }: ScreenedPartnerRow,
): Write {
  const payload = { partnerId: partner, state };
  return store.eventWrite({ company, eventId: newId('evt'), type: 'partner-screened', payload, at });
}

/** With the partner goes what was kept of its name (GDPR Art. 17); the trail of changes says what was decided. */
async function forget(
  { reader, store }: ScreenPartnerDeps,
  screened: ScreenedPartnerRow,
): Promise<'screened'> {
  const hits = await reader.hitsOf(screened.company, screened.partner);
  await store.commit([store.forgetScreened(screened), ...hits.map((hit) => store.forgetHit(hit))]);
  return 'screened';
}
