import type { Table } from '../../../shared/table/table.ts';
import { IssuedInvoiceRow } from '../table/issued.ts';

export type AdvanceReader = ReturnType<typeof advanceReader>;

/** Of one customer at a time; who has more writes no final invoices. */
const MAX_ADVANCES = 200;

/** Advances that we asked for, for modules that have to know of them. */
export function advanceReader(table: Table) {
  /** The newest of a customer's account that are neither cancelled nor deducted, paid or not: found by the index, read as they stand. */
  async function undeductedAdvances(company: string, account: string): Promise<IssuedInvoiceRow[]> {
    const pk = `C#${company}#ADVANCES#${account}`;
    const spec = { pk, index: 'gsi1' as const, descending: true, limit: MAX_ADVANCES };
    const { items: found } = await table.query(IssuedInvoiceRow, spec);
    if (found.length === 0) return [];
    const rows = await table.getMany(
      IssuedInvoiceRow,
      found.map(({ id }) => ({ company, id })),
    );
    return rows.filter(
      ({ cancelledBy, deductedBy }) => cancelledBy === undefined && deductedBy === undefined,
    );
  }

  return { undeductedAdvances };
}
