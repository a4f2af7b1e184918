import type { DocumentAllowanceOrCharge, Totals, VatBreakdown } from '../model/amounts.ts';
import { amount, type Cursor, decimal, group, groups, take, text } from '../read/cursor.ts';
import { isChargeIndicator, takeIndicator } from '../read/indicator.ts';
import { present } from '../read/present.ts';
import { attributeOf, child, childrenOf, textAt, type XmlNode } from '../xml/xml-node.ts';

/** The tax category that is VAT (BT-95, BT-102, BT-118, BT-151); others are no part of the standard. */
export function vatCategory(at: Cursor, name: string): Cursor {
  const node = at.node?.children.find(
    (one) => one.name === name && textAt(one, 'cac:TaxScheme', 'cbc:ID')?.toUpperCase() === 'VAT',
  );
  const category = { ...at, node };
  take(category, 'cac:TaxScheme', 'cbc:ID');
  return category;
}

/** The terms of one kind of allowance or charge: amount, base, percentage, rate. */
export interface AllowanceTerms {
  readonly amount: string;
  readonly base: string;
  readonly percentage: string;
  readonly rate: string;
}

export function isCharge(node: XmlNode): boolean {
  return isChargeIndicator(child(node, 'cbc:ChargeIndicator'));
}

function readAllowance(at: Cursor, terms: AllowanceTerms): DocumentAllowanceOrCharge {
  if (at.node) takeIndicator(at.reading, child(at.node, 'cbc:ChargeIndicator'), at.node, false);
  const category = vatCategory(at, 'cac:TaxCategory');
  return present({
    amount: amount(at, 'amount', terms.amount, 'cbc:Amount'),
    baseAmount: amount(at, 'baseAmount', terms.base, 'cbc:BaseAmount'),
    percentage: decimal(at, 'percentage', terms.percentage, 'cbc:MultiplierFactorNumeric'),
    reason: text(at, 'cbc:AllowanceChargeReason'),
    reasonCode: text(at, 'cbc:AllowanceChargeReasonCode'),
    vatCategory: text(category, 'cbc:ID'),
    vatRate: decimal(category, 'vatRate', terms.rate, 'cbc:Percent'),
  });
}

export function readAllowances(at: Cursor, terms: AllowanceTerms): DocumentAllowanceOrCharge[] {
  const found = groups(at, 'allowances', 'cac:AllowanceCharge', (node) => !isCharge(node));
  return found.map((one) => readAllowance(one, terms));
}

export function readCharges(at: Cursor, terms: AllowanceTerms): DocumentAllowanceOrCharge[] {
  return groups(at, 'charges', 'cac:AllowanceCharge', isCharge).map((one) => readAllowance(one, terms));
}

function readBreakdown(at: Cursor): VatBreakdown {
  const category = vatCategory(at, 'cac:TaxCategory');
  return present({
    taxableAmount: amount(at, 'taxableAmount', 'BT-116', 'cbc:TaxableAmount'),
    taxAmount: amount(at, 'taxAmount', 'BT-117', 'cbc:TaxAmount'),
    category: text(category, 'cbc:ID'),
    rate: decimal(category, 'rate', 'BT-119', 'cbc:Percent'),
    exemptionReason: text(category, 'cbc:TaxExemptionReason'),
    exemptionReasonCode: text(category, 'cbc:TaxExemptionReasonCode'),
  });
}

/** BG-23: they stand in the `TaxTotal` of the invoice's currency. */
export function readBreakdowns(document: Cursor): VatBreakdown[] {
  const total = childrenOf(document.node, 'cac:TaxTotal').find((node) => child(node, 'cac:TaxSubtotal'));
  return groups({ ...document, node: total }, 'vatBreakdowns', 'cac:TaxSubtotal').map(readBreakdown);
}

/** The `TaxTotal` in a currency. One that names no currency is taken for the invoice's own. */
function taxTotal(document: Cursor, currency: string | undefined, own: boolean): XmlNode | undefined {
  return childrenOf(document.node, 'cac:TaxTotal').find((node) => {
    const written = attributeOf(child(node, 'cbc:TaxAmount'), 'currencyID');
    return written === undefined ? own : written === currency;
  });
}

export function readTotals(
  document: Cursor,
  currency: string | undefined,
  vatCurrency: string | undefined,
): Totals {
  const at = group(document, 'totals', 'cac:LegalMonetaryTotal');
  const own = { ...at, node: taxTotal(document, currency, true) };
  const foreign = vatCurrency !== undefined && vatCurrency !== currency;
  const declared = { ...at, node: foreign ? taxTotal(document, vatCurrency, false) : undefined };
  return present({
    lines: amount(at, 'lines', 'BT-106', 'cbc:LineExtensionAmount'),
    allowances: amount(at, 'allowances', 'BT-107', 'cbc:AllowanceTotalAmount'),
    charges: amount(at, 'charges', 'BT-108', 'cbc:ChargeTotalAmount'),
    withoutVat: amount(at, 'withoutVat', 'BT-109', 'cbc:TaxExclusiveAmount'),
    vat: amount(own, 'vat', 'BT-110', 'cbc:TaxAmount'),
    vatInVatCurrency: amount(declared, 'vatInVatCurrency', 'BT-111', 'cbc:TaxAmount'),
    withVat: amount(at, 'withVat', 'BT-112', 'cbc:TaxInclusiveAmount'),
    paid: amount(at, 'paid', 'BT-113', 'cbc:PrepaidAmount'),
    rounding: amount(at, 'rounding', 'BT-114', 'cbc:PayableRoundingAmount'),
    payable: amount(at, 'payable', 'BT-115', 'cbc:PayableAmount'),
  });
}
