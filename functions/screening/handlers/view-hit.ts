import type { HitView } from '../routes/hits.ts';
import type { ScreeningHitRow } from '../table.ts';
import { hitIdOf } from '../usecases/decide-hit.ts';

/** A hit as the API shows it; the digests are ours. */
export function viewHit(row: ScreeningHitRow): HitView {
  const { company: _c, partner, nameDigest: _n, entryDigest: _e, entryId: _id, version: _v, ...shown } = row;
  return { hitId: hitIdOf(row), partnerId: partner, ...shown };
}
