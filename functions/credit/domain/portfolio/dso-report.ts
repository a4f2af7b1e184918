import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { formatMinor } from '../../../../shared/kernel/money.ts';
import { computeDso } from '../figures/dso.ts';
import type { AgedDebtor } from './aged-debtor.ts';
import { openMinor } from './portfolio-row.ts';
import {
  amount,
  count,
  decimal,
  largestFirst,
  type PortfolioReport,
  type ReportLine,
  type ReportNote,
  totalsOf,
} from './report.ts';
import type { SalesPeriod } from './sales.ts';

/** Months of sales that are looked back at. */
export const DSO_MONTHS = 36;

const COLUMNS = [
  { ...count('days'), adds: false },
  amount('sales'),
  amount('receivables'),
  decimal('countedDays'),
];

/**
 * Days sales outstanding by count-back: what customers owe, less what they have paid in advance, against the sales on
 * account of the months before, VAT included on both sides. A month in which more was credited than sold counts as none.
 * Sales that do not reach back far enough give no figure.
 */
export function dsoReport(
  debtors: readonly AgedDebtor[],
  periods: readonly SalesPeriod[],
  asOf: CalendarDate,
): PortfolioReport {
  const balance = debtors.reduce(
    (sum, { ageing, creditsMinor }) => sum + openMinor(ageing) - creditsMinor,
    0n,
  );
  const owed = balance > 0n ? balance : 0n;
  const sold = periods.map((period) => ({ ...period, minor: period.minor > 0n ? period.minor : 0n }));
  const reaches = sold.reduce((sum, { minor }) => sum + minor, 0n) >= owed;
  // Minor units as they are: a ratio of two amounts of one currency needs no decimals.
  const dso = reaches
    ? computeDso({
        receivables: formatMinor(owed, 'EUR'),
        sales: sold.map(({ minor, days }) => ({ amount: formatMinor(minor, 'EUR'), days: String(days) })),
      })
    : undefined;
  let left = owed;
  const lines: ReportLine[] = [];
  for (const [at, { month, days, minor }] of sold.entries()) {
    if (left === 0n) break;
    const taken = left < minor ? left : minor;
    left -= taken;
    const countedDays = dso?.periods[at]?.countedDays;
    lines.push({ key: month, cells: { days, sales: minor, receivables: taken, countedDays } });
  }
  const used = periods.slice(0, lines.length);
  const notes: ReportNote[] = [
    ...(owed === 0n ? (['nothing-owed'] as const) : []),
    ...(reaches ? [] : (['sales-too-short'] as const)),
    ...(used.some(({ minor }) => minor < 0n) ? (['negative-month'] as const) : []),
  ];
  return {
    kind: 'dso',
    columns: COLUMNS,
    lines,
    totals: { ...totalsOf(COLUMNS, lines), balance, dso: dso?.days, asOf },
    customerColumns: [amount('open')],
    customers: largestFirst(
      debtors.map(({ customer, ageing, creditsMinor }) => ({
        customer,
        // Whose receivables these are is known, not which sales they come from.
        of: lines.map(({ key }) => key),
        cells: { open: openMinor(ageing) - creditsMinor },
      })),
      'open',
    ),
    notes,
  };
}
