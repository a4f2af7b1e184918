import type { Table } from '../../shared/table/table.ts';
import { InvoiceSequenceRow, InvoiceSettingsRow, IssuedInvoiceRow, IssuedNumberRow } from './table.ts';

export type IssuedReader = ReturnType<typeof issuedReader>;

/** Read-only queries of invoices of our own; strongly consistent. */
export function issuedReader(table: Table) {
  function loadSettings(company: string): Promise<InvoiceSettingsRow | undefined> {
    return table.get(InvoiceSettingsRow, { company });
  }

  async function nextNumber(company: string, year: number): Promise<number | undefined> {
    return (await table.get(InvoiceSequenceRow, { company, year }))?.next;
  }

  async function bearerOf(company: string, number: string): Promise<string | undefined> {
    return (await table.get(IssuedNumberRow, { company, number }))?.id;
  }

  function loadIssued(company: string, id: string): Promise<IssuedInvoiceRow | undefined> {
    return table.get(IssuedInvoiceRow, { company, id });
  }

  function listIssued(
    company: string,
    page: { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined },
  ) {
    return table.query(IssuedInvoiceRow, { pk: `C#${company}#ISSUED-INVOICES`, descending: true, ...page });
  }

  return { loadSettings, nextNumber, bearerOf, loadIssued, listIssued };
}
