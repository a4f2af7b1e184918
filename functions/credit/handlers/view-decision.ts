import { formatMinor } from '../../../shared/kernel/money.ts';
import { checkIdOf } from '../contract.ts';
import type { CreditFacts } from '../domain/facts.ts';
import { replayDecision } from '../domain/policy/decision-record.ts';
import { explainPolicy } from '../domain/policy/explain-policy.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { readDecision, type StoredDecision } from '../domain/stored-decision.ts';
import type { PolicyReader } from '../policy-reader.ts';
import type { CreditCheckRow } from '../table.ts';
import { contentOf, viewDecided, viewReservation } from './view-check.ts';

/** Facts as people read them: amounts as decimal strings. */
export function viewFacts(facts: CreditFacts) {
  const currency = facts.limitCurrency ?? facts.currency;
  const text = JSON.stringify(facts, (_, part) =>
    typeof part === 'bigint' ? formatMinor(part, currency) : part,
  );
  return JSON.parse(text);
}

/** What each rule said: stored is whether it held; why, its version tells again. */
function viewResults({ content: { held }, facts }: StoredDecision, policy: Policy | undefined) {
  const said = policy ? explainPolicy(policy, facts) : [];
  const gone = held.filter((name) => !said.some(({ rule }) => rule === name));
  return [
    ...said.map(({ rule, because, outcome, code }) => {
      const isHeld = held.includes(rule);
      const spoken = isHeld && outcome ? { outcome, ...(code ? { code } : {}) } : {};
      return { rule, held: isHeld, ...spoken, because };
    }),
    ...gone.map((rule) => ({ rule, held: true })),
  ];
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
    results: viewResults(decided, policy),
    ...(answer ? { replayed: answer.decision } : {}),
    ...(replay.kind === 'different' ? { replayDifferences: [...replay.differences] } : {}),
    ...(row.reservation ? { reservation: viewReservation(row) } : {}),
  };
}
