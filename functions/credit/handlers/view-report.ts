import type { Language } from '../../../shared/charts/format-number.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Cells, PortfolioReport, ReportCustomer } from '../domain/portfolio/report.ts';
import { noteText } from '../domain/portfolio/report-words.ts';

/** Cells as JSON has them: amounts as decimal strings, what there is not left out. */
export function viewCells(cells: Cells, currency: string): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(cells).flatMap(([name, cell]) =>
      cell === undefined ? [] : [[name, typeof cell === 'bigint' ? formatMinor(cell, currency) : cell]],
    ),
  );
}

export function viewReport(
  { columns, lines, totals, customerColumns, notes }: PortfolioReport,
  currency: string,
  language: Language,
) {
  const names = (some: PortfolioReport['columns']) => some.map(({ name, kind }) => ({ name, kind }));
  return {
    columns: names(columns),
    lines: lines.map(({ key, cells }) => ({ key, values: viewCells(cells, currency) })),
    totals: viewCells(totals, currency),
    notes: notes.map((code) => ({ code, text: noteText(code, language) })),
    customerColumns: names(customerColumns),
  };
}

export function viewCustomer(
  { customer, of, cells }: ReportCustomer,
  name: string | undefined,
  currency: string,
) {
  return {
    customerId: customer,
    ...(name === undefined ? {} : { name }),
    of: [...of],
    values: viewCells(cells, currency),
  };
}
