/**
 * Account kinds by number. A company chooses how long its general ledger accounts (Sachkonten) are, 4 to 8
 * digits; personal accounts (Personenkonten) are one digit longer. Leading zeros belong to the number.
 */
export type AccountKind = 'general' | 'customer' | 'vendor' | 'invalid';

export const MIN_ACCOUNT_LENGTH = 4;
export const MAX_ACCOUNT_LENGTH = 8;

/** Digits of the numbers in the charts; a longer company number is the chart's number with zeros on the right. */
export const CHART_NUMBER_LENGTH = 4;

const DIGITS = /^\d+$/;

/**
 * Tells what a number stands for in a company whose general ledger accounts have `accountLength` digits.
 * Personal accounts: first digit 1 to 6 is a customer, 7 to 9 a vendor (10000-69999 and 70000-99999 at 4 digits).
 */
export function kindOfAccount(number: string, accountLength: number): AccountKind {
  if (accountLength < MIN_ACCOUNT_LENGTH || accountLength > MAX_ACCOUNT_LENGTH || !DIGITS.test(number)) {
    return 'invalid';
  }
  if (number.length === accountLength) return 'general';
  if (number.length !== accountLength + 1 || number.startsWith('0')) return 'invalid';
  return number < '7' ? 'customer' : 'vendor';
}

/** Whether an account is that of a customer or a vendor. */
export function isPersonal(number: string, accountLength: number): boolean {
  const kind = kindOfAccount(number, accountLength);
  return kind === 'customer' || kind === 'vendor';
}

/** The company's number for a chart account: `8400` is `840000` where accounts have six digits. */
export function toCompanyNumber(chartNumber: string, accountLength: number): string {
  return chartNumber.padEnd(accountLength, '0');
}

/**
 * The chart account that a company number stands for, or undefined where it has none: `840000` is `8400`, but
 * `840001` is an account of the company's own.
 */
export function toChartNumber(number: string, accountLength: number): string | undefined {
  if (kindOfAccount(number, accountLength) !== 'general') return undefined;
  const chartNumber = number.slice(0, CHART_NUMBER_LENGTH);
  return toCompanyNumber(chartNumber, accountLength) === number ? chartNumber : undefined;
}

/** Restores the leading zeros that spreadsheets and DATEV files leave out: `27` is `0027`. */
export function restoreLeadingZeros(number: string, accountLength: number): string {
  return DIGITS.test(number) ? number.padStart(accountLength, '0') : number;
}
