import { invariant } from '../../../../shared/kernel/errors.ts';
import { parsePolicy } from './parse-policy.ts';
import type { Policy } from './policy.ts';
import { standardPolicySource } from './standard-policy-source.ts';

/** Of the standard policy, in every company; those that a company makes itself come after it. */
export const STANDARD_VERSION = 1;

/** The standard policy, read; it has no findings (a test looks). */
export function standardPolicy(currency = 'EUR'): Policy {
  const { policy, errors } = parsePolicy(standardPolicySource(currency));
  invariant(policy, `the standard policy cannot be read: ${JSON.stringify(errors)}`);
  return policy;
}
