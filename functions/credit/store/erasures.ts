import { Approval } from '../../../shared/approvals.ts';
import { PRESENT, where } from '../../../shared/table/condition.ts';
import type { Table } from '../../../shared/table/table.ts';
import { erase, insert, patch, put, type Write } from '../../../shared/table/writes.ts';
import { changed, creditStore } from '../store.ts';
import { CreditCaseRow } from '../table/cases.ts';
import { CreditErasureRow } from '../table/erasures.ts';
import {
  CreditCheckRow,
  type CreditCounter,
  CreditExposureRow,
  CreditLimitRow,
  CreditProfileRow,
} from '../table.ts';

export type ErasureStore = ReturnType<typeof erasureStore>;

/** Deletes what is kept of a customer. Every delete holds only for what was read. */
export function erasureStore(table: Table) {
  const profiles = creditStore(table);

  /** The profile, what it owes, and its place in the counter: with them nothing can be reserved any more. */
  function endProfile(
    { company, customer, root, version }: CreditProfileRow,
    counter: CreditCounter,
    exposure: CreditExposureRow | undefined,
  ): Write[] {
    const member = counter.members[customer];
    const key = { company, customer };
    const place =
      root === customer
        ? [profiles.closeCounter(counter)]
        : member
          ? [profiles.removeMember(counter, customer, member)]
          : [];
    return [
      erase(CreditProfileRow, key, where({ version }), changed('the profile')),
      ...place,
      ...(exposure
        ? [erase(CreditExposureRow, key, where({ version: exposure.version }), changed('the exposure'))]
        : []),
    ];
  }

  function begin(row: CreditErasureRow): Write {
    return insert(CreditErasureRow, row, changed('the erasure'));
  }

  function advance(seen: CreditErasureRow, next: CreditErasureRow): Write {
    return put(CreditErasureRow, next, where({ version: seen.version }), changed('the erasure'));
  }

  function eraseCheck({ company, customer, id, version }: CreditCheckRow): Write {
    return erase(CreditCheckRow, { company, customer, id }, where({ version }), changed('a check'));
  }

  function eraseCase({ company, customer, id, version }: CreditCaseRow): Write {
    return erase(CreditCaseRow, { company, customer, id }, where({ version }), changed('a case'));
  }

  /** With the words in which it was asked for. */
  function eraseLimit({ company, id, approvalId, version }: CreditLimitRow): Write[] {
    const key = { companyId: company, approvalId };
    return [
      erase(CreditLimitRow, { company, id }, where({ version }), changed('a limit')),
      patch(Approval, key, { set: { reason: '-' } }, PRESENT, changed('an approval')),
    ];
  }

  async function commit(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }

  return { endProfile, begin, advance, eraseCheck, eraseCase, eraseLimit, commit };
}
