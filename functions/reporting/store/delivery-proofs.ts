import { where } from '../../../shared/table/condition.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import { refuse } from '../errors.ts';
import { DeliveryProofItem, VatIdCheckItem } from '../table/delivery-proofs.ts';

export type { DeliveryProofItem, VatIdCheckItem } from '../table/delivery-proofs.ts';

export type ProofStore = ReturnType<typeof proofStore>;

/** What is recorded of intra-community supplies: proofs of their delivery, checks of VAT ids. */
export function proofStore(table: Table) {
  const loadProof = (company: string, entryId: string) => table.get(DeliveryProofItem, { company, entryId });

  /** The proofs among these entries. */
  async function loadProofs(
    company: string,
    entryIds: readonly string[],
  ): Promise<Map<string, DeliveryProofItem>> {
    const keys = entryIds.map((entryId) => ({ company, entryId }));
    const items = keys.length === 0 ? [] : await table.getMany(DeliveryProofItem, keys);
    return new Map(items.map((item) => [item.entryId, item]));
  }

  /** Puts a proof in the place of the one seen. @throws reporting.proof-changed */
  function saveProof(
    seen: DeliveryProofItem | undefined,
    next: DeliveryProofItem,
    together: readonly Write[],
  ): Promise<void> {
    const when = seen ? where({ version: seen.version }) : { exists: false };
    const onChanged = () => refuse('reporting.proof-changed', 'Look at it and send it again.');
    return table.transact([put(DeliveryProofItem, next, when, onChanged), ...together]);
  }

  const checksOf = (company: string, vatId: string): Promise<VatIdCheckItem[]> =>
    Array.fromAsync(
      table.queryAll(VatIdCheckItem, { pk: `C#${company}#VAT-ID-CHECKS`, beginsWith: `${vatId}#` }),
    );

  /** @throws reporting.check-recorded */
  function addCheck(item: VatIdCheckItem, together: readonly Write[]): Promise<void> {
    const onExists = () =>
      refuse('reporting.check-recorded', `A check of ${item.vatId} at ${item.checkedAt} is there.`);
    return table.transact([insert(VatIdCheckItem, item, onExists), ...together]);
  }

  return { loadProof, loadProofs, saveProof, checksOf, addCheck };
}
