import { VAT_PREFIXES } from '../codes/countries.ts';
import { missingIf, NO_PROBLEM, type Problems, problemIf, type Rule, rule } from './rule.ts';

function vatPrefix(vatId: string | undefined, path: string, term: string): Problems {
  if (vatId === undefined) return NO_PROBLEM;
  const text = `VAT identifier (${term}) does not begin with the code of a country (ISO 3166-1 alpha-2; EL and XI are taken too).`;
  return problemIf(!VAT_PREFIXES.has(vatId.slice(0, 2)), path, text);
}

/** Seller, buyer, payee, tax representative and their addresses: EN 16931-1, 6.4. */
export const PARTY_RULES: readonly Rule[] = [
  rule('BR-09', 'BT-40', ({ seller: { address } }) =>
    missingIf(
      address !== undefined && address.country === undefined,
      '/seller/address',
      'Seller country code (BT-40)',
    ),
  ),
  rule('BR-11', 'BT-55', ({ buyer: { address } }) =>
    missingIf(
      address !== undefined && address.country === undefined,
      '/buyer/address',
      'Buyer country code (BT-55)',
    ),
  ),
  rule('BR-17', 'BT-59', ({ payee, seller }) => {
    if (!payee) return NO_PROBLEM;
    if (payee.name === undefined) return missingIf(true, '/payee', 'Payee name (BT-59)');
    const same = payee.name === seller.name || payee.name === seller.tradingName;
    const text = 'The payee (BG-10) is the seller; the group is for somebody else.';
    // The artefacts compare with another name of the seller in each syntax: said, but no reason to refuse.
    return same ? [{ path: '/payee', text, severity: 'warning' }] : NO_PROBLEM;
  }),
  rule('BR-18', 'BT-62', ({ sellerTaxRepresentative: representative }) =>
    missingIf(
      representative !== undefined && representative.name === undefined,
      '/sellerTaxRepresentative',
      'Name of the tax representative (BT-62)',
    ),
  ),
  rule('BR-19', 'BG-12', ({ sellerTaxRepresentative: representative }) =>
    missingIf(
      representative !== undefined && representative.address === undefined,
      '/sellerTaxRepresentative',
      'Address of the tax representative (BG-12)',
    ),
  ),
  rule('BR-20', 'BT-69', ({ sellerTaxRepresentative: representative }) =>
    missingIf(
      representative?.address !== undefined && representative.address.country === undefined,
      '/sellerTaxRepresentative/address',
      'Country code of the tax representative (BT-69)',
    ),
  ),
  rule('BR-56', 'BT-63', ({ sellerTaxRepresentative: representative }) =>
    missingIf(
      representative !== undefined && representative.vatId === undefined,
      '/sellerTaxRepresentative',
      'VAT identifier of the tax representative (BT-63)',
    ),
  ),
  rule('BR-57', 'BT-80', ({ delivery }) =>
    missingIf(
      delivery?.address !== undefined && delivery.address.country === undefined,
      '/delivery/address',
      'Deliver to country code (BT-80)',
    ),
  ),
  rule('BR-62', 'BT-34', ({ seller: { electronicAddress } }) =>
    missingIf(
      electronicAddress !== undefined && electronicAddress.scheme === undefined,
      '/seller/electronicAddress',
      'Scheme of the seller electronic address (BT-34)',
    ),
  ),
  rule('BR-63', 'BT-49', ({ buyer: { electronicAddress } }) =>
    missingIf(
      electronicAddress !== undefined && electronicAddress.scheme === undefined,
      '/buyer/electronicAddress',
      'Scheme of the buyer electronic address (BT-49)',
    ),
  ),
  rule('BR-CO-09', 'BT-31 BT-48 BT-63', ({ seller, buyer, sellerTaxRepresentative }) => [
    ...vatPrefix(seller.vatId, '/seller/vatId', 'BT-31'),
    ...vatPrefix(buyer.vatId, '/buyer/vatId', 'BT-48'),
    ...vatPrefix(sellerTaxRepresentative?.vatId, '/sellerTaxRepresentative/vatId', 'BT-63'),
  ]),
  rule('BR-CO-26', 'BT-29 BT-30 BT-31', ({ seller }) =>
    problemIf(
      seller.ids.length === 0 && seller.legalRegistrationId === undefined && seller.vatId === undefined,
      '/seller',
      'The seller has neither an identifier (BT-29), nor a registration (BT-30), nor a VAT identifier (BT-31).',
    ),
  ),
];
