import { daysBetween, utcDay } from '../../../shared/kernel/calendar-date.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { checkIdOf } from '../contract.ts';
import type { CreditFacts } from '../domain/facts.ts';
import { unpackDecision } from '../domain/pack-decision.ts';
import type { CaseSummary, CaseView } from '../routes/case-views.ts';
import type { CreditCaseRow } from '../table/cases.ts';
import type { Assessment } from '../usecases/cases/assess-case.ts';
import { viewCaseState } from './view-case-state.ts';
import { viewFacts } from './view-decision.ts';
import { viewExposure } from './view-exposure.ts';

/** A case as lists show it. */
export function viewCaseSummary(row: CreditCaseRow, now: Date): CaseSummary {
  const { customer, reference, amountMinor, currency, decision, reasons, assignee, resubmitOn } = row;
  const last = row.recommendations.at(-1);
  return {
    ...viewCaseState(row),
    customerId: customer,
    reference,
    amount: formatMinor(amountMinor, currency),
    currency,
    decision,
    reasons,
    ageDays: daysBetween(row.openedAt.slice(0, 10), row.ended?.at.slice(0, 10) ?? utcDay(now)),
    assignee,
    resubmitOn,
    ...(last ? { recommendation: last.what } : {}),
  };
}

/** A case with everything that is known of it. `standing` is how it stands at this moment. */
export function viewCase(row: CreditCaseRow, standing: Assessment | undefined, now: Date): CaseView {
  const { customer, amends, currency, askedBy, recommendations, checklist, notes, ended } = row;
  const { reasons: _codes, recommendation: _last, ...summary } = viewCaseSummary(row, now);
  const { facts, reasons } = unpackDecision(row.content);
  const exposureOf = (of: CreditFacts) => viewExposure(of, of.limitCurrency ?? currency);
  return {
    ...summary,
    ...(amends === undefined ? {} : { amends: checkIdOf({ customer, id: amends }) }),
    askedBy,
    frozen: {
      decidedAt: row.decidedAt,
      policyVersion: row.policy,
      reasons: [...reasons],
      exposure: exposureOf(facts),
      facts: viewFacts(facts),
    },
    ...(standing
      ? {
          now: {
            decision: standing.decided.decision,
            reasons: [...standing.decided.reasons],
            exposure: exposureOf(standing.facts),
            newReasons: [...standing.come],
            standing: standing.standing,
            measuredBy: formatMinor(standing.overrideMinor, currency),
          },
        }
      : {}),
    recommendations,
    checklist,
    notes,
    ...(ended ? { ended } : {}),
  };
}
