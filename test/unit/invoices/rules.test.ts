import { describe, expect, test } from 'vitest';
import { checkInvoice, EN16931_RULES } from '../../../functions/invoices/domain/check-invoice.ts';
import type { Invoice } from '../../../functions/invoices/domain/invoice.ts';
import { VAT_CATEGORIES, type VatCategory } from '../../../functions/invoices/domain/rules/vat/category.ts';
import { XRECHNUNG_RULES } from '../../../functions/invoices/domain/rules/xrechnung/rules.ts';
import { changed, type Draft, FULL_INVOICE, invoiceOf } from '../../support/e-invoices.ts';

type Change = (draft: Draft<Invoice>) => void;
// biome-ignore lint/suspicious/noExplicitAny: the changes reach into groups that the full invoice has
type Any = any;

/** A change of the full invoice, group by path, that breaks one rule. */
function drop(path: string): Change {
  return (draft) => {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const group = keys.reduce<Any>((at, key) => at[key], draft);
    delete group[last];
  };
}

function set(path: string, value: unknown): Change {
  return (draft) => {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const group = keys.reduce<Any>((at, key) => at[key], draft);
    group[last] = value;
  };
}

function both(...changes: Change[]): Change {
  return (draft) => {
    for (const change of changes) change(draft);
  };
}

const card = set('paymentInstructions.card', { number: '123456' });
const debit = set('paymentInstructions.directDebit', {
  mandate: 'M1',
  creditorId: 'DE98ZZZ09999999999',
  debitedAccount: 'DE02120300000000202051',
});
const means = (code: string) => set('paymentInstructions.meansCode', code);
const noTransfer = set('paymentInstructions.creditTransfers', []);
const noAccount = set('paymentInstructions.creditTransfers', [{ accountName: 'X' }]);
const noReason = (path: string) => both(drop(`${path}.reason`), drop(`${path}.reasonCode`));

