import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { withDues } from '../domain/dues.ts';
import { gatherFacts } from '../domain/gather-facts.ts';
import { type ProposedTerms, proposeTerms } from '../domain/policy/propose-terms.ts';
import { policyFactsOf } from '../domain/policy-facts.ts';
import { refuse } from '../errors.ts';
import type { PolicyReader } from '../policy-reader.ts';
import type { PortfolioReader } from '../reader/portfolio.ts';
import type { CreditReader } from '../reader.ts';
import type { CreditLimitRow, CreditProfileRow } from '../table.ts';
import type { Who } from './put-profile.ts';
import { type LimitDeps, type LimitWish, requestLimit } from './request-limit.ts';

export interface ProposeDeps {
  readonly reader: Pick<CreditReader, 'loadProfile' | 'loadSettings'>;
  readonly portfolio: Pick<PortfolioReader, 'loadCounters' | 'loadExposures'>;
  readonly policies: PolicyReader;
}

export interface Proposal {
  readonly profile: CreditProfileRow;
  readonly proposed: ProposedTerms;
}

/** What the policy in force proposes for customers; one that moves to another group at this moment is left out. */
export async function proposalsFor(
  { reader, portfolio, policies }: ProposeDeps,
  company: string,
  profiles: readonly CreditProfileRow[],
  now: Date,
): Promise<Proposal[]> {
  const on = utcDay(now);
  const roots = profiles.map(({ root }) => root);
  const customers = profiles.map(({ customer }) => customer);
  const [settings, counters, exposures] = await Promise.all([
    reader.loadSettings(company),
    portfolio.loadCounters(company, roots),
    portfolio.loadExposures(company, customers),
  ]);
  const found: Proposal[] = [];
  for (const profile of profiles) {
    const { customer, root, currency } = profile;
    const counter = counters.get(root);
    if (!counter?.members[customer]) continue;
    const exposure = withDues(exposures.get(customer));
    const order = { amountMinor: 0n, currency };
    const facts = gatherFacts(order, { profile, counter, exposure, terms: settings, on });
    const policy = await policies.inForce(settings, on, currency);
    found.push({ profile, proposed: proposeTerms(policy, policyFactsOf(facts)) });
  }
  return found;
}

/** @throws credit.unknown-profile */
export async function proposalFor(
  deps: ProposeDeps,
  company: string,
  customer: string,
  now: Date,
): Promise<Proposal> {
  const profile = await deps.reader.loadProfile(company, customer);
  const [found] = profile ? await proposalsFor(deps, company, [profile], now) : [];
  if (found) return found;
  throw refuse('credit.unknown-profile', `${customer} has no credit profile.`);
}

/**
 * Asks for what the policy proposes: a request for a limit that brings score and class with it. What is asked for is kept as it is
 * proposed now; nothing changes before somebody else approves it.
 * @throws credit.unknown-profile, credit.nothing-proposed, credit.limit-below-use
 */
export async function takeProposal(
  deps: ProposeDeps & LimitDeps,
  wish: Omit<LimitWish, 'limitMinor' | 'proposed' | 'until' | 'reviewOn'>,
  who: Who,
  together: Parameters<typeof requestLimit>[3],
): Promise<CreditLimitRow> {
  const { company, customer } = wish;
  const { proposed } = await proposalFor(deps, company, customer, who.now);
  const { policyVersion: policy, riskClass, score, limit, because } = proposed;
  if (limit === null || riskClass === null)
    throw refuse('credit.nothing-proposed', `Nothing can be proposed: ${because.at(-1)}.`);
  const terms = { policy, riskClass, ...(score === null ? {} : { score }) };
  return requestLimit(deps, { ...wish, limitMinor: limit, proposed: terms }, who, together);
}
