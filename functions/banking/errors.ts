import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of banking. */
export const refuse = catalogue({
  'banking.unreadable-statement': {
    kind: 'invalid',
    title: 'The file is no bank statement that can be read',
  },
  'banking.wrong-control-sum': { kind: 'invalid', title: 'The statement does not add up to its own sums' },
  'banking.unknown-account': {
    kind: 'invalid',
    title: 'The statement is of an account that is not the company’s',
  },
  'banking.invalid-account': { kind: 'invalid', title: 'The bank account cannot be kept like this' },
  'banking.invalid-booking': { kind: 'invalid', title: 'The transaction cannot be booked like this' },
  'banking.invalid-rule': { kind: 'invalid', title: 'The rule cannot be kept like this' },
  'banking.missing-rule': { kind: 'missing', title: 'There is no such rule' },
  'banking.missing-account': { kind: 'missing', title: 'There is no such bank account' },
  'banking.missing-transaction': { kind: 'missing', title: 'There is no such bank transaction' },
  'banking.transaction-state': { kind: 'conflict', title: 'The transaction is in another state' },
  'banking.no-ledger-account': {
    kind: 'invalid',
    title: 'The bank account has no account in the ledger yet',
  },
});