/** Each rule with a change of the full invoice that breaks it; BR-S to BR-AG are below. */
const BROKEN: readonly (readonly [string, Change])[] = [
  ['BR-01', drop('specification')],
  ['BR-02', drop('number')],
  ['BR-03', drop('issueDate')],
  ['BR-04', drop('typeCode')],
  ['BR-05', drop('currency')],
  ['BR-06', drop('seller.name')],
  ['BR-07', drop('buyer.name')],
  ['BR-08', drop('seller.address')],
  ['BR-09', drop('seller.address.country')],
  ['BR-10', drop('buyer.address')],
  ['BR-11', drop('buyer.address.country')],
  ['BR-12', drop('totals.lines')],
  ['BR-13', drop('totals.withoutVat')],
  ['BR-14', drop('totals.withVat')],
  ['BR-15', drop('totals.payable')],
  ['BR-16', set('lines', [])],
  ['BR-17', drop('payee.name')],
  ['BR-18', drop('sellerTaxRepresentative.name')],
  ['BR-19', drop('sellerTaxRepresentative.address')],
  ['BR-20', drop('sellerTaxRepresentative.address.country')],
  ['BR-21', drop('lines.0.id')],
  ['BR-22', drop('lines.0.quantity')],
  ['BR-23', drop('lines.0.unit')],
  ['BR-24', drop('lines.0.netAmount')],
  ['BR-25', drop('lines.0.item.name')],
  ['BR-26', drop('lines.0.price.net')],
  ['BR-27', set('lines.0.price.net', '-0.01')],
  ['BR-28', set('lines.0.price.gross', '-0.01')],
  ['BR-29', set('delivery.period.end', '2026-02-28')],
  ['BR-30', set('lines.0.period.end', '2026-02-28')],
  ['BR-31', drop('allowances.0.amount')],
  ['BR-32', drop('allowances.0.vatCategory')],
  ['BR-33', noReason('allowances.0')],
  ['BR-36', drop('charges.0.amount')],
  ['BR-37', drop('charges.0.vatCategory')],
  ['BR-38', noReason('charges.0')],
  ['BR-41', drop('lines.0.allowances.0.amount')],
  ['BR-42', noReason('lines.0.allowances.0')],
  ['BR-43', drop('lines.0.charges.0.amount')],
  ['BR-44', noReason('lines.0.charges.0')],
  ['BR-45', drop('vatBreakdowns.0.taxableAmount')],
  ['BR-46', drop('vatBreakdowns.0.taxAmount')],
  ['BR-47', drop('vatBreakdowns.0.category')],
  ['BR-48', drop('vatBreakdowns.0.rate')],
  ['BR-49', drop('paymentInstructions.meansCode')],
  ['BR-50', noAccount],
  ['BR-51', set('paymentInstructions.card', { number: '12345678901' })],
  ['BR-52', drop('supportingDocuments.0.reference')],
  ['BR-53', drop('totals.vatInVatCurrency')],
  ['BR-54', drop('lines.0.item.attributes.0.value')],
  ['BR-55', drop('precedingInvoices.0.number')],
  ['BR-56', drop('sellerTaxRepresentative.vatId')],
  ['BR-57', drop('delivery.address.country')],
  ['BR-61', noTransfer],
  ['BR-62', drop('seller.electronicAddress.scheme')],
  ['BR-63', drop('buyer.electronicAddress.scheme')],
  ['BR-64', drop('lines.0.item.standardId.scheme')],
  ['BR-65', drop('lines.0.item.classifications.0.scheme')],
  ['BR-CO-03', set('vatPointDate', '2026-03-31')],
  ['BR-CO-04', drop('lines.0.vatCategory')],
  ['BR-CO-09', set('seller.vatId', '123456789')],
  ['BR-CO-10', set('totals.lines', 29951n)],
  ['BR-CO-11', drop('totals.allowances')],
  ['BR-CO-12', drop('totals.charges')],
  ['BR-CO-13', set('totals.withoutVat', 29499n)],
  ['BR-CO-14', set('totals.vat', 4385n)],
  ['BR-CO-15', set('totals.withVat', 33885n)],
  ['BR-CO-16', set('totals.payable', 30100n)],
  ['BR-CO-17', set('vatBreakdowns.0.taxAmount', 3774n)],
  ['BR-CO-18', set('vatBreakdowns', [])],
  ['BR-CO-19', set('delivery.period', {})],
  ['BR-CO-20', set('lines.0.period', {})],
  ['BR-CO-21', noReason('allowances.0')],
  ['BR-CO-22', noReason('charges.0')],
  ['BR-CO-23', noReason('lines.0.allowances.0')],
  ['BR-CO-24', noReason('lines.0.charges.0')],
  ['BR-CO-25', both(drop('dueDate'), drop('paymentTerms'))],
  ['BR-CO-26', both(set('seller.ids', []), drop('seller.legalRegistrationId'), drop('seller.vatId'))],
  ['BR-B-01', set('lines.0.vatCategory', 'B')],
  ['BR-B-02', set('lines.0.vatCategory', 'B')],
  ['BR-IC-11', both(set('vatBreakdowns.0.category', 'K'), drop('delivery.date'), drop('delivery.period'))],
  ['BR-IC-12', both(set('vatBreakdowns.0.category', 'K'), drop('delivery.address'))],
  ['BR-O-11', set('vatBreakdowns.0.category', 'O')],
  ['BR-O-12', set('vatBreakdowns.0.category', 'O')],
  ['BR-O-13', set('vatBreakdowns.0.category', 'O')],
  ['BR-O-14', set('vatBreakdowns.0.category', 'O')],
  ['BR-CL-01', set('typeCode', '999')],
  ['BR-CL-04', set('currency', 'EUX')],
  ['BR-CL-05', set('vatCurrency', 'EUX')],
  ['BR-CL-06', set('vatPointDateCode', '5')],
  ['BR-CL-07', set('lines.0.invoicedObject.scheme', 'XXX')],
  ['BR-CL-08', set('notes.0.subjectCode', 'XXX')],
  ['BR-CL-10', set('payee.id.scheme', '9999')],
  ['BR-CL-11', set('buyer.legalRegistrationId.scheme', '9999')],
  ['BR-CL-13', set('lines.0.item.classifications.0.scheme', '???')],
  ['BR-CL-14', set('delivery.address.country', 'XX')],
  ['BR-CL-15', set('lines.0.item.originCountry', 'XX')],
  ['BR-CL-16', means('99')],
  ['BR-CL-17', set('vatBreakdowns.0.category', 'A')],
  ['BR-CL-18', set('lines.0.vatCategory', 'A')],
  ['BR-CL-19', set('lines.0.allowances.0.reasonCode', 'FC')],
  ['BR-CL-20', set('charges.0.reasonCode', '95')],
  ['BR-CL-21', set('lines.0.item.standardId.scheme', '9999')],
  ['BR-CL-22', set('vatBreakdowns.0.exemptionReasonCode', 'VATEX-XX')],
  ['BR-CL-23', set('lines.0.price.baseUnit', 'Stk')],
  ['BR-CL-24', set('supportingDocuments.0.file.mimeType', 'application/zip')],
  ['BR-CL-25', set('seller.electronicAddress.scheme', '0001')],
  ['BR-CL-26', set('delivery.locationId.scheme', '9999')],
  ['BR-DE-1', drop('paymentInstructions')],
  ['BR-DE-2', drop('seller.contact')],
  ['BR-DE-3', drop('seller.address.city')],
  ['BR-DE-4', drop('seller.address.postCode')],
  ['BR-DE-5', drop('seller.contact.name')],
  ['BR-DE-6', drop('seller.contact.telephone')],
  ['BR-DE-7', drop('seller.contact.email')],
  ['BR-DE-8', drop('buyer.address.city')],
  ['BR-DE-9', drop('buyer.address.postCode')],
  ['BR-DE-10', drop('delivery.address.city')],
  ['BR-DE-11', drop('delivery.address.postCode')],
  ['BR-DE-14', drop('vatBreakdowns.0.rate')],
  ['BR-DE-15', drop('buyerReference')],
  ['BR-DE-16', both(drop('seller.vatId'), drop('seller.taxRegistrationId'), drop('sellerTaxRepresentative'))],
  ['BR-DE-17', set('typeCode', '385')],
  ['BR-DE-18', set('paymentTerms', '#SKONTO#TAGE=14#PROZENT=2.0#\n')],
  ['BR-DE-19', set('paymentInstructions.creditTransfers.0.account', 'DE03120300000000202051')],
  ['BR-DE-20', both(means('59'), debit, set('paymentInstructions.directDebit.debitedAccount', 'DE1'))],
  ['BR-DE-21', set('specification', 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_2.3')],
  ['BR-DE-22', set('supportingDocuments.1.file', { fileName: 'stunden.pdf', content: new Uint8Array(1) })],
  ['BR-DE-23-a', noTransfer],
  ['BR-DE-23-b', card],
  ['BR-DE-24-a', means('48')],
  ['BR-DE-24-b', both(means('48'), card)],
  ['BR-DE-25-a', means('59')],
  ['BR-DE-25-b', both(means('59'), debit)],
  ['BR-DE-26', both(set('typeCode', '384'), set('precedingInvoices', []))],
  ['BR-DE-27', set('seller.contact.telephone', 'siehe 12')],
  ['BR-DE-28', set('seller.contact.email', 'erika@muster')],
  ['BR-DE-30', both(means('59'), debit, drop('paymentInstructions.directDebit.creditorId'))],
  ['BR-DE-31', both(means('59'), debit, drop('paymentInstructions.directDebit.debitedAccount'))],
  ['BR-DE-TMP-32', both(drop('delivery.date'), drop('delivery.period'))],
  ['BR-TMP-2', set('supportingDocuments.1.location', 'anlage2.pdf')],
  ['PEPPOL-EN16931-R001', drop('businessProcess')],
  ['PEPPOL-EN16931-R005', set('vatCurrency', 'EUR')],
  ['PEPPOL-EN16931-R010', drop('buyer.electronicAddress')],
  ['PEPPOL-EN16931-R020', drop('seller.electronicAddress')],
  ['PEPPOL-EN16931-R040', set('allowances.0.percentage', '10.03')],
  ['PEPPOL-EN16931-R041', drop('allowances.0.baseAmount')],
  ['PEPPOL-EN16931-R042', drop('lines.0.allowances.0.percentage')],
  ['PEPPOL-EN16931-R046', set('lines.0.price.discount', '7.4')],
  ['PEPPOL-EN16931-R055', set('totals.vatInVatCurrency', -1n)],
  ['PEPPOL-EN16931-R061', both(means('59'), debit, drop('paymentInstructions.directDebit.mandate'))],
  ['PEPPOL-EN16931-R110', set('lines.0.period.start', '2026-02-28')],
  ['PEPPOL-EN16931-R111', set('lines.0.period.end', '2026-04-01')],
  ['PEPPOL-EN16931-R120', set('lines.0.quantity', '2.6')],
  ['PEPPOL-EN16931-R121', set('lines.0.price.baseQuantity', '0')],
  ['PEPPOL-EN16931-R130', set('lines.0.price.baseUnit', 'DAY')],
];

const WRONG_RATE = { positive: '0', 'not-negative': '-1', zero: '7', absent: '0' } as const;

/** What breaks the ten rules of one VAT category. */
function brokenOf({ family, rate, exemption, identifiers, code }: VatCategory): [string, Change][] {
  const numbers: Change =
    identifiers === 'none'
      ? set('seller.vatId', 'DE123456789')
      : identifiers.includes('buyer')
        ? drop('buyer.vatId')
        : drop('seller.vatId');
  const only =
    (list: 'lines' | 'allowances' | 'charges'): Change =>
    (draft) => {
      for (const other of ['lines', 'allowances', 'charges'] as const) {
        if (other === list) continue;
        for (const one of draft[other]) one.vatCategory = 'none';
      }
      numbers(draft);
    };
  return [
    [`BR-${family}-01`, set('vatBreakdowns', [])],
    [`BR-${family}-02`, only('lines')],
    [`BR-${family}-03`, only('allowances')],
    [`BR-${family}-04`, only('charges')],
    [`BR-${family}-05`, set('lines.0.vatRate', WRONG_RATE[rate])],
    [`BR-${family}-06`, set('allowances.0.vatRate', WRONG_RATE[rate])],
    [`BR-${family}-07`, set('charges.0.vatRate', WRONG_RATE[rate])],
    [`BR-${family}-08`, set('vatBreakdowns.0.taxableAmount', 9900n)],
    [
      `BR-${family}-09`,
      set('vatBreakdowns.0.taxAmount', 1n + (code === 'S' || code === 'L' || code === 'M' ? 1100n : 0n)),
    ],
    [
      `BR-${family}-10`,
      exemption === 'required'
        ? drop('vatBreakdowns.0.exemptionReason')
        : set('vatBreakdowns.0.exemptionReason', 'x'),
    ],
  ];
}

const rulesOf = (invoice: Invoice) => checkInvoice(invoice).map(({ rule }) => rule);

describe('the rules of EN 16931 and XRechnung', () => {
  test('find nothing in the full invoice', () => {
    expect(checkInvoice(FULL_INVOICE)).toEqual([]);
  });

  test.each(BROKEN)('%s', (id, change) => {
    const findings = checkInvoice(changed(change)).filter(({ rule }) => rule === id);
    expect(findings).not.toEqual([]);
    for (const { terms, path, text } of findings) {
      expect(terms.every((term) => /^B[TG]-\d+$/.test(term))).toBe(true);
      expect(path).toMatch(/^\//);
      expect(text).toMatch(/\.$/);
    }
  });

  test('each have a change that breaks them', () => {
    const tested = new Set([
      ...BROKEN.map(([id]) => id),
      ...VAT_CATEGORIES.flatMap(brokenOf).map(([id]) => id),
    ]);
    const all = [...EN16931_RULES, ...XRECHNUNG_RULES].map(({ id }) => id);
    expect(all.filter((id) => !tested.has(id))).toEqual([]);
    expect(all).toHaveLength(new Set(all).size);
  });

  test('are those of XRechnung only where the invoice says it is one', () => {
    const plain = changed(both(set('specification', 'urn:cen.eu:en16931:2017'), drop('buyerReference')));
    expect(rulesOf(plain)).toEqual([]);
  });
});

describe.each(VAT_CATEGORIES)('VAT category $code', (category) => {
  test('keeps its rules in an invoice of its own', () => {
    expect(checkInvoice(invoiceOf(category))).toEqual([]);
  });

  test.each(brokenOf(category))('%s', (id, change) => {
    const findings = checkInvoice(changed(change, invoiceOf(category)));
    expect(findings.filter(({ rule, severity }) => rule === id && severity === 'error')).not.toEqual([]);
  });
});

describe('tolerances', () => {
  test.each([
    [3773n, 'information'],
    [3774n, 'error'],
    [3575n, 'information'],
    [3574n, 'error'],
  ] as const)('BR-CO-17: VAT of %s instead of 3674 is told as %s', (taxAmount, severity) => {
    const found = checkInvoice(changed(set('vatBreakdowns.0.taxAmount', taxAmount)));
    expect(found.find(({ rule }) => rule === 'BR-CO-17')?.severity).toBe(severity);
  });

  test.each([
    [19434n, 'warning'],
    [19435n, 'error'],
  ] as const)('BR-S-08: a base of %s instead of 19335 is told as %s', (taxableAmount, severity) => {
    const found = checkInvoice(changed(set('vatBreakdowns.0.taxableAmount', taxableAmount)));
    expect(found.find(({ rule }) => rule === 'BR-S-08')?.severity).toBe(severity);
  });

  test('the rate 19.00 of another writer is 19', () => {
    expect(rulesOf(changed(set('lines.0.vatRate', '19.00')))).toEqual([]);
  });
});

describe('profiles', () => {
  test.each([
    ['urn:factur-x.eu:1p0:minimum', 'error'],
    ['urn:factur-x.eu:1p0:basicwl', 'error'],
    ['urn:zugferd.de:2p0:minimum', 'error'],
    ['urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic', undefined],
    ['urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended', 'information'],
    ['urn:example', 'warning'],
  ])('%s', (specification, severity) => {
    const found = checkInvoice(changed(set('specification', specification)));
    expect(found.find(({ rule }) => rule === 'INV-PROFILE')?.severity).toBe(severity);
  });
});

test('a rule that is broken everywhere is told twenty times', () => {
  const many = changed((draft) => {
    const [line] = draft.lines;
    draft.lines = Array.from({ length: 100 }, (_, index) => ({
      ...structuredClone(line),
      id: `${index}`,
      unit: 'Stk',
    })) as typeof draft.lines;
  });
  expect(rulesOf(many).filter((rule) => rule === 'BR-CL-23')).toHaveLength(20);
});
