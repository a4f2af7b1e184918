import type { Screening } from '../compose.ts';
import type { HitView } from '../routes/hits.ts';
import type { ScreeningHitRow } from '../table.ts';
import { hitIdOf } from '../usecases/decide-hit.ts';

/** Hits as the API shows them, with the names of their partners, which stand with receivables only; the digests are ours. */
export async function viewHits(
  { receivables }: Pick<Screening, 'receivables'>,
  company: string,
  rows: readonly ScreeningHitRow[],
): Promise<HitView[]> {
  const ids = [...new Set(rows.map(({ partner }) => partner))];
  const partners = await Promise.all(ids.map((id) => receivables.loadPartner(company, id)));
  const names = new Map(
    partners.flatMap((partner) => (partner ? [[partner.id, partner.name] as const] : [])),
  );
  return rows.map((row) => viewHit(row, names.get(row.partner)));
}

function viewHit(row: ScreeningHitRow, partnerName: string | undefined): HitView {
  const { company: _c, partner, nameDigest: _n, entryDigest: _e, entryId: _id, version: _v, ...shown } = row;
  return { hitId: hitIdOf(row), partnerId: partner, partnerName, ...shown };
}
