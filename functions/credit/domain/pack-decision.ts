import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { RuleResult } from './decision.ts';
import type { CreditFacts } from './facts.ts';

/** What a stored decision rests on. */
export interface DecisionContent {
  readonly facts: CreditFacts;
  readonly results: readonly RuleResult[];
}

/** No text among the facts looks like this: codes, days and currencies have no colon. */
const AMOUNT = /^n:(-?\d+)$/;

/** Facts and results as compressed JSON: a decision with them stays within one write unit. */
export function packDecision({ facts, results }: DecisionContent): Uint8Array<ArrayBuffer> {
  const rows = results.map(({ rule, outcome, reason }) =>
    outcome === 'approved' && !reason ? rule : [rule, outcome, reason?.code, reason?.text],
  );
  const text = JSON.stringify([facts, rows], (_, part) => (typeof part === 'bigint' ? `n:${part}` : part));
  return new Uint8Array(deflateRawSync(text, { level: 9 }));
}

export function unpackDecision(bytes: Uint8Array): DecisionContent {
  const text = inflateRawSync(bytes).toString('utf8');
  const [facts, rows] = JSON.parse(text, (_, part) => {
    const amount = typeof part === 'string' ? AMOUNT.exec(part) : null;
    return amount?.[1] === undefined ? part : BigInt(amount[1]);
  }) as [CreditFacts, (string | [string, RuleResult['outcome'], string | null, string | null])[]];
  const results = rows.map((row): RuleResult => {
    if (typeof row === 'string') return { rule: row, outcome: 'approved' };
    const [rule, outcome, code, reason] = row;
    return { rule, outcome, ...(code ? { reason: { code, text: reason ?? '' } } : {}) };
  });
  return { facts, results };
}
