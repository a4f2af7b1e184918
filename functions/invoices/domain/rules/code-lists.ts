import {
  ALLOWANCE_REASONS,
  CHARGE_REASONS,
  EXEMPTION_REASONS,
  PAYMENT_MEANS,
  VAT_CATEGORY_CODES,
} from '../codes/amounts.ts';
import { COUNTRIES } from '../codes/countries.ts';
import { isInvoiceCurrency } from '../codes/currencies.ts';
import {
  DOCUMENT_TYPES,
  MIME_TYPES,
  NOTE_SUBJECTS,
  OBJECT_SCHEMES,
  VAT_POINT_CODES,
} from '../codes/documents.ts';
import { ITEM_CLASS_SCHEMES, UNITS } from '../codes/items.ts';
import { ADDRESS_SCHEMES, PARTY_SCHEMES } from '../codes/parties.ts';
import type { Invoice } from '../invoice.ts';
import type { AllowanceOrCharge } from '../model/amounts.ts';
import type { InvoiceLine } from '../model/invoice-line.ts';
import type { Identifier } from '../model/values.ts';
import { each, NO_PROBLEM, type Problems, type Rule, rule } from './rule.ts';

/** A code must be of its list, where there is one. */
function coded(
  code: string | undefined,
  path: string,
  isCode: (code: string) => boolean,
  list: string,
): Problems {
  if (code === undefined || isCode(code)) return NO_PROBLEM;
  return [{ path, text: `"${code.slice(0, 40)}" is no code of ${list}.` }];
}

function listed(codes: ReadonlySet<string>, list: string) {
  return (code: string | undefined, path: string) => coded(code, path, (one) => codes.has(one), list);
}

const country = listed(COUNTRIES, 'ISO 3166-1 alpha-2');
const currency = (code: string | undefined, path: string) => coded(code, path, isInvoiceCurrency, 'ISO 4217');
const vatCategory = listed(VAT_CATEGORY_CODES, 'UNCL 5305 as VAT categories');
const allowanceReason = listed(ALLOWANCE_REASONS, 'UNCL 5189');
const chargeReason = listed(CHARGE_REASONS, 'UNCL 7161');
const unit = listed(UNITS, 'UN/ECE Recommendation 20 or 21');
const objectScheme = listed(OBJECT_SCHEMES, 'UNCL 1153');
const icd = listed(PARTY_SCHEMES, 'the ICD list of ISO/IEC 6523');

function schemeOf(identifier: Identifier | undefined, path: string, check: typeof icd): Problems {
  return check(identifier?.scheme, path);
}

function ofLines(invoice: Invoice, check: (line: InvoiceLine, path: string) => Problems): Problems {
  return each(invoice.lines, '/lines', check);
}

function reasons(list: readonly AllowanceOrCharge[], path: string, check: typeof icd): Problems {
  return each(list, path, ({ reasonCode }, at) => check(reasonCode, `${at}/reasonCode`));
}

/** Codes of the document and its parties. */
const DOCUMENT_CODES: readonly Rule[] = [
  rule('BR-CL-01', 'BT-3', ({ typeCode }) =>
    listed(DOCUMENT_TYPES, 'UNCL 1001 for invoices and credit notes')(typeCode, '/typeCode'),
  ),
  rule('BR-CL-04', 'BT-5', (invoice) => currency(invoice.currency, '/currency')),
  rule('BR-CL-05', 'BT-6', (invoice) => currency(invoice.vatCurrency, '/vatCurrency')),
  rule('BR-CL-06', 'BT-8', ({ vatPointDateCode }) =>
    listed(VAT_POINT_CODES, 'UNCL 2005 for the VAT point')(vatPointDateCode, '/vatPointDateCode'),
  ),
  rule('BR-CL-07', 'BT-18 BT-128', (invoice) => [
    ...schemeOf(invoice.invoicedObject, '/invoicedObject', objectScheme),
    ...ofLines(invoice, (line, path) =>
      schemeOf(line.invoicedObject, `${path}/invoicedObject`, objectScheme),
    ),
  ]),
  rule('BR-CL-08', 'BT-21', ({ notes }) =>
    each(notes, '/notes', ({ subjectCode }, path) => listed(NOTE_SUBJECTS, 'UNCL 4451')(subjectCode, path)),
  ),
  rule('BR-CL-10', 'BT-29 BT-46 BT-60', ({ seller, buyer, payee }) => [
    ...each(seller.ids, '/seller/ids', (id, path) => schemeOf(id, path, icd)),
    ...schemeOf(buyer.id, '/buyer/id', icd),
    ...schemeOf(payee?.id, '/payee/id', icd),
  ]),
  rule('BR-CL-11', 'BT-30 BT-47 BT-61', ({ seller, buyer, payee }) => [
    ...schemeOf(seller.legalRegistrationId, '/seller/legalRegistrationId', icd),
    ...schemeOf(buyer.legalRegistrationId, '/buyer/legalRegistrationId', icd),
    ...schemeOf(payee?.legalRegistrationId, '/payee/legalRegistrationId', icd),
  ]),
  rule('BR-CL-14', 'BT-40 BT-55 BT-69 BT-80', ({ seller, buyer, sellerTaxRepresentative, delivery }) => [
    ...country(seller.address?.country, '/seller/address/country'),
    ...country(buyer.address?.country, '/buyer/address/country'),
    ...country(sellerTaxRepresentative?.address?.country, '/sellerTaxRepresentative/address/country'),
    ...country(delivery?.address?.country, '/delivery/address/country'),
  ]),
  rule('BR-CL-16', 'BT-81', ({ paymentInstructions }) =>
    listed(PAYMENT_MEANS, 'UNCL 4461')(paymentInstructions?.meansCode, '/paymentInstructions/meansCode'),
  ),
  rule('BR-CL-24', 'BT-125', ({ supportingDocuments }) =>
    each(supportingDocuments, '/supportingDocuments', ({ file }, path) =>
      listed(MIME_TYPES, 'the types of embedded files')(file?.mimeType, `${path}/file/mimeType`),
    ),
  ),
  rule('BR-CL-25', 'BT-34 BT-49', ({ seller, buyer }) => {
    const eas = listed(ADDRESS_SCHEMES, 'EAS');
    return [
      ...schemeOf(seller.electronicAddress, '/seller/electronicAddress', eas),
      ...schemeOf(buyer.electronicAddress, '/buyer/electronicAddress', eas),
    ];
  }),
  rule('BR-CL-26', 'BT-71', ({ delivery }) => schemeOf(delivery?.locationId, '/delivery/locationId', icd)),
];

