import type { PortfolioRow } from './portfolio-row.ts';
import {
  amount,
  count,
  decimal,
  largestFirst,
  type PortfolioReport,
  percentOf,
  type ReportLine,
  totalsOf,
} from './report.ts';

/** How much of its limit a customer uses, in percent; customers without a limit stand apart. */
export const USE_BANDS = ['unused', 'to50', 'to80', 'to100', 'over100', 'noLimit'] as const;
export type UseBand = (typeof USE_BANDS)[number];

/** What counts against the customer's own limit: on the head of a group all of the group. */
export function usedMinor({ exposureMinor, groupMinor }: PortfolioRow): bigint {
  return groupMinor ?? exposureMinor;
}

/** The bounds belong to the lower band. A limit of zero that is used at all is exceeded. */
export function useBand(row: PortfolioRow): UseBand {
  const { limitMinor } = row;
  const used = usedMinor(row);
  if (limitMinor === undefined) return 'noLimit';
  if (used > limitMinor) return 'over100';
  if (used <= 0n) return 'unused';
  if (used * 2n <= limitMinor) return 'to50';
  return used * 10n <= limitMinor * 8n ? 'to80' : 'to100';
}

const COLUMNS = [count('customers'), amount('exposure'), amount('limit'), amount('excess')];

function cellsOf(row: PortfolioRow) {
  const { limitMinor, exposureMinor } = row;
  const used = usedMinor(row);
  const over = limitMinor === undefined || used <= limitMinor ? 0n : used - limitMinor;
  return {
    exposure: exposureMinor,
    used,
    limit: limitMinor,
    use: limitMinor === undefined ? undefined : percentOf(used, limitMinor),
    excess: over,
  };
}

/**
 * Limits and how far they are used. Exposure adds up to that of the portfolio; what counts against the limit of a group's
 * head (`used`) holds that of its members once more, and therefore is no sum.
 */
export function limitUseReport(rows: readonly PortfolioRow[]): PortfolioReport {
  const customers = rows.map((row) => ({ customer: row.customer, of: [useBand(row)], cells: cellsOf(row) }));
  const lines = USE_BANDS.map((key): ReportLine => {
    const within = customers.filter(({ of }) => of[0] === key);
    return { key, cells: { ...totalsOf(COLUMNS, within), customers: within.length } };
  });
  return {
    kind: 'limit-use',
    columns: COLUMNS,
    lines,
    totals: totalsOf(COLUMNS, lines),
    customerColumns: [
      amount('exposure'),
      amount('used', false),
      amount('limit'),
      decimal('use'),
      amount('excess'),
    ],
    customers: largestFirst(customers, 'used'),
    notes: [],
  };
}
