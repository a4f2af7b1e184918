import { catalogue } from '../../../../shared/kernel/errors.ts';

/** Refusals of default interest and dunning. */
export const refuseDunning = catalogue({
  'receivables.impossible-interest': { kind: 'invalid', title: 'The interest cannot be computed like this' },
  'receivables.no-base-rate': { kind: 'invalid', title: 'The base rate of that half-year is not known' },
  'receivables.unknown-base-rate': { kind: 'missing', title: 'There is no base rate for that day' },
  'receivables.base-rate-fixed': { kind: 'conflict', title: 'The base rate is published with another value' },
});