/** Codes of amounts and lines. */
const LINE_CODES: readonly Rule[] = [
  rule('BR-CL-13', 'BT-158', (invoice) =>
    ofLines(invoice, ({ item }, path) =>
      each(item.classifications, `${path}/item/classifications`, (id, at) =>
        schemeOf(id, at, listed(ITEM_CLASS_SCHEMES, 'UNCL 7143')),
      ),
    ),
  ),
  rule('BR-CL-15', 'BT-159', (invoice) =>
    ofLines(invoice, ({ item }, path) => country(item.originCountry, `${path}/item/originCountry`)),
  ),
  rule('BR-CL-17', 'BT-95 BT-102 BT-118', ({ allowances, charges, vatBreakdowns }) => [
    ...each(allowances, '/allowances', (one, path) => vatCategory(one.vatCategory, path)),
    ...each(charges, '/charges', (one, path) => vatCategory(one.vatCategory, path)),
    ...each(vatBreakdowns, '/vatBreakdowns', (one, path) => vatCategory(one.category, path)),
  ]),
  rule('BR-CL-18', 'BT-151', (invoice) =>
    ofLines(invoice, (line, path) => vatCategory(line.vatCategory, `${path}/vatCategory`)),
  ),
  rule('BR-CL-19', 'BT-98 BT-140', (invoice) => [
    ...reasons(invoice.allowances, '/allowances', allowanceReason),
    ...ofLines(invoice, (line, path) => reasons(line.allowances, `${path}/allowances`, allowanceReason)),
  ]),
  rule('BR-CL-20', 'BT-105 BT-145', (invoice) => [
    ...reasons(invoice.charges, '/charges', chargeReason),
    ...ofLines(invoice, (line, path) => reasons(line.charges, `${path}/charges`, chargeReason)),
  ]),
  rule('BR-CL-21', 'BT-157', (invoice) =>
    ofLines(invoice, ({ item }, path) => schemeOf(item.standardId, `${path}/item/standardId`, icd)),
  ),
  rule('BR-CL-22', 'BT-121', ({ vatBreakdowns }) =>
    each(vatBreakdowns, '/vatBreakdowns', ({ exemptionReasonCode }, path) =>
      coded(
        exemptionReasonCode,
        `${path}/exemptionReasonCode`,
        (code) => EXEMPTION_REASONS.has(code.toUpperCase()),
        'VATEX',
      ),
    ),
  ),
  rule('BR-CL-23', 'BT-130 BT-150', (invoice) =>
    ofLines(invoice, (line, path) => [
      ...unit(line.unit, `${path}/unit`),
      ...unit(line.price.baseUnit, `${path}/price/baseUnit`),
    ]),
  ),
];

/** BR-CL of the validation artefacts: codes are of their lists. BR-CL-03, the currency of each amount, is the readers’. */
export const CODE_LIST_RULES: readonly Rule[] = [...DOCUMENT_CODES, ...LINE_CODES];
