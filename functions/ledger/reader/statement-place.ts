import { kindOfAccount } from '../domain/account-number.ts';
import {
  type AccountCategory,
  type ChartName,
  COLLECTIVE_ACCOUNTS,
  chartAccount,
} from '../domain/charts/charts.ts';
import { postedAccount } from '../domain/tax/tax-carrier.ts';

/** Where an account stands in balance sheet and profit and loss. */
export interface StatementPlace {
  /** `A.`/`P.` and the place of §266 HGB, the number of §275 Abs. 2 HGB, `158.` and that of §158 Abs. 1 AktG; absent: unknown. */
  readonly position?: string;
  readonly category?: AccountCategory;
  readonly kind: 'general' | 'customer' | 'vendor';
  /** A VAT account: all of them are one claim or one debt. */
  readonly isVat: boolean;
  /** Balances brought forward (9000, 9008, 9009, 9090): together they are zero once a year is opened. */
  readonly bringsForward: boolean;
  /** It stays on its line whatever its sign: a deduction from what stands there. */
  readonly nets?: true;
}

/** Place of an account by the chart: its own, for personal accounts that of the collective account. */
export function statementPlaceOf(chart: ChartName, accountLength: number, number: string): StatementPlace {
  const kind = kindOfAccount(number, accountLength);
  const collective = COLLECTIVE_ACCOUNTS[chart];
  const row =
    kind === 'customer'
      ? chartAccount(chart, collective.customers)
      : kind === 'vendor'
        ? chartAccount(chart, collective.vendors)
        : postedAccount(chart, accountLength, number).chartAccount;
  return {
    kind: kind === 'customer' || kind === 'vendor' ? kind : 'general',
    isVat: row?.taxFunction !== undefined,
    bringsForward: row !== undefined && row.position === undefined,
    ...(row?.position === undefined ? {} : { position: row.position }),
    ...(row ? { category: row.category } : {}),
    ...(row?.nets ? { nets: true } : {}),
  };
}
