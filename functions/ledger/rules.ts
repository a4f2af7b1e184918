/*
 * Pure rules of the ledger that other modules may call: no table, no clock, nothing to configure. Whoever writes or reads
 * the books in another form must split tax and cut years exactly as the ledger does; a second copy of these rules would
 * drift (docs/decisions/0080).
 */
export { isPersonal, kindOfAccount, toChartNumber, toCompanyNumber } from './domain/account-number.ts';
export type { AccountCategory, ChartAccount, ChartName } from './domain/charts/charts.ts';
export { COLLECTIVE_ACCOUNTS, chartAccount } from './domain/charts/charts.ts';
export { periodOf } from './domain/check-entry.ts';
export type { EntryKind, EntryLine, ForeignAmount, PostedEntry } from './domain/entry.ts';
export { fiscalYearBounds, monthPeriodOf, periodBounds } from './domain/fiscal-year.ts';
export { type CsvRow, readCsvRows } from './domain/formats/csv-rows.ts';
export { takesCostCentre } from './domain/gross-entry.ts';
export { signedAmount, signedLine } from './domain/signed-line.ts';
export {
  type AdvanceLine,
  type AdvanceSide,
  advanceLine,
  type PaidAdvance,
  paidAdvance,
  waitingAdvance,
} from './domain/tax/advance-tax.ts';
export { type ExpandedLine, expandPosting, type Posting } from './domain/tax/expand-posting.ts';
export { isNoAutomation, NO_AUTOMATION } from './domain/tax/no-automation.ts';
export { splitGross } from './domain/tax/split-gross.ts';
export { postedAccount } from './domain/tax/tax-carrier.ts';
export { readTaxKey } from './domain/tax/tax-keys.ts';
export { taxRateOn } from './domain/tax/tax-rates.ts';
export { voucherKey } from './domain/voucher.ts';
export {
  balancesAt,
  closingBalances,
  movementsOf,
  openingOf,
  type YearSums,
} from './domain/year-balances.ts';
