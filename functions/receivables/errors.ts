import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of receivables. */
export const refuse = catalogue({
  'receivables.invalid-partner': { kind: 'invalid', title: 'The partner cannot be kept like this' },
  'receivables.unknown-partner': { kind: 'missing', title: 'There is no such partner' },
  'receivables.account-taken': { kind: 'conflict', title: 'The account belongs to another partner' },
  'receivables.partner-file': { kind: 'invalid', title: 'The file is no list of partners in DATEV format' },
  'receivables.partner-row': { kind: 'invalid', title: 'The row is no partner' },
  'receivables.partner-has-items': { kind: 'conflict', title: 'The partner has open items' },
  'receivables.unknown-item': { kind: 'missing', title: 'There is no such open item' },
  'receivables.item-settled': { kind: 'conflict', title: 'The item is settled' },
  'receivables.more-than-open': { kind: 'invalid', title: 'More is to be cleared than is open' },
  'receivables.too-many-parts': { kind: 'invalid', title: 'The item has been cleared in too many parts' },
  'receivables.invalid-clearing': { kind: 'invalid', title: 'The items cannot be cleared like this' },
  'receivables.discount-needs-chart': { kind: 'invalid', title: 'No account is known for the discount' },
  'receivables.unknown-clearing': { kind: 'missing', title: 'There is no such clearing' },
  'receivables.already-undone': { kind: 'conflict', title: 'The clearing has been undone already' },
  'receivables.cleared-by-entry': {
    kind: 'conflict',
    title: 'The clearing was booked with an entry: reverse the entry',
  },
  'receivables.too-large': { kind: 'invalid', title: 'The report is too large for one answer' },
});
