import type { Principal } from '../../../shared/access.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Policies } from '../compose-policies.ts';
import type { ChangedDecision } from '../domain/policy/decision-record.ts';
import { standardPolicy } from '../domain/policy/standard-policy.ts';
import { STANDARD_VERSION } from '../domain/policy/standard-version.ts';
import { readStored } from '../domain/policy-source.ts';
import * as routes from '../routes/look-back.ts';
import { CreditReplayRow } from '../table.ts';
import { loadVersion } from '../usecases/draft-policy.ts';
import { replayPast, type Simulated, simulateOnPast } from '../usecases/look-back.ts';

function viewChanged(changed: ChangedDecision, currency: string) {
  const money = (minor: bigint | null) => (minor === null ? null : formatMinor(minor, currency));
  const { id, before, after, added, removed } = changed;
  return {
    checkId: id,
    before: {
      decision: before,
      riskClass: changed.riskClassBefore,
      proposedLimit: money(changed.limitBefore),
    },
    after: { decision: after, riskClass: changed.riskClassAfter, proposedLimit: money(changed.limitAfter) },
    addedReasons: [...added],
    removedReasons: [...removed],
  };
}

function viewPlayed(played: Simulated['playedThrough']) {
  if (!played) return {};
  const otherwise = played.otherwise.map(({ id, ...outcomes }) => ({ checkId: id, ...outcomes }));
  return { playedThrough: { ...played, moves: [...played.moves], otherwise } };
}

interface PeriodRequest {
  readonly params: { readonly companyId: string };
  readonly body: {
    readonly from: string;
    readonly to: string;
    readonly limit: number;
    readonly cursor?: string | undefined;
  };
  readonly principal: Principal;
}

/** The period of a request, and how its answer goes on. */
function periodOf(routeId: string, { params, body, principal }: PeriodRequest) {
  const paging = pagingOf(routeId, { params, query: body, principal });
  const { from, to } = body;
  const nextOf = (position: Readonly<Record<string, string>> | undefined) => {
    const { next } = paging.page([], position);
    return next === undefined ? {} : { next };
  };
  return {
    period: { company: params.companyId, from, to, limit: paging.limit, after: paging.after },
    nextOf,
  };
}

/** Policies and decisions of the past. */
export function lookBackBindings(deps: Policies): readonly Binding[] {
  return [
    on(routes.simulatePolicy, async (request) => {
      const { companyId, version } = request.params;
      const currency = await deps.currencyOf(companyId);
      const policy =
        version === STANDARD_VERSION
          ? standardPolicy(currency)
          : readStored((await loadVersion(deps, companyId, version)).source);
      const { period, nextOf } = periodOf(routes.simulatePolicy.id, request);
      const { orderDays } = request.body;
      const { changed, moves, decisions, changedCount, playedThrough, next } = await simulateOnPast(
        deps,
        policy,
        period,
        orderDays,
      );
      const views = changed.map((one) => viewChanged(one, currency));
      return ok({
        version,
        decisions,
        moves: [...moves],
        changedCount,
        changed: views,
        ...viewPlayed(playedThrough),
        ...nextOf(next),
      });
    }),
    on(routes.postReplay, async (request) => {
      const { period, nextOf } = periodOf(routes.postReplay.id, request);
      const { next, different, ...counts } = await replayPast(deps, period);
      const named = different.map(({ differences, ...one }) => ({ ...one, differences: [...differences] }));
      return ok({ ok: counts.differentCount === 0, ...counts, different: named, ...nextOf(next) });
    }),
    on(routes.getReplay, async ({ params: { companyId } }) => {
      const last = await deps.table.get(CreditReplayRow, { company: companyId });
      if (!last) return ok({ ok: true, decisions: 0, differentCount: 0, different: [] });
      const { company: _, ...report } = last;
      return ok({ ok: report.differentCount === 0, ...report });
    }),
  ];
}
