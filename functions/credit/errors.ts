import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of credit. A check that says no is no refusal but an answer. */
export const refuse = catalogue({
  'credit.unknown-profile': { kind: 'missing', title: 'The customer has no credit profile' },
  'credit.invalid-profile': { kind: 'invalid', title: 'The credit profile cannot be kept like this' },
  'credit.invalid-check': { kind: 'invalid', title: 'The check cannot be made like this' },
  'credit.id-reused': { kind: 'conflict', title: 'The id was used for a check with other content' },
  'credit.unknown-check': { kind: 'missing', title: 'There is no such check' },
  'credit.unknown-reservation': { kind: 'missing', title: 'There is no such reservation' },
  'credit.reservation-ended': { kind: 'conflict', title: 'Nothing is reserved any more' },
  'credit.more-than-reserved': { kind: 'invalid', title: 'More is to be taken than is reserved' },
  'credit.unknown-limit-request': { kind: 'missing', title: 'There is no such request for a limit' },
  'credit.invalid-limit': { kind: 'invalid', title: 'The limit cannot be asked for like this' },
  'credit.limit-below-use': {
    kind: 'conflict',
    title: 'The limit is below present use and needs a second confirmation',
  },
  'credit.not-in-tier': { kind: 'forbidden', title: 'A limit of this amount is approved by other roles' },
  'credit.unknown-policy': { kind: 'missing', title: 'There is no such version of the policy' },
  'credit.invalid-policy': { kind: 'invalid', title: 'The policy cannot be read' },
  'credit.policy-has-findings': {
    kind: 'invalid',
    title: 'The policy has gaps, overlaps or rules that never hold',
  },
  'credit.policy-approved': { kind: 'conflict', title: 'An approved version never changes' },
  'credit.policy-not-approved': { kind: 'conflict', title: 'Only an approved version can decide' },
  'credit.invalid-activation': { kind: 'invalid', title: 'The version cannot be activated like this' },
  'credit.unknown-activation': { kind: 'missing', title: 'There is no such activation' },
  'credit.activation-in-force': { kind: 'conflict', title: 'The activation cannot be taken back any more' },
  'credit.invalid-period': { kind: 'invalid', title: 'The period cannot be looked at like this' },
  'credit.invalid-report': { kind: 'invalid', title: 'The report cannot be made like this' },
  'credit.no-snapshot': { kind: 'missing', title: 'Of this day there is no snapshot of the portfolio' },
  'credit.report-too-long': { kind: 'unavailable', title: 'The report takes longer than an answer may' },
  'credit.report-too-large': { kind: 'too-large', title: 'The report is larger than an answer may be' },
  'credit.invalid-loss-rates': { kind: 'invalid', title: 'The rates cannot be kept like this' },
  'credit.invalid-settings': { kind: 'invalid', title: 'The settings cannot be kept like this' },
});
