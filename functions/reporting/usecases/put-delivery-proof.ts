import type { Principal } from '../../../shared/access.ts';
import { changedValues, recordChange } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import {
  type LedgerCompany,
  type LedgerReader,
  type PostedEntry,
  vatLineReader,
} from '../../ledger/reader.ts';
import type { DeliveryProof } from '../domain/delivery-proof.ts';
import { readVatId } from '../domain/ec-sales-list.ts';
import { SUPPLIES_KZ } from '../domain/ec-supplies.ts';
import { refuse } from '../errors.ts';
import type { DeliveryProofItem, ProofStore } from '../store/delivery-proofs.ts';
import { assertDeclares } from './walk-tax-lines.ts';

export interface PutProofDeps {
  readonly reader: Pick<LedgerReader, 'findEntry' | 'loadVouchers'>;
  readonly proofs: Pick<ProofStore, 'loadProof' | 'saveProof'>;
  readonly newId: NewId;
}

export interface WhoAsks {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
}

/** The entry of a supply of Kz 41, by its own id or by year and number. */
async function supplyOf(
  { reader }: PutProofDeps,
  company: LedgerCompany,
  entryId: string,
): Promise<PostedEntry> {
  assertDeclares(company);
  const entry = await reader.findEntry(company.id, entryId);
  if (!entry) throw refuse('reporting.unknown-supply', `There is no entry ${entryId}.`);
  const lines = vatLineReader(company.chart, company.accountLength)(entry);
  if (lines.some(({ kz }) => kz === SUPPLIES_KZ)) return entry;
  throw refuse('reporting.no-supply', `Nothing of entry ${entryId} is declared on Kz ${SUPPLIES_KZ}.`);
}

async function complaints(
  { reader }: PutProofDeps,
  company: LedgerCompany,
  { voucherIds, vatId }: DeliveryProof,
): Promise<FieldError[]> {
  const known = await reader.loadVouchers(company.id, voucherIds);
  const errors: FieldError[] = voucherIds.flatMap((id, at) =>
    known.has(id) ? [] : [{ pointer: `/voucherIds/${at}`, detail: `There is no voucher ${id}.` }],
  );
  if (new Set(voucherIds).size < voucherIds.length)
    errors.push({ pointer: '/voucherIds', detail: 'One voucher is named twice.' });
  if (vatId !== undefined && readVatId(vatId).vatId === undefined)
    errors.push({
      pointer: '/vatId',
      detail: `${vatId} has not the form of a VAT id of another member state.`,
    });
  return errors;
}

function traceable(proof: DeliveryProofItem | undefined) {
  if (!proof) return {};
  const { kind, shippedOn, destination, voucherIds, vatId } = proof;
  return { kind, shippedOn, destination, vouchers: voucherIds.join(' '), ...(vatId ? { vatId } : {}) };
}

/**
 * Records what proves the delivery of an entry, or replaces what was recorded; the same again changes nothing.
 * @throws reporting.unknown-supply, reporting.no-supply, reporting.invalid-proof, platform.if-match-required, platform.stale
 */
export async function putDeliveryProof(
  deps: PutProofDeps,
  company: LedgerCompany,
  entryId: string,
  wish: DeliveryProof,
  who: WhoAsks,
): Promise<{ proof: DeliveryProofItem; isNew: boolean }> {
  const entry = await supplyOf(deps, company, entryId);
  const errors = await complaints(deps, company, wish);
  if (errors[0]) throw refuse('reporting.invalid-proof', errors[0].detail, { errors });
  const seen = await deps.proofs.loadProof(company.id, entry.id);
  if (seen || who.headers['if-match'] !== undefined) assertIfMatch(who.headers, seen?.version ?? 0);
  const { vatId, voucherIds, ...told } = wish;
  const proof: DeliveryProofItem = {
    ...told,
    voucherIds: [...voucherIds],
    ...(vatId === undefined ? {} : readVatId(vatId)),
    company: company.id,
    entryId: entry.id,
    by: who.principal.id,
    at: who.now.toISOString(),
    version: (seen?.version ?? 0) + 1,
  };
  const trace = recordChange({
    companyId: company.id,
    changeId: deps.newId('chg'),
    at: proof.at,
    principal: proof.by,
    action: 'reporting.delivery-proof-recorded',
    subject: `delivery-proofs/${entry.id}`,
    requestId: who.requestId,
    ...changedValues(traceable(seen), traceable(proof)),
  });
  await deps.proofs.saveProof(seen, proof, [trace]);
  return { proof, isNew: seen === undefined };
}
