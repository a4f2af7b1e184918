import { missingIf, problemIf, type Rule, rule } from '../rule.ts';

/** One @, no white space, dots neither at the ends nor doubled in the domain. */
const EMAIL = /^[^@\s]+@(?:[^@.\s]+\.)+[^@.\s]+$/;
const TAXED: ReadonlySet<string | undefined> = new Set(['S', 'Z', 'E', 'AE', 'K', 'G', 'L', 'M']);

function digitsIn(text: string): number {
  return text.replace(/\D/g, '').length;
}

/** What XRechnung demands of seller, buyer and place of delivery. */
export const XR_PARTY_RULES: readonly Rule[] = [
  rule('BR-DE-2', 'BG-6', ({ seller }) =>
    missingIf(seller.contact === undefined, '/seller/contact', 'Seller contact (BG-6)'),
  ),
  rule('BR-DE-3', 'BT-37', ({ seller: { address } }) =>
    missingIf(address !== undefined && address.city === undefined, '/seller/address', 'Seller city (BT-37)'),
  ),
  rule('BR-DE-4', 'BT-38', ({ seller: { address } }) =>
    missingIf(
      address !== undefined && address.postCode === undefined,
      '/seller/address',
      'Seller post code (BT-38)',
    ),
  ),
  rule('BR-DE-5', 'BT-41', ({ seller: { contact } }) =>
    missingIf(
      contact !== undefined && contact.name === undefined,
      '/seller/contact',
      'Seller contact point (BT-41)',
    ),
  ),
  rule('BR-DE-6', 'BT-42', ({ seller: { contact } }) =>
    missingIf(
      contact !== undefined && contact.telephone === undefined,
      '/seller/contact',
      'Telephone number of the seller contact (BT-42)',
    ),
  ),
  rule('BR-DE-7', 'BT-43', ({ seller: { contact } }) =>
    missingIf(
      contact !== undefined && contact.email === undefined,
      '/seller/contact',
      'Email address of the seller contact (BT-43)',
    ),
  ),
  rule('BR-DE-8', 'BT-52', ({ buyer: { address } }) =>
    missingIf(address !== undefined && address.city === undefined, '/buyer/address', 'Buyer city (BT-52)'),
  ),
  rule('BR-DE-9', 'BT-53', ({ buyer: { address } }) =>
    missingIf(
      address !== undefined && address.postCode === undefined,
      '/buyer/address',
      'Buyer post code (BT-53)',
    ),
  ),
  rule('BR-DE-10', 'BT-77', ({ delivery }) =>
    missingIf(
      delivery?.address !== undefined && delivery.address.city === undefined,
      '/delivery/address',
      'Deliver to city (BT-77)',
    ),
  ),
  rule('BR-DE-11', 'BT-78', ({ delivery }) =>
    missingIf(
      delivery?.address !== undefined && delivery.address.postCode === undefined,
      '/delivery/address',
      'Deliver to post code (BT-78)',
    ),
  ),
  rule('BR-DE-16', 'BT-31 BT-32 BG-11', ({ seller, sellerTaxRepresentative, lines, allowances, charges }) => {
    const taxed = [...lines, ...allowances, ...charges].some(({ vatCategory }) => TAXED.has(vatCategory));
    const known =
      seller.vatId !== undefined ||
      seller.taxRegistrationId !== undefined ||
      sellerTaxRepresentative !== undefined;
    const text =
      'The seller has neither a VAT identifier (BT-31), nor a tax number (BT-32), nor a tax representative (BG-11).';
    return problemIf(taxed && !known, '/seller', text);
  }),
  rule(
    'BR-DE-27',
    'BT-42',
    ({ seller: { contact } }) => {
      const text = 'The telephone number of the seller (BT-42) has fewer than three digits.';
      return problemIf(
        contact !== undefined && digitsIn(contact.telephone ?? '') < 3,
        '/seller/contact',
        text,
      );
    },
    'warning',
  ),
  rule(
    'BR-DE-28',
    'BT-43',
    ({ seller: { contact } }) => {
      const text = 'The email address of the seller (BT-43) is none.';
      return problemIf(contact !== undefined && !EMAIL.test(contact.email ?? ''), '/seller/contact', text);
    },
    'warning',
  ),
];
