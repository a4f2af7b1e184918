import { catalogue } from '../../../../shared/kernel/errors.ts';

/**
 * Refusals of a whole file: nothing after the place named is read. The module's catalogue (`errors.ts`)
 * includes them; `details.extra.row` is the 1-based row where there is one.
 */
export const refuseFile = catalogue({
  'ledger.file-empty': { kind: 'invalid', title: 'The file has no rows' },
  'ledger.file-unreadable': { kind: 'invalid', title: 'The file cannot be read from some row on' },
  'ledger.csv-columns': { kind: 'invalid', title: 'The columns of the file are not those of a journal' },
  'ledger.sums-order': { kind: 'invalid', title: 'The rows of a month stand apart' },
  'ledger.datev-header': { kind: 'invalid', title: 'The header of the DATEV file is not valid' },
  'ledger.datev-mismatch': { kind: 'invalid', title: 'The DATEV file was made for other books' },
});

/** Refusals of one row and with it of its entry; the rest of the file is read on. */
export const refuseRow = catalogue({
  'ledger.row-malformed': { kind: 'invalid', title: 'The row is not well-formed' },
  'ledger.row-amount': { kind: 'invalid', title: 'An amount of the row cannot be read' },
  'ledger.row-date': { kind: 'invalid', title: 'A date of the row cannot be read' },
  'ledger.row-field': { kind: 'invalid', title: 'A field of the row is missing or not valid' },
  'ledger.row-disagrees': { kind: 'invalid', title: 'The rows of one entry contradict each other' },
  'ledger.row-unsupported': { kind: 'invalid', title: 'The row uses something that is not supported' },
});
