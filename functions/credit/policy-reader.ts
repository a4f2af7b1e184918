import type { Policy } from './domain/policy/policy.ts';
import { STANDARD_VERSION, standardPolicy } from './domain/policy/standard-policy.ts';
import type { CreditSettingsRow } from './table.ts';

export type PolicyReader = ReturnType<typeof policyReader>;

/** Policies by their versions. Versions never change, so an instance that has read one keeps it. */
export function policyReader() {
  const standards = new Map<string, Policy>();

  function standardOf(currency: string): Policy {
    const known = standards.get(currency) ?? standardPolicy(currency);
    standards.set(currency, known);
    return known;
  }

  /** A version, to replay what it has decided; undefined where there is none. */
  async function version(_company: string, number: number, currency: string): Promise<Policy | undefined> {
    return number === STANDARD_VERSION ? standardOf(currency) : undefined;
  }

  /** The policy that decides on a day. */
  async function inForce(_settings: CreditSettingsRow, _on: string, currency: string): Promise<Policy> {
    return standardOf(currency);
  }

  return { version, inForce };
}
