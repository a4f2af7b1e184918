import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of routines. */
export const refuse = catalogue({
  'routines.may-not-book': { kind: 'forbidden', title: 'This books, which needs ledger.post too' },
  'routines.unknown-template': { kind: 'missing', title: 'There is no such template' },
  'routines.incomplete-posting': { kind: 'invalid', title: 'The posting is not complete' },
  'routines.unknown-recurring-posting': { kind: 'missing', title: 'There is no such recurring posting' },
  'routines.invalid-recurring-posting': { kind: 'invalid', title: 'It cannot recur like this' },
  'routines.not-active': { kind: 'conflict', title: 'The recurring posting is paused' },
  'routines.invalid-accrual': { kind: 'invalid', title: 'It cannot be accrued like this' },
  'routines.unknown-accrual': { kind: 'missing', title: 'There is no such accrual' },
  'routines.accrual-ended': { kind: 'conflict', title: 'Nothing of the accrual is left' },
});
