import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of fixed assets. */
export const refuse = catalogue({
  'assets.invalid-asset': { kind: 'invalid', title: 'The asset cannot be kept like this' },
  'assets.unknown-asset': { kind: 'missing', title: 'There is no such asset' },
  'assets.invalid-event': { kind: 'invalid', title: 'This cannot have happened to the asset' },
  'assets.asset-gone': { kind: 'conflict', title: 'The asset has left the company' },
  'assets.not-the-last-event': { kind: 'conflict', title: 'Events are taken back in reverse order' },
  'assets.too-many-events': { kind: 'invalid', title: 'Too much has happened to the asset' },
  'assets.account-needed': { kind: 'invalid', title: 'The chart names no account for this' },
  'assets.invalid-run': { kind: 'invalid', title: 'Depreciation cannot be booked like this' },
  'assets.earlier-year-open': {
    kind: 'conflict',
    title: 'Depreciation of an earlier fiscal year is still to be booked',
  },
  'assets.no-open-period': { kind: 'invalid', title: 'No period of the fiscal year is open' },
});
