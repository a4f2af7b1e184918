import type { Table } from '../../shared/table/table.ts';
import type { Policy } from './domain/policy/policy.ts';
import { standardPolicy } from './domain/policy/standard-policy.ts';
import { STANDARD_VERSION } from './domain/policy/standard-version.ts';
import { policyInForce } from './domain/policy-schedule.ts';
import { readStored } from './domain/policy-source.ts';
import { CreditPolicyRow, type CreditSettingsRow } from './table.ts';

export type PolicyReader = ReturnType<typeof policyReader>;

/** Policies that one instance of a function keeps; the oldest goes when another comes. */
const MAX_KEPT = 50;

/**
 * Policies by their versions. An approved version never changes, so an instance that has read one keeps it, and what it
 * keeps is never stale. Which version decides stands in the settings, which every check reads anew.
 */
export function policyReader(table: Table) {
  const kept = new Map<string, Policy>();

  function keep(name: string, policy: Policy): Policy {
    const [oldest] = kept.keys();
    if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(name, policy);
    return policy;
  }

  /** An approved version, or the standard policy; undefined where there is none. */
  async function version(company: string, number: number, currency: string): Promise<Policy | undefined> {
    const isStandard = number === STANDARD_VERSION;
    const name = isStandard ? currency : `${company}#${number}`;
    const known = kept.get(name);
    if (known) return known;
    if (isStandard) return keep(name, standardPolicy(currency));
    const row = await table.get(CreditPolicyRow, { company, number });
    return row?.state === 'approved' ? keep(name, readStored(row.source)) : undefined;
  }

  /** The policy that decides on a day. */
  async function inForce(
    { company, policies = [] }: Pick<CreditSettingsRow, 'company' | 'policies'>,
    on: string,
    currency: string,
  ): Promise<Policy> {
    const number = policyInForce(policies, on);
    const policy = await version(company, number, currency);
    if (policy) return policy;
    throw new Error(`version ${number} of the policy of ${company} is in force and not there`);
  }

  return { version, inForce };
}
