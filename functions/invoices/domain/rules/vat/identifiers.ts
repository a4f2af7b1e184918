import type { Invoice } from '../../invoice.ts';
import { NO_PROBLEM, type Problems, problemIf } from '../rule.ts';
import type { VatCategory } from './category.ts';

/** The numbers of seller and buyer that a category demands or forbids (`-02` to `-04`). */
export function identifiersProblem(invoice: Invoice, { code, name, identifiers }: VatCategory): Problems {
  const { seller, buyer, sellerTaxRepresentative } = invoice;
  const sellerVat = seller.vatId !== undefined || sellerTaxRepresentative?.vatId !== undefined;
  const sellerTax = sellerVat || seller.taxRegistrationId !== undefined;
  const of = `Category ${code} (${name})`;
  switch (identifiers) {
    case 'seller-tax':
      return problemIf(
        !sellerTax,
        '/seller',
        `${of} needs a tax number of the seller (BT-31, BT-32 or BT-63).`,
      );
    case 'seller-vat':
      return problemIf(!sellerVat, '/seller', `${of} needs the seller’s VAT identifier (BT-31 or BT-63).`);
    case 'seller-tax-and-buyer': {
      const buyerKnown = buyer.vatId !== undefined || buyer.legalRegistrationId !== undefined;
      const text = `${of} needs a tax number of the seller (BT-31, BT-32 or BT-63) and the buyer’s VAT identifier or registration (BT-48 or BT-47).`;
      return problemIf(!sellerTax || !buyerKnown, sellerTax ? '/buyer' : '/seller', text);
    }
    case 'seller-vat-and-buyer-vat': {
      const right = sellerVat && buyer.vatId !== undefined;
      const text = `${of} needs the VAT identifiers of the seller (BT-31 or BT-63) and of the buyer (BT-48).`;
      return problemIf(!right, sellerVat ? '/buyer' : '/seller', text);
    }
    case 'none': {
      const text = `${of} goes with no VAT identifier of seller, tax representative or buyer (BT-31, BT-63, BT-48).`;
      return sellerVat || buyer.vatId !== undefined
        ? [{ path: sellerVat ? '/seller' : '/buyer', text }]
        : NO_PROBLEM;
    }
  }
}
