import { PAYMENT_MEANS } from '../../codes/amounts.ts';
import { isInvoiceCurrency } from '../../codes/currencies.ts';
import {
  DOCUMENT_TYPES,
  EXTENSION_MIME_TYPES,
  MIME_TYPES,
  NOTE_SUBJECTS,
  OBJECT_SCHEMES,
  VAT_POINT_CODES,
} from '../../codes/documents.ts';
import { ADDRESS_SCHEMES } from '../../codes/parties.ts';
import { each, type Rule, rule } from '../rule.ts';
import { coded, country, icd, isExtension, listed, ofLines, schemes } from './coded.ts';

const currency = coded(isInvoiceCurrency, 'ISO 4217');
const objectScheme = listed(OBJECT_SCHEMES, 'UNCL 1153');

/** BR-CL: codes of the document and its parties. BR-CL-03, the currency of each amount, is the readers’. */
export const DOCUMENT_CODE_RULES: readonly Rule[] = [
  rule('BR-CL-01', 'BT-3', ({ typeCode }) =>
    listed(DOCUMENT_TYPES, 'UNCL 1001 for invoices and credit notes')(typeCode, '/typeCode'),
  ),
  rule('BR-CL-04', 'BT-5', (invoice) => currency(invoice.currency, '/currency')),
  rule('BR-CL-05', 'BT-6', (invoice) => currency(invoice.vatCurrency, '/vatCurrency')),
  rule('BR-CL-06', 'BT-8', ({ vatPointDateCode }) =>
    listed(VAT_POINT_CODES, 'UNCL 2005 for the VAT point')(vatPointDateCode, '/vatPointDateCode'),
  ),
  rule('BR-CL-07', 'BT-18 BT-128', (invoice) => [
    ...objectScheme(invoice.invoicedObject?.scheme, '/invoicedObject'),
    ...ofLines(invoice, ({ invoicedObject }, path) =>
      objectScheme(invoicedObject?.scheme, `${path}/invoicedObject`),
    ),
  ]),
  rule('BR-CL-08', 'BT-21', ({ notes }) =>
    each(notes, '/notes', ({ subjectCode }, path) => listed(NOTE_SUBJECTS, 'UNCL 4451')(subjectCode, path)),
  ),
  rule('BR-CL-10', 'BT-29 BT-46 BT-60', (invoice) => [
    ...each(invoice.seller.ids, '/seller/ids', ({ scheme }, path) => icd(invoice)(scheme, path)),
    ...icd(invoice)(invoice.buyer.id?.scheme, '/buyer/id'),
    ...icd(invoice)(invoice.payee?.id?.scheme, '/payee/id'),
  ]),
  rule('BR-CL-11', 'BT-30 BT-47 BT-61', (invoice) =>
    (['seller', 'buyer', 'payee'] as const).flatMap((party) =>
      icd(invoice)(invoice[party]?.legalRegistrationId?.scheme, `/${party}/legalRegistrationId`),
    ),
  ),
  rule('BR-CL-14', 'BT-40 BT-55 BT-69 BT-80', ({ seller, buyer, sellerTaxRepresentative, delivery }) => [
    ...country(seller.address?.country, '/seller/address/country'),
    ...country(buyer.address?.country, '/buyer/address/country'),
    ...country(sellerTaxRepresentative?.address?.country, '/sellerTaxRepresentative/address/country'),
    ...country(delivery?.address?.country, '/delivery/address/country'),
  ]),
  rule('BR-CL-16', 'BT-81', ({ paymentInstructions }) =>
    listed(PAYMENT_MEANS, 'UNCL 4461')(paymentInstructions?.meansCode, '/paymentInstructions/meansCode'),
  ),
  rule('BR-CL-24', 'BT-125', (invoice) => {
    const types = isExtension(invoice) ? MIME_TYPES.union(EXTENSION_MIME_TYPES) : MIME_TYPES;
    return each(invoice.supportingDocuments, '/supportingDocuments', ({ file }, path) =>
      listed(types, 'the types of embedded files')(file?.mimeType, `${path}/file/mimeType`),
    );
  }),
  rule('BR-CL-25', 'BT-34 BT-49', (invoice) =>
    (['seller', 'buyer'] as const).flatMap((party) => {
      const scheme = invoice[party].electronicAddress?.scheme;
      return schemes(invoice, ADDRESS_SCHEMES, 'EAS')(scheme, `/${party}/electronicAddress`);
    }),
  ),
  rule('BR-CL-26', 'BT-71', (invoice) =>
    icd(invoice)(invoice.delivery?.locationId?.scheme, '/delivery/locationId'),
  ),
];
