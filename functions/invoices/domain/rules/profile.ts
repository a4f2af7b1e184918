import { profileOf } from '../profile.ts';
import { NO_PROBLEM, type Problem, type Rule, rule } from './rule.ts';

function problemOf(specification: string | undefined): Problem | undefined {
  const path = '/specification';
  switch (profileOf(specification)) {
    case 'zugferd-without-lines':
      return {
        path,
        text: 'The profile is MINIMUM or BASIC WL, which has no invoice lines: a booking aid, no e-invoice of EN 16931.',
      };
    case 'zugferd-extended':
    case 'xrechnung-extension':
      return {
        path,
        text: 'The profile extends EN 16931; what goes beyond the standard is neither read nor checked.',
        severity: 'information',
      };
    case 'unknown':
      return {
        path,
        text: `"${(specification ?? '').slice(0, 100)}" does not name EN 16931; its rules are checked all the same.`,
        severity: 'warning',
      };
    default:
      return undefined;
  }
}

/** Our own: whether the profile is one of EN 16931. A missing identifier is BR-01. */
export const PROFILE_RULES: readonly Rule[] = [
  rule('INV-PROFILE', 'BT-24', ({ specification }) => {
    const problem = specification === undefined ? undefined : problemOf(specification);
    return problem ? [problem] : NO_PROBLEM;
  }),
];
