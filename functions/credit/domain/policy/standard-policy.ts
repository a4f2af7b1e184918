import { invariant } from '../../../../shared/kernel/errors.ts';
import { parsePolicy } from './parse-policy.ts';
import type { Policy } from './policy.ts';
import { standardPolicySource } from './standard-policy-source.ts';

/** The standard policy, read; it has no findings (a test looks). */
export function standardPolicy(currency = 'EUR'): Policy {
  const { policy, errors } = parsePolicy(standardPolicySource(currency));
  invariant(policy, `the standard policy cannot be read: ${JSON.stringify(errors)}`);
  return policy;
}
