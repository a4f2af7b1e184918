import type { Write } from '../../../shared/table/writes.ts';
import type { LedgerReader } from '../../ledger/reader.ts';
import { readVatId } from '../domain/ec-sales-list.ts';
import { refuse } from '../errors.ts';
import type { ProofStore, VatIdCheckItem } from '../store/delivery-proofs.ts';

export interface RecordCheckDeps {
  readonly reader: Pick<LedgerReader, 'loadVouchers'>;
  readonly proofs: Pick<ProofStore, 'addCheck'>;
}

/** The id as it is kept. @throws reporting.invalid-vat-id for ids of Germany and outside the Community too */
export function vatIdToCheck(text: string, pointer: string): string {
  const { vatId } = readVatId(text);
  if (vatId !== undefined) return vatId;
  const detail = `${text} has not the form of a VAT id of another member state.`;
  throw refuse('reporting.invalid-vat-id', detail, { errors: [{ pointer, detail }] });
}

/**
 * Keeps what the tax administration answered about a VAT id (§18e UStG).
 * @throws reporting.invalid-vat-id, reporting.invalid-proof, reporting.check-recorded
 */
export async function recordVatIdCheck(
  deps: RecordCheckDeps,
  wish: VatIdCheckItem,
  together: (check: VatIdCheckItem) => readonly Write[],
): Promise<VatIdCheckItem> {
  const check = { ...wish, vatId: vatIdToCheck(wish.vatId, '/vatId') };
  const { voucherId, checkedAt, at } = check;
  const detail =
    checkedAt > at
      ? { pointer: '/checkedAt', detail: 'lies in the future' }
      : voucherId !== undefined &&
          !(await deps.reader.loadVouchers(check.company, [voucherId])).has(voucherId)
        ? { pointer: '/voucherId', detail: `There is no voucher ${voucherId}.` }
        : undefined;
  if (detail) throw refuse('reporting.invalid-proof', detail.detail, { errors: [detail] });
  await deps.proofs.addCheck(check, together(check));
  return check;
}
