import type { Table } from '../../../shared/table/table.ts';
import type { CreditReader } from '../reader.ts';
import { CreditCaseRow, CreditCaseSettingsRow } from '../table/cases.ts';

/** Days after which nobody waits for the answer of a case, of a company that has said nothing else. */
const STANDARD_END_DAYS = 30;

type PageSpec = { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined };

/** With what all functions of credit read. */
export type CaseReader = CreditReader & ReturnType<typeof caseReader>;

/** Read-only queries of cases. Strongly consistent but where an index is named. */
export function caseReader(table: Table) {
  function loadCase(company: string, customer: string, id: string): Promise<CreditCaseRow | undefined> {
    return table.get(CreditCaseRow, { company, customer, id });
  }

  function listCases(company: string, customer: string, page: PageSpec) {
    return table.query(CreditCaseRow, { pk: `C#${company}#CREDIT-CASES#${customer}`, ...page });
  }

  function allCases(company: string, customer: string) {
    return table.queryAll(CreditCaseRow, { pk: `C#${company}#CREDIT-CASES#${customer}` });
  }

  /** Oldest first, by the index. */
  function listOpenCases(company: string, page: PageSpec) {
    const pk = `C#${company}#CREDIT-OPEN-CASES`;
    return table.query(CreditCaseRow, { pk, index: 'gsi1', ...page });
  }

  function allOpenCases(company: string) {
    return table.queryAll(CreditCaseRow, { pk: `C#${company}#CREDIT-OPEN-CASES`, index: 'gsi1' });
  }

  /** Those to be laid before somebody by a day, by the index. */
  function listResubmissions(company: string, until: string, page: PageSpec) {
    const pk = `C#${company}#CREDIT-RESUBMISSIONS`;
    return table.query(CreditCaseRow, { pk, index: 'gsi2', to: `${until}#~`, ...page });
  }

  async function loadCaseSettings(company: string): Promise<CreditCaseSettingsRow> {
    const standing = await table.get(CreditCaseSettingsRow, { company });
    return standing ?? { company, checklist: [], endDays: STANDARD_END_DAYS, version: 0 };
  }

  return {
    loadCase,
    listCases,
    allCases,
    listOpenCases,
    allOpenCases,
    listResubmissions,
    loadCaseSettings,
  };
}
