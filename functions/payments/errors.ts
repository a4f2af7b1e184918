import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of payments. */
export const refuse = catalogue({
  'payments.no-settings': { kind: 'conflict', title: 'The company has no payment settings yet' },
  'payments.invalid-settings': { kind: 'invalid', title: 'The payment settings cannot be kept like this' },
  'payments.invalid-mandate': { kind: 'invalid', title: 'The mandate cannot be kept like this' },
  'payments.unknown-mandate': { kind: 'missing', title: 'There is no such mandate' },
  'payments.mandate-revoked': { kind: 'conflict', title: 'The mandate has been revoked' },
  'payments.invalid-run': { kind: 'invalid', title: 'A run cannot be made like this' },
  'payments.not-in-euro': { kind: 'invalid', title: 'SEPA payments are in euro' },
  'payments.nothing-to-pay': { kind: 'invalid', title: 'There is nothing to pay or to collect' },
  'payments.unknown-run': { kind: 'missing', title: 'There is no such payment run' },
  'payments.run-state': { kind: 'conflict', title: 'The run is in another state' },
  'payments.date-passed': { kind: 'conflict', title: 'The day of execution can no longer be kept' },
  'payments.no-file': { kind: 'conflict', title: 'The run has no file' },
  'payments.report-refused': { kind: 'invalid', title: 'The status report cannot be read' },
  'payments.unknown-payment': { kind: 'missing', title: 'The report names a payment that is not ours' },
  'payments.payment-state': { kind: 'conflict', title: 'The payment is in another state' },
});
