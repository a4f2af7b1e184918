import type { Principal } from '../../../shared/access.ts';
import { type Change, recordChange } from '../../../shared/changes.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';

/** Who does something, for whom and when. */
export interface Action {
  readonly company: LedgerCompany;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
}

/** The trace of an action; no names, addresses or account numbers in it. */
export function traceOf(
  { newId }: { readonly newId: NewId },
  { company, principal, now, requestId }: Action,
  what: Pick<Change, 'action' | 'subject' | 'before' | 'after'>,
): Write {
  const changeId = newId('chg');
  const at = now.toISOString();
  return recordChange({ companyId: company.id, changeId, at, principal: principal.id, requestId, ...what });
}
