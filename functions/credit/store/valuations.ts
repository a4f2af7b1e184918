import { Approval } from '../../../shared/approvals.ts';
import { ABSENT, where } from '../../../shared/table/condition.ts';
import { ChangedMeanwhileError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import { CreditValuationHead, CreditValuationPart, CreditValuationRow } from '../table.ts';

export type ValuationStore = ReturnType<typeof valuationStore>;

const moved = (what: string) => () => new ChangedMeanwhileError('credit', what);

/** Reads and writes valuations of receivables. */
export function valuationStore(table: Table) {
  /** Parts are nothing without their valuation: they come first, and one that breaks off leaves nothing that counts. */
  async function addPart(company: string, id: string, part: number, content: Uint8Array): Promise<void> {
    await table.write(put(CreditValuationPart, { company, id, part, content }));
  }

  function addValuation(row: CreditValuationRow): Write {
    return insert(CreditValuationRow, row, () => new Error(`valuation ${row.id} exists already`));
  }

  function decideValuation(seen: CreditValuationRow, next: CreditValuationRow): Write {
    return put(CreditValuationRow, next, where({ version: seen.version }), moved('the valuation'));
  }

  function moveHead(seen: CreditValuationHead | undefined, next: CreditValuationHead): Write {
    const when = seen ? where({ version: seen.version }) : ABSENT;
    return put(CreditValuationHead, next, when, moved('what was booked'));
  }

  return {
    addPart,
    addValuation,
    decideValuation,
    moveHead,
    loadValuation: (company: string, id: string) => table.get(CreditValuationRow, { company, id }),
    loadHead: (company: string) => table.get(CreditValuationHead, { company }),
    loadApproval: (companyId: string, approvalId: string) => table.get(Approval, { companyId, approvalId }),
    listValuations: (
      company: string,
      page: { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined },
    ) => table.query(CreditValuationRow, { pk: `C#${company}#CREDIT-VALUATIONS`, descending: true, ...page }),
    parts: (company: string, id: string) =>
      table.queryAll(CreditValuationPart, { pk: `C#${company}#CREDIT-VALUATION#${id}` }),
    transact: table.transact,
  };
}
