import type { ReceivablesReader } from '../../../receivables/reader.ts';
import type { Explained } from '../../domain/explanation/explain.ts';
import { personOf } from '../../domain/persons/person.ts';
import { completeFacts } from '../../domain/policy/evaluate-policy.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { scoreOf } from '../../domain/policy/score.ts';
import { readDecision, type StoredDecision } from '../../domain/stored-decision.ts';
import { refuse } from '../../errors.ts';
import type { PolicyReader } from '../../policy-reader.ts';
import type { CaseReader } from '../../reader/cases.ts';
import type { CreditCaseRow } from '../../table/cases.ts';
import type { ReservationKey } from '../change-reservation.ts';

export interface ExplainDeps {
  readonly reader: Pick<CaseReader, 'loadCheck' | 'loadCase' | 'loadProfile'>;
  readonly receivables: Pick<ReceivablesReader, 'loadPartner'>;
  readonly policies: Pick<PolicyReader, 'version'>;
}

/** What an explanation of a check rests on. @throws credit.unknown-check */
export async function explainCheck(
  { reader, receivables, policies }: ExplainDeps,
  { company, customer, id }: ReservationKey,
): Promise<Explained> {
  const [check, opened, profile, partner] = await Promise.all([
    reader.loadCheck(company, customer, id),
    reader.loadCase(company, customer, id),
    reader.loadProfile(company, customer),
    receivables.loadPartner(company, customer),
  ]);
  const { decision, content, policy: number } = check ?? {};
  if (!decision || !content || number === undefined)
    throw refuse('credit.unknown-check', `There is no check ${customer}~${id}.`);
  const stored = readDecision({ decision, content, policy: number });
  const policy = await policies.version(company, number, stored.currency);
  const { facts, reasons, score, riskClass } = stored.content;
  return {
    decision,
    reasons,
    facts: { ...facts, score: score ?? undefined, riskClass: riskClass ?? undefined },
    person: personOf(profile ?? {}, partner),
    review: reviewOf(opened),
    points: policy && pointsOf(policy, stored),
  };
}

/** How the score came about; undefined where it was not computed, but kept of the customer. */
function pointsOf(policy: Policy, { facts, content }: StoredDecision): Explained['points'] {
  if (!content.facts.hasProfile) return undefined;
  if (policy.scorecard?.use === 'when-unknown' && facts.score !== null) return undefined;
  const scored = scoreOf(policy, completeFacts(policy, facts).values);
  return scored?.parts.flatMap(({ fact, points }) => (points === null ? [] : [{ what: fact, points }]));
}

function reviewOf(opened: CreditCaseRow | undefined): Explained['review'] {
  if (!opened) return undefined;
  const { ended } = opened;
  if (!ended) return 'open';
  const { state, at } = ended;
  return state === 'released' || state === 'declined' ? { state, on: at.slice(0, 10) } : undefined;
}
