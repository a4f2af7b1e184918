import { checkThatCounts, type Lack, lacksOf, type VatIdCheck } from '../domain/delivery-proof.ts';
import type { BuyerVatId } from '../domain/ec-sales-list.ts';
import type { EcSupply } from '../domain/ec-supplies.ts';
import type { DeliveryProofItem, ProofStore } from '../store/delivery-proofs.ts';
import { type FindVatIdDeps, vatIdFinder } from './find-vat-id.ts';

export interface JudgeSuppliesDeps extends FindVatIdDeps {
  readonly proofs: Pick<ProofStore, 'loadProofs' | 'checksOf'>;
}

/** A supply with what is known of its buyer and its proof. */
export interface JudgedSupply extends BuyerVatId {
  readonly supply: EcSupply;
  readonly check?: VatIdCheck | undefined;
  readonly proof?: DeliveryProofItem | undefined;
  readonly lacks: readonly Lack[];
}

/** Looks up proofs and checks of supplies, and says what each lacks; in their order. */
export async function judgeSupplies(
  { proofs, ...deps }: JudgeSuppliesDeps,
  companyId: string,
  supplies: readonly EcSupply[],
): Promise<JudgedSupply[]> {
  const found = await proofs.loadProofs(
    companyId,
    supplies.map(({ entryId }) => entryId),
  );
  const vatIdOf = vatIdFinder(deps, companyId);
  const checks = new Map<string, readonly VatIdCheck[]>();
  const judged: JudgedSupply[] = [];
  for (const supply of supplies) {
    const proof = found.get(supply.entryId);
    const named = proof?.vatId === undefined ? supply.buyers : [...supply.buyers, proof.vatId];
    const buyer = await vatIdOf(named);
    const { vatId } = buyer;
    if (vatId !== undefined && !checks.has(vatId)) checks.set(vatId, await proofs.checksOf(companyId, vatId));
    const check = vatId === undefined ? undefined : checkThatCounts(checks.get(vatId) ?? [], supply.day);
    const malformed = buyer.malformed !== undefined;
    judged.push({ supply, ...buyer, check, proof, lacks: lacksOf({ vatId, malformed, check, proof }) });
  }
  return judged;
}
