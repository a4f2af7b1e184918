import { formatMinor } from '../../../shared/kernel/money.ts';
import { checkIdOf } from '../contract.ts';
import type { CreditFacts } from '../domain/facts.ts';
import type { DecisionContent } from '../domain/pack-decision.ts';
import { replayDecision } from '../domain/policy/decision-record.ts';
import type { PolicyAnswer } from '../domain/policy/evaluate-policy.ts';
import type { Policy, Rule } from '../domain/policy/policy.ts';
import { readDecision } from '../domain/stored-decision.ts';
import type { PolicyReader } from '../policy-reader.ts';
import type { CreditCheckRow } from '../table.ts';
import { contentOf, viewDecided, viewReservation } from './view-check.ts';

/** Facts as people read them: amounts as decimal strings. */
function viewFacts(facts: CreditFacts) {
  const currency = facts.limitCurrency ?? facts.currency;
  const text = JSON.stringify(facts, (_, part) =>
    typeof part === 'bigint' ? formatMinor(part, currency) : part,
  );
  return JSON.parse(text);
}

/** What one rule said: stored is whether it held; why, its version tells again. */
function viewResults(
  { held }: DecisionContent,
  answer: PolicyAnswer | undefined,
  policy: Policy | undefined,
) {
  const said = new Map(answer?.results.map(({ rule, because }) => [rule, because]));
  const rules = policy?.tables.flatMap(({ id, rules: all }) =>
    all.map((rule): [string, Rule] => [`${id}/${rule.id}`, rule]),
  );
  const outcomes = new Map(rules);
  return [...new Set([...said.keys(), ...held])].map((rule) => {
    const isHeld = held.includes(rule);
    const { outcome, code } = outcomes.get(rule) ?? {};
    return {
      rule,
      held: isHeld,
      ...(isHeld && outcome ? { outcome, ...(code ? { code } : {}) } : {}),
      ...(said.has(rule) ? { because: said.get(rule) } : {}),
    };
  });
}

/** With facts, results, and what the version that decided says of them now. */
export async function viewWholeCheck(row: CreditCheckRow, policies: PolicyReader) {
  const decided = readDecision(contentOf(row, checkIdOf(row)));
  const policy = await policies.version(row.company, decided.answer.policyVersion, decided.currency);
  const replay = replayDecision(decided, () => policy);
  const answer = 'answer' in replay ? replay.answer : undefined;
  return {
    ...viewDecided(row, decided.content),
    facts: viewFacts(decided.content.facts),
    results: viewResults(decided.content, answer, policy),
    ...(answer ? { replayed: answer.decision } : {}),
    ...(replay.kind === 'different' ? { replayDifferences: [...replay.differences] } : {}),
    ...(row.reservation ? { reservation: viewReservation(row) } : {}),
  };
}
