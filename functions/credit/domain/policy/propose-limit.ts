import { valueText } from './condition.ts';
import { domainOf, type FactValues } from './facts.ts';
import type { ClassLimit, LimitTerm, Policy } from './policy.ts';

export interface ProposedLimit {
  /** Minor units; null where nothing can be proposed. */
  readonly limit: bigint | null;
  readonly because: string;
}

const HUNDRED_PERCENT = 10_000n;

/** The limit that the formula gives a class. A fact that it needs and that is unknown leaves no proposal: never a guess. */
export function proposeLimit(policy: Policy, riskClass: string | null, values: FactValues): ProposedLimit {
  const { limits, currency } = policy;
  if (!limits) return { limit: null, because: 'the policy has no formula' };
  if (riskClass === null) return { limit: null, because: 'the risk class is unknown' };
  const formula = limits.classes.find((one) => one.riskClass === riskClass);
  if (!formula) return { limit: null, because: `class ${riskClass} has no formula` };
  const terms = formula.terms.map((term) => termOf(policy, term, values));
  const unknown = terms.find(({ minor }) => minor === null);
  if (unknown) return { limit: null, because: unknown.text };
  const combined = combine(
    formula.combine,
    terms.flatMap(({ minor }) => minor ?? []),
  );
  const positive = combined < 0n ? 0n : combined;
  const limit = positive - (positive % limits.roundDownToMinor);
  const show = valueText(limit, { kind: 'money' }, currency);
  const parts = terms.map(({ text }) => text).join(', ');
  return {
    limit,
    because: `class ${riskClass}: the ${formula.combine} of ${parts}, rounded down, is ${show}`,
  };
}

function termOf(policy: Policy, term: LimitTerm, values: FactValues): { minor: bigint | null; text: string } {
  const { currency, riskClasses } = policy;
  if (term.kind === 'amount')
    return { minor: term.amountMinor, text: valueText(term.amountMinor, { kind: 'money' }, currency) };
  const value = values[term.fact];
  const shown = valueText(value, domainOf(term.fact, riskClasses), currency);
  if (typeof value !== 'bigint') return { minor: null, text: `${term.fact} is ${shown}` };
  const text = `${term.percentTimes100 / 100} % of ${term.fact} ${shown}`;
  return { minor: floorDivide(value * BigInt(term.percentTimes100), HUNDRED_PERCENT), text };
}

function combine(how: ClassLimit['combine'], minors: readonly bigint[]): bigint {
  const [first = 0n, ...others] = minors;
  if (how === 'sum') return others.reduce((sum, minor) => sum + minor, first);
  return others.reduce((a, b) => ((how === 'least' ? a < b : a > b) ? a : b), first);
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}
