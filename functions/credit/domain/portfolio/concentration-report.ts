import { computeConcentration } from '../figures/concentration.ts';
import type { PortfolioRow } from './portfolio-row.ts';
import {
  amount,
  count,
  decimal,
  groupBy,
  largestFirst,
  type PortfolioReport,
  percentOf,
  type ReportLine,
  totalsOf,
  words,
} from './report.ts';

/** Debtors told apart; those behind them are one line. */
export const NAMED_DEBTORS = 10;
/** No customer's id looks like this. */
export const OTHERS = '~others';

const COLUMNS = [count('customers'), amount('exposure'), decimal('share')];

/**
 * How much hangs on how few. Those who share a limit count as one debtor: what brings the head down brings the members
 * down. Who has paid in advance counts with nothing.
 */
export function concentrationReport(rows: readonly PortfolioRow[]): PortfolioReport {
  const owed = ({ exposureMinor }: PortfolioRow) => (exposureMinor > 0n ? exposureMinor : 0n);
  const debtors = [...groupBy(rows, ({ root }) => root)]
    .map(([root, members]) => ({
      root,
      customers: members.length,
      exposure: members.reduce((sum, row) => sum + owed(row), 0n),
    }))
    .filter(({ exposure }) => exposure > 0n)
    .sort((a, b) =>
      a.exposure === b.exposure ? (a.root < b.root ? -1 : 1) : a.exposure < b.exposure ? 1 : -1,
    );
  const total = debtors.reduce((sum, { exposure }) => sum + exposure, 0n);
  const line = (key: string, some: typeof debtors): ReportLine => {
    const exposure = some.reduce((sum, one) => sum + one.exposure, 0n);
    const customers = some.reduce((sum, one) => sum + one.customers, 0);
    return { key, cells: { customers, exposure, share: percentOf(exposure, total) } };
  };
  const named = debtors.slice(0, NAMED_DEBTORS);
  const others = debtors.slice(NAMED_DEBTORS);
  const lines = named.map((one) => line(one.root, [one]));
  if (others.length > 0) lines.push(line(OTHERS, others));
  const counted = new Set(debtors.map(({ root }) => root));
  const isNamed = new Set(named.map(({ root }) => root));
  const { hhi, effectiveNumber } =
    total === 0n ? {} : computeConcentration(debtors.map(({ exposure }) => String(exposure)));
  return {
    kind: 'concentration',
    columns: COLUMNS,
    lines,
    totals: {
      ...totalsOf(COLUMNS, lines),
      debtors: debtors.length,
      hhi,
      effectiveNumber,
      largestShare: percentOf(debtors[0]?.exposure ?? 0n, total),
    },
    customerColumns: [words('group'), amount('exposure'), decimal('share')],
    customers: largestFirst(
      rows
        .filter(({ root }) => counted.has(root))
        .map((row) => ({
          customer: row.customer,
          of: [isNamed.has(row.root) ? row.root : OTHERS],
          cells: { group: row.root, exposure: owed(row), share: percentOf(owed(row), total) },
        })),
      'exposure',
    ),
    notes: total === 0n ? ['nothing-owed'] : [],
  };
}
