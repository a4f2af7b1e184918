import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of cash books. */
export const refuse = catalogue({
  'cash.unknown-book': { kind: 'missing', title: 'There is no such cash book' },
  'cash.invalid-book': { kind: 'invalid', title: 'The cash book cannot be kept like this' },
  'cash.book-ended': { kind: 'conflict', title: 'The cash book has ended' },
  'cash.invalid-entry': { kind: 'invalid', title: 'This cannot be recorded in the cash book' },
  'cash.out-of-order': { kind: 'invalid', title: 'Cash is recorded in the order of days' },
  'cash.day-closed': { kind: 'conflict', title: 'The day has been counted and closed' },
  'cash.future-date': { kind: 'invalid', title: 'The day has not come yet' },
  'cash.insufficient-balance': { kind: 'invalid', title: 'There is not so much cash' },
  'cash.needs-transit': { kind: 'invalid', title: 'Between two places money goes over Geldtransit' },
  'cash.unknown-entry': { kind: 'missing', title: 'The cash book has no such entry' },
  'cash.invalid-count': { kind: 'invalid', title: 'The count cannot be right' },
  'cash.invalid-range': { kind: 'invalid', title: 'These days cannot be shown together' },
});
