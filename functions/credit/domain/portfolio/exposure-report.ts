import { COMPONENTS, includedMinor } from '../components.ts';
import { expectedLossByClass } from '../figures/portfolio.ts';
import type { LossRatesVersion } from './loss-rates.ts';
import { overdueMinor, type PortfolioRow } from './portfolio-row.ts';
import {
  amount,
  count,
  groupBy,
  largestFirst,
  type PortfolioReport,
  type ReportLine,
  type ReportNote,
  totalsOf,
  words,
} from './report.ts';

/** Customers that nobody has put into a class. */
export const NO_CLASS = 'none';

const AMOUNTS = [
  amount('exposure'),
  ...COMPONENTS.map((name) => amount(name)),
  amount('notCounted'),
  amount('overdue'),
];
const COLUMNS = [count('customers'), ...AMOUNTS, amount('limit'), words('pd'), words('lgd')];
const CUSTOMER_COLUMNS = [words('riskClass'), ...AMOUNTS, amount('limit')];

function amountsOf({ exposureMinor, components, ageing, limitMinor }: PortfolioRow) {
  return {
    exposure: exposureMinor,
    ...components,
    // Parts that by the customer's terms do not count against its limit.
    notCounted: includedMinor(components, {}) - exposureMinor,
    overdue: overdueMinor(ageing),
    limit: limitMinor,
  };
}

/** What is expected to be lost of a customer's exposure; who has paid in advance owes nothing. */
const atDefaultMinor = ({ exposureMinor }: PortfolioRow) => (exposureMinor > 0n ? exposureMinor : 0n);

/**
 * Exposure by class with its parts, and what of it is expected to be lost: PD · LGD · exposure, rounded once a class. A
 * class without rates has no expected loss, and then there is no total of it: a sum with gaps would pass for the whole.
 */
export function exposureReport(
  rows: readonly PortfolioRow[],
  rates: LossRatesVersion | undefined,
): PortfolioReport {
  const classes = [...groupBy(rows, ({ riskClass = NO_CLASS }) => riskClass)];
  const losses = new Map(
    expectedLossByClass(
      rows.flatMap((row) => {
        const own = row.riskClass === undefined ? undefined : rates?.classes[row.riskClass];
        return own ? [{ riskClass: row.riskClass ?? '', exposureMinor: atDefaultMinor(row), ...own }] : [];
      }),
    ).map(({ riskClass, expectedLossMinor }) => [riskClass, expectedLossMinor]),
  );
  const lines = classes
    .map(([key, members]): ReportLine => {
      const sums = totalsOf(
        [...AMOUNTS, amount('limit')],
        members.map((row) => ({ cells: amountsOf(row) })),
      );
      const { pd, lgd } = rates?.classes[key] ?? {};
      const expectedLoss = losses.get(key);
      return { key, cells: { customers: members.length, ...sums, pd, lgd, expectedLoss } };
    })
    .sort((a, b) => (a.key === NO_CLASS ? 1 : b.key === NO_CLASS ? -1 : a.key < b.key ? -1 : 1));
  const isWhole = lines.every(({ cells }) => cells.expectedLoss !== undefined || cells.exposure === 0n);
  const columns = [...COLUMNS, { ...amount('expectedLoss'), adds: rates !== undefined && isWhole }];
  const notes: ReportNote[] = rates ? (isWhole ? [] : ['classes-without-rates']) : ['no-loss-rates'];
  return {
    kind: 'exposure',
    columns,
    lines,
    totals: totalsOf(columns, lines),
    customerColumns: CUSTOMER_COLUMNS,
    customers: largestFirst(
      rows.map((row) => ({
        customer: row.customer,
        of: [row.riskClass ?? NO_CLASS],
        cells: { riskClass: row.riskClass, ...amountsOf(row) },
      })),
      'exposure',
    ),
    notes,
  };
}
