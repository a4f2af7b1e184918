import { Approval } from '../../../shared/approvals.ts';
import { ABSENT, where } from '../../../shared/table/condition.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import { changed } from '../store.ts';
import { CreditLimitRow, CreditSettingsRow } from '../table.ts';

export type LimitStore = ReturnType<typeof limitStore>;

/** Writes requests for limits, and how a company grants them. */
export function limitStore(table: Table) {
  function addRequest(row: CreditLimitRow): Write {
    return insert(CreditLimitRow, row, () => new Error(`limit ${row.id} exists already`));
  }

  function decideRequest(seen: CreditLimitRow, next: CreditLimitRow): Write {
    return put(CreditLimitRow, next, where({ version: seen.version }), changed('the request'));
  }

  function loadApproval(companyId: string, approvalId: string): Promise<Approval | undefined> {
    return table.get(Approval, { companyId, approvalId });
  }

  function settingsWrite(seen: CreditSettingsRow, next: CreditSettingsRow): Write {
    const when = seen.version === 0 ? ABSENT : where({ version: seen.version });
    return put(CreditSettingsRow, next, when, changed('the settings'));
  }

  return { addRequest, decideRequest, loadApproval, settingsWrite };
}
