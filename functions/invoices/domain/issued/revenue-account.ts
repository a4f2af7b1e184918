import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { type ChartName, taxRateOn, toCompanyNumber } from '../../../ledger/rules.ts';

/**
 * Revenue accounts that compute their tax themselves, SKR03 and SKR04. AE is §13b UStG for a German customer; a service to a
 * business elsewhere in the EU is taxed there (§3a Abs. 2 UStG).
 */
const ACCOUNTS: Readonly<Record<string, Readonly<Record<ChartName, string>>>> = {
  standard: { SKR03: '8400', SKR04: '4400' },
  reduced: { SKR03: '8300', SKR04: '4300' },
  K: { SKR03: '8125', SKR04: '4125' },
  G: { SKR03: '8120', SKR04: '4120' },
  AE: { SKR03: '8337', SKR04: '4337' },
  'AE-abroad': { SKR03: '8336', SKR04: '4336' },
  E: { SKR03: '8100', SKR04: '4100' },
  O: { SKR03: '8338', SKR04: '4338' },
  Z: { SKR03: '8290', SKR04: '4290' },
};

/** The account of the chart for a line, or undefined where the chart has none of that rate. */
export function revenueAccount(
  { chart, accountLength }: { readonly chart: ChartName; readonly accountLength: number },
  { category, rate }: { readonly category: string; readonly rate: number },
  date: CalendarDate,
  customerCountry: string,
): string | undefined {
  const kind = kindOf(category, rate, date, customerCountry);
  const number = kind === undefined ? undefined : ACCOUNTS[kind]?.[chart];
  return number === undefined ? undefined : toCompanyNumber(number, accountLength);
}

function kindOf(category: string, rate: number, date: CalendarDate, country: string): string | undefined {
  if (category === 'AE') return country === 'DE' ? 'AE' : 'AE-abroad';
  if (category !== 'S') return category;
  return (['standard', 'reduced'] as const).find((level) => taxRateOn(level, date) === rate);
}
