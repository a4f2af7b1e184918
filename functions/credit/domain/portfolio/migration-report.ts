import { type ClassMove, GONE_DEBTORS, migrationMatrix, NEW_DEBTORS } from '../figures/portfolio.ts';
import { NO_CLASS } from './exposure-report.ts';
import type { PortfolioRow } from './portfolio-row.ts';
import {
  amount,
  count,
  decimal,
  largestFirst,
  type PortfolioReport,
  percentOf,
  totalsOf,
  words,
} from './report.ts';

const COLUMNS = [words('from'), words('to'), count('customers'), amount('exposure'), decimal('share')];

type Move = ClassMove & { readonly customer: string };

function movesBetween(before: readonly PortfolioRow[], after: readonly PortfolioRow[]): Move[] {
  const classOf = ({ riskClass = NO_CLASS }: PortfolioRow) => riskClass;
  const earlier = new Map(before.map((row) => [row.customer, row]));
  const moves: Move[] = after.map((row) => {
    const was = earlier.get(row.customer);
    earlier.delete(row.customer);
    const from = was ? { from: classOf(was) } : {};
    return { customer: row.customer, ...from, to: classOf(row), exposureMinor: row.exposureMinor };
  });
  for (const row of earlier.values())
    moves.push({ customer: row.customer, from: classOf(row), exposureMinor: row.exposureMinor });
  return moves;
}

/**
 * Who moved from which class to which between two days: a line for each cell that holds somebody, `A>B`. `share` is that
 * of the customers of the class at the beginning, in percent.
 */
export function migrationReport(
  before: readonly PortfolioRow[],
  after: readonly PortfolioRow[],
): PortfolioReport {
  const moves = movesBetween(before, after);
  const classes = [
    ...new Set(moves.flatMap(({ from, to }) => [from, to].filter((name) => name !== undefined))),
  ];
  classes.sort((a, b) => (a === NO_CLASS ? 1 : b === NO_CLASS ? -1 : a < b ? -1 : 1));
  const lines = migrationMatrix(moves, classes).flatMap(({ from, debtors, cells }) =>
    cells
      .filter((cell) => cell.debtors > 0)
      .map((cell) => ({
        key: `${from}>${cell.to}`,
        cells: {
          from,
          to: cell.to,
          customers: cell.debtors,
          exposure: cell.exposureMinor,
          share: percentOf(BigInt(cell.debtors), BigInt(debtors)),
        },
      })),
  );
  return {
    kind: 'migration',
    columns: COLUMNS,
    lines,
    totals: totalsOf(COLUMNS, lines),
    customerColumns: [words('from'), words('to'), amount('exposure')],
    customers: largestFirst(
      moves.map(({ customer, from = NEW_DEBTORS, to = GONE_DEBTORS, exposureMinor }) => ({
        customer,
        of: [`${from}>${to}`],
        cells: { from, to, exposure: exposureMinor },
      })),
      'exposure',
    ),
    notes: [],
  };
}
