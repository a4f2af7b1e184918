import { csvRow, guardCell } from '../../../shared/kernel/csv-row.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { openMinorOf } from '../../receivables/rules.ts';
import type { OverdueItemView } from '../routes/insurance.ts';
import type { ListedOverdue } from '../usecases/insurance/list-overdue.ts';

export function viewOverdue(
  { customer, name, policy, item, report, ...standing }: ListedOverdue,
  currency: string,
): OverdueItemView {
  const { id: itemId, documentNumber, date, dueDate, amountMinor } = item;
  return {
    customerId: customer,
    ...(name === undefined ? {} : { name }),
    policyId: policy.id,
    policyNumber: policy.number,
    itemId,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    date,
    dueDate,
    currency,
    amount: formatMinor(amountMinor, currency),
    open: formatMinor(openMinorOf(item), currency),
    ...standing,
    ...(report ? { report: viewReport(report) } : {}),
  };
}

function viewReport({ reportId, on, by, at, reference }: NonNullable<ListedOverdue['report']>) {
  return { reportId, on, by, at, ...(reference === undefined ? {} : { reference }) };
}

const COLUMNS = [
  'policyNumber', 'customerId', 'name', 'documentNumber', 'date', 'dueDate', 'currency', 'amount', 'open', 'daysOverdue',
  'reportBy', 'state', 'itemId',
] as const satisfies readonly (keyof OverdueItemView)[]; // biome-ignore format: names

/** What an insurer is told, as a table: a row an item, semicolons, a byte-order mark, cells guarded against formulas. */
export function overdueCsv(items: readonly OverdueItemView[]): string {
  const head = csvRow([...COLUMNS, 'reportedOn', 'reportedBy', 'reference']);
  const rows = items.map((item) => {
    const { on = '', by = '', reference = '' } = item.report ?? {};
    const cells = [...COLUMNS.map((column) => String(item[column] ?? '')), on, by, reference];
    return csvRow(cells.map(guardCell));
  });
  return `\uFEFF${[head, ...rows].join('')}`;
}
