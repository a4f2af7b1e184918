import { type ApiRequest, type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { Screening } from '../compose.ts';
import type { HitStep } from '../domain/hit.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/hits.ts';
import type { ScreeningHitRow } from '../table.ts';
import { hitIdOf, takeDecision } from '../usecases/decide-hit.ts';
import { viewHits } from './view-hit.ts';

type Deciding = Pick<ApiRequest<typeof routes.decideHit>, 'params' | 'principal' | 'now' | 'requestId'>;

/** Hits: looked up and decided. */
export function hitBindings(screening: Screening): readonly Binding[] {
  const { reader } = screening;

  async function show(companyId: string, hit: ScreeningHitRow) {
    const [view] = await viewHits(screening, companyId, [hit]);
    invariant(view, 'a hit has a view');
    return ok(view);
  }

  async function decide(request: Deciding, step: HitStep, reason: string) {
    const { companyId, hitId } = request.params;
    return show(companyId, await takeDecision(screening, companyId, hitId, { step, reason }, request));
  }

  return [
    on(routes.listHits, async (request) => {
      const { companyId } = request.params;
      const paging = pagingOf(routes.listHits.id, request);
      const { items, next } = await reader.listHits(companyId, request.query.state, paging);
      return ok(paging.page(await viewHits(screening, companyId, items), next));
    }),
    on(routes.getHit, async ({ params: { companyId, hitId } }) => {
      const [partner = ''] = hitId.split('~');
      const hit = (await reader.hitsOf(companyId, partner)).find((one) => hitIdOf(one) === hitId);
      if (!hit) throw refuse('screening.unknown-hit', `There is no hit ${hitId}.`);
      return show(companyId, hit);
    }),
    on(routes.decideHit, (request) => decide(request, request.body.decision, request.body.reason)),
    on(routes.requestClearing, (request) => decide(request, 'clearing-requested', request.body.reason)),
    on(routes.decideClearing, (request) => {
      const { decision, reason } = request.body;
      return decide(request, decision === 'approved' ? 'cleared' : 'kept', reason);
    }),
    on(routes.getScreened, async ({ params: { companyId, partnerId } }) => {
      const [screened, hits] = await Promise.all([
        reader.loadScreened(companyId, partnerId),
        reader.hitsOf(companyId, partnerId),
      ]);
      const { state, at, lists, surplus } = screened ?? {};
      return ok({ partnerId, state, at, lists, surplus, hits: await viewHits(screening, companyId, hits) });
    }),
  ];
}
