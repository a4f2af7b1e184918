import { type BuyerVatId, readVatId } from '../domain/ec-sales-list.ts';

export interface FindVatIdDeps {
  /** Port: VAT id of the partner with this id, or of the one whose account it is. */
  readonly vatIdOfPartner: (companyId: string, idOrAccount: string) => Promise<string | undefined>;
}

/**
 * Finds the VAT id of a buyer: the first that has the form of its member state, among what may name the buyer; each of
 * them is looked up once. Where none has, one that only looks like it is told as malformed.
 */
export function vatIdFinder({ vatIdOfPartner }: FindVatIdDeps, companyId: string) {
  const known = new Map<string, BuyerVatId>();
  async function lookUp(buyer: string): Promise<BuyerVatId> {
    const own = readVatId(buyer);
    if (own.vatId !== undefined) return own;
    // An id of a partner may look like a VAT id.
    const ofPartner = readVatId(await vatIdOfPartner(companyId, buyer));
    return ofPartner.vatId !== undefined || ofPartner.malformed !== undefined ? ofPartner : own;
  }
  return async (buyers: readonly string[]): Promise<BuyerVatId> => {
    let malformed: string | undefined;
    for (const buyer of buyers) {
      const found = known.get(buyer) ?? (await lookUp(buyer));
      known.set(buyer, found);
      if (found.vatId !== undefined) return found;
      malformed ??= found.malformed;
    }
    return malformed === undefined ? {} : { malformed };
  };
}
