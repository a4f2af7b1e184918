import { assertFourEyes } from '../../../shared/approvals.ts';
import { recordChange } from '../../../shared/changes.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import { clearingAskedBy, decideHit, type HitStep, screenedStateOf } from '../domain/hit.ts';
import { refuse } from '../errors.ts';
import type { ScreeningReader } from '../reader.ts';
import type { ScreeningStore } from '../store.ts';
import type { ScreenedPartnerRow, ScreeningHitRow } from '../table.ts';
import { screenedEvent, toRow } from './screen-partner.ts';

export interface DecideDeps {
  readonly reader: Pick<ScreeningReader, 'hitsOf' | 'loadScreened'>;
  readonly store: ScreeningStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

/** `<partner>~<list>~<entry>`: none of the three has a tilde. */
export function hitIdOf({
  partner,
  list,
  entryId,
}: Pick<ScreeningHitRow, 'partner' | 'list' | 'entryId'>): string {
  return `${partner}~${list}~${entryId}`;
}

/**
 * Somebody says who a hit is, with a reason; what is said of the partner follows in the same transaction. Whoever asked to clear a
 * confirmed hit does not clear it.
 * @throws screening.unknown-hit, screening.not-decidable, platform.four-eyes
 */
export function takeDecision(
  deps: DecideDeps,
  company: string,
  hitId: string,
  { step, reason }: { readonly step: HitStep; readonly reason: string },
  who: { readonly principal: { readonly id: string }; readonly now: Date; readonly requestId: string },
): Promise<ScreeningHitRow> {
  return deps.retryWhileContended(async () => {
    const [partner = ''] = hitId.split('~');
    const [hits, screened] = await Promise.all([
      deps.reader.hitsOf(company, partner),
      deps.reader.loadScreened(company, partner),
    ]);
    const seen = hits.find((hit) => hitIdOf(hit) === hitId);
    if (!seen) throw refuse('screening.unknown-hit', `There is no hit ${hitId}.`);
    invariant(screened, `${partner} has hits and was never screened`);
    const askedBy = clearingAskedBy(seen);
    if (step === 'cleared' && askedBy !== undefined) assertFourEyes(askedBy, who.principal);
    const at = who.now.toISOString();
    const decided = decideHit(seen, step, who.principal.id, at, reason);
    if (!decided)
      throw refuse('screening.not-decidable', `The hit is ${seen.state}: it cannot become ${step}.`);
    const row: ScreeningHitRow = { ...toRow(company, decided), version: seen.version + 1 };
    const state = screenedStateOf(hits.map((hit) => (hit === seen ? row : hit)));
    const next: ScreenedPartnerRow = { ...screened, state, at, version: screened.version + 1 };
    const trace = recordChange({
      companyId: company, changeId: deps.newId('chg'), at, principal: who.principal.id, requestId: who.requestId,
      action: `screening.hit-${step}`, subject: `screening-hits/${hitId}`,
      before: { state: seen.state }, after: { state: row.state, score: row.score },
    }); // biome-ignore format: a record
    await deps.store.commit([
      deps.store.hitWrite(seen, row),
      deps.store.screenedWrite(screened, next),
      ...(screened.state === state ? [] : [screenedEvent(deps, next)]),
      trace,
    ]);
    return row;
  });
}
