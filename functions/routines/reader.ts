import type { Table } from '../../shared/table/table.ts';
import { AccrualRow, RecurringRow, TemplateRow } from './table.ts';

interface PageSpec {
  readonly limit: number;
  readonly after?: Readonly<Record<string, string>> | undefined;
}

export type RoutinesReader = ReturnType<typeof routinesReader>;

/** Read-only queries of routines, strongly consistent. */
export function routinesReader(table: Table) {
  return {
    loadTemplate: (company: string, id: string) => table.get(TemplateRow, { company, id }),
    listTemplates: (company: string, page: PageSpec) =>
      table.query(TemplateRow, { pk: `C#${company}#POSTING-TEMPLATES`, ...page }),
    loadRecurring: (company: string, id: string) => table.get(RecurringRow, { company, id }),
    listRecurring: (company: string, page: PageSpec) =>
      table.query(RecurringRow, { pk: `C#${company}#RECURRING-POSTINGS`, ...page }),
    loadAccrual: (company: string, id: string) => table.get(AccrualRow, { company, id }),
    listAccruals: (company: string, page: PageSpec) =>
      table.query(AccrualRow, { pk: `C#${company}#ACCRUALS`, ...page }),
    /** By the index: one made a moment ago may be missing. */
    activeAccruals: (company: string) =>
      table.queryAll(AccrualRow, { pk: `C#${company}#ACTIVE-ACCRUALS`, index: 'gsi1' }),
    allRecurring: (company: string) =>
      table.queryAll(RecurringRow, { pk: `C#${company}#RECURRING-POSTINGS` }),
  };
}
