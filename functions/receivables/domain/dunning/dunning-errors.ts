import { catalogue } from '../../../../shared/kernel/errors.ts';

/** Refusals of default interest and dunning. */
export const refuseDunning = catalogue({
  'receivables.impossible-interest': { kind: 'invalid', title: 'The interest cannot be computed like this' },
  'receivables.no-base-rate': { kind: 'invalid', title: 'The base rate of that half-year is not known' },
  'receivables.unknown-base-rate': { kind: 'missing', title: 'There is no base rate for that day' },
  'receivables.invalid-dunning-settings': { kind: 'invalid', title: 'Nobody can dun by these settings' },
  'receivables.no-sender': { kind: 'invalid', title: 'The company has not said what its letters show of it' },
  'receivables.unknown-dunning-run': { kind: 'missing', title: 'There is no such dunning run' },
  'receivables.unknown-letter': { kind: 'missing', title: 'There is no such letter' },
  'receivables.not-in-run': { kind: 'invalid', title: 'The run has no such item or partner' },
  'receivables.run-decided': { kind: 'conflict', title: 'The run has been decided' },
  'receivables.run-not-last': { kind: 'conflict', title: 'Only the run approved last can be undone' },
  'receivables.no-charge-accounts': {
    kind: 'invalid',
    title: 'Nothing says where dunning charges are booked',
  },
  'receivables.run-outdated': { kind: 'conflict', title: 'Another run was approved since: propose again' },

  'receivables.base-rate-fixed': { kind: 'conflict', title: 'The base rate is published with another value' },
});
