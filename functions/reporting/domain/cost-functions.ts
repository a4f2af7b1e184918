import { divideRounded } from '../../../shared/kernel/money.ts';

/** Functions of §275 Abs. 3 HGB: Herstellung (Nr. 2), Vertrieb (4), allgemeine Verwaltung (5), sonstige (7). */
export const COST_FUNCTIONS = ['production', 'distribution', 'administration', 'other'] as const;
export type CostFunction = (typeof COST_FUNCTIONS)[number];

/** Parts of a whole in hundredths of a percent; together 10,000. */
export type FunctionShares = { readonly [K in CostFunction]?: number | undefined };

/** Whose expenses serve which function. A rule that names cost centres and accounts wants both. */
export interface FunctionRule {
  readonly accounts?: readonly string[] | undefined;
  readonly costCentres?: readonly string[] | undefined;
  readonly shares: FunctionShares;
}

const ALL = 10_000;

/** What is wrong with rules, with a pointer for each. */
export function functionRuleProblems(
  rules: readonly FunctionRule[],
): readonly { readonly pointer: string; readonly detail: string }[] {
  return rules.flatMap(({ accounts, costCentres, shares }, at) => {
    const problems = [];
    if (!accounts?.length && !costCentres?.length) {
      problems.push({ pointer: `/rules/${at}`, detail: 'names neither accounts nor cost centres' });
    }
    const sum = Object.values(shares).reduce<number>((total, share) => total + (share ?? 0), 0);
    if (sum !== ALL) {
      problems.push({ pointer: `/rules/${at}/shares`, detail: `add up to ${sum / 100} %, not to 100 %` });
    }
    for (const [index, range] of (accounts ?? []).entries()) {
      const [from = '', to = from] = range.split('-');
      if (from.length === to.length && from <= to) continue;
      problems.push({
        pointer: `/rules/${at}/accounts/${index}`,
        detail: 'is no range from lower to higher',
      });
    }
    return problems;
  });
}

function covers(ranges: readonly string[], account: string): boolean {
  return ranges.some((range) => {
    const [from = '', to = from] = range.split('-');
    return from.length === account.length && from <= account && account <= to;
  });
}

function takes({ accounts, costCentres }: FunctionRule, account: string, costCentre: string): boolean {
  const byAccount = !accounts?.length || covers(accounts, account);
  return byAccount && (!costCentres?.length || costCentres.includes(costCentre));
}

/** The shares of what was booked on an account for a cost centre: those of the first rule that takes it. */
export function sharesOf(
  rules: readonly FunctionRule[],
  account: string,
  costCentre: string,
): FunctionShares | undefined {
  return rules.find((rule) => takes(rule, account, costCentre))?.shares;
}

/** Parts of an amount; each is rounded, and the largest share takes what rounding leaves, so that nothing is lost. */
export function splitAmount(amountMinor: bigint, shares: FunctionShares): ReadonlyMap<CostFunction, bigint> {
  const named = COST_FUNCTIONS.flatMap((name) => {
    const share = shares[name] ?? 0;
    return share === 0 ? [] : [{ name, share }];
  }).sort((a, b) => b.share - a.share);
  const [largest, ...others] = named;
  const parts = new Map<CostFunction, bigint>();
  let left = amountMinor;
  for (const { name, share } of others) {
    const part = divideRounded(amountMinor * BigInt(share), BigInt(ALL));
    parts.set(name, part);
    left -= part;
  }
  if (largest) parts.set(largest.name, left);
  return parts;
}
