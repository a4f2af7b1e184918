/**
 * What other modules may do with the books, besides reading them (`reader.ts`): book entries in one transaction with
 * writes of their own, and ask the ledger's pure rules (docs/decisions/0061).
 */
export { composeLedger as openBooks, type Ledger as Books } from './compose.ts';
export { isPersonal, kindOfAccount, toChartNumber, toCompanyNumber } from './domain/account-number.ts';
export { chartAccount } from './domain/charts/charts.ts';
export { findRefusal } from './domain/check-entry.ts';
export type { EntryLine, NewEntry, PostedEntry } from './domain/entry.ts';
export { fiscalYearOf } from './domain/fiscal-year.ts';
export { openHead } from './domain/journal-head.ts';
export { toEntryView } from './domain/parse-entry.ts';
export {
  type PostingText,
  parsePostedEntry,
  pointAtPosting,
  postingToEntry,
} from './domain/parse-posting.ts';
export type { PostedResult, PostingResult } from './domain/posting-result.ts';
export { signedLine } from './domain/signed-line.ts';
export { type AdvanceLine, advanceLine, movesAdvance } from './domain/tax/advance-tax.ts';
export {
  type ExpandedLine,
  expandPosting,
  type Posting as GrossAmount,
} from './domain/tax/expand-posting.ts';
export {
  isUnpaidTag,
  type TaxWhenPaid,
  taxWhenPaid,
} from './domain/tax/tax-on-payment.ts';
export { voucherKey } from './domain/voucher.ts';
export { asPosted, postingOf } from './handlers/posted-entry.ts';
export { type Voucher, voucherWrite } from './store/vouchers.ts';
export type { Posting, Together } from './usecases/post-entries.ts';
export { readStatement, type Statement } from './usecases/read-statement.ts';
export { readTrialBalance, type TrialBalance } from './usecases/read-trial-balance.ts';
export { type ReadYear, readYearSums } from './usecases/read-year-sums.ts';
export { reverseEntry } from './usecases/reverse-entry.ts';
