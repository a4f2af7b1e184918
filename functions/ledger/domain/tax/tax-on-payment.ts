import { toCompanyNumber } from '../account-number.ts';
import type { ChartName } from '../charts/chart-account.ts';
import { taxAccountsOf } from './tax-accounts.ts';

/**
 * Output tax of a company that is taxed on what it receives (§20 UStG): with the invoice it stands on an account of its own
 * and under a tag that the return does not count, with the payment it moves to the account and the tag of tax that is due
 * (§13 Abs. 1 Nr. 1 Buchst. b UStG).
 */
const PREFIX = 'unpaid-';

/** Accounts of tax not yet due, by rate; the charts have two of their own and one for all others. */
const UNPAID: Readonly<Record<ChartName, Readonly<Record<number | 'any', string>>>> = {
  SKR03: { 1900: '1766', 700: '1761', any: '1760' },
  SKR04: { 1900: '3816', 700: '3811', any: '3810' },
};

export function unpaidTag(tag: string): string {
  return `${PREFIX}${tag}`;
}

export function isUnpaidTag(tag: string | undefined): boolean {
  return tag?.startsWith(PREFIX) ?? false;
}

/** Chart number of the account that takes the tax of a rate (percent times 100) until it is paid. */
export function unpaidTaxAccount(chart: ChartName, rate: number): string {
  return UNPAID[chart][rate] ?? UNPAID[chart].any;
}

/** Where the tax of an unpaid tag stands, and where it goes with the payment. */
export interface TaxWhenPaid {
  readonly unpaidAccount: string;
  readonly dueAccount: string;
  /** The tag of tax that is due: `output-19`. */
  readonly taxCode: string;
}

/** Undefined for tags that name no rate of output tax with accounts. */
export function taxWhenPaid(chart: ChartName, accountLength: number, tag: string): TaxWhenPaid | undefined {
  const percent = /^unpaid-output-(\d{1,2}(?:\.\d{1,2})?)$/.exec(tag)?.[1];
  if (percent === undefined) return undefined;
  const rate = Math.round(Number(percent) * 100);
  const due = taxAccountsOf(chart, 'output', rate)?.output;
  if (due === undefined) return undefined;
  return {
    unpaidAccount: toCompanyNumber(unpaidTaxAccount(chart, rate), accountLength),
    dueAccount: toCompanyNumber(due, accountLength),
    taxCode: tag.slice(PREFIX.length),
  };
}
