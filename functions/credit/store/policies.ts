import { where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import { changed } from '../store.ts';
import { CreditPolicyActivationRow, CreditPolicyRow } from '../table.ts';

export type PolicyStore = ReturnType<typeof policyStore>;

/** Writes versions of policies, and from when on they decide. */
export function policyStore(table: Table) {
  async function commit(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }

  /** A new version under the next number: who is second takes the one after it. */
  function addDraft(row: CreditPolicyRow): Write {
    return insert(
      CreditPolicyRow,
      row,
      () => new ContentionError(`version ${row.number} was taken meanwhile`),
    );
  }

  /** Only ever changes a draft, whatever the caller has read. */
  function draftWrite(seen: CreditPolicyRow, next: CreditPolicyRow): Write {
    const when = where({ version: seen.version, state: 'draft' });
    return put(CreditPolicyRow, next, when, changed('the policy'));
  }

  function addActivation(row: CreditPolicyActivationRow): Write {
    return insert(CreditPolicyActivationRow, row, () => new Error(`activation ${row.id} exists already`));
  }

  function endActivation(next: CreditPolicyActivationRow): Write {
    return put(CreditPolicyActivationRow, next, where({ ended: undefined }), changed('the activation'));
  }

  return { commit, addDraft, draftWrite, addActivation, endActivation };
}
