import type { DocumentAllowanceOrCharge, Totals, VatBreakdown } from '../model/amounts.ts';
import { agreed } from '../read/agreed.ts';
import { amount, type Cursor, date, decimal, group, groups, take, text } from '../read/cursor.ts';
import { isChargeIndicator, takeIndicator } from '../read/indicator.ts';
import { present } from '../read/present.ts';
import { attributeOf, child, childrenOf, textAt, textOf, type XmlNode } from '../xml/xml-node.ts';

/** The terms of one kind of allowance or charge: amount, base, percentage, rate. */
export interface AllowanceTerms {
  readonly amount: string;
  readonly base: string;
  readonly percentage: string;
  readonly rate: string;
}

const ALLOWANCE_OR_CHARGE = 'ram:SpecifiedTradeAllowanceCharge';

/** A trade tax that is VAT; others are no part of the standard. */
export function isVat(tax: XmlNode): boolean {
  return textAt(tax, 'ram:TypeCode')?.toUpperCase() === 'VAT';
}

/** The VAT below an element, under one of the two names it has. */
export function vatBelow(at: Cursor, name: string): Cursor {
  const node = at.node?.children.find((one) => one.name === name && isVat(one));
  const tax = { ...at, node };
  take(tax, 'ram:TypeCode');
  return tax;
}

function isCharge(node: XmlNode): boolean {
  return isChargeIndicator(child(node, 'ram:ChargeIndicator', 'udt:Indicator'));
}

function readAllowance(at: Cursor, terms: AllowanceTerms): DocumentAllowanceOrCharge {
  const indicator = child(at.node, 'ram:ChargeIndicator', 'udt:Indicator');
  if (at.node) takeIndicator(at.reading, indicator, at.node, false);
  const tax = vatBelow(at, 'ram:CategoryTradeTax');
  return present({
    amount: amount(at, 'amount', terms.amount, 'ram:ActualAmount'),
    baseAmount: amount(at, 'baseAmount', terms.base, 'ram:BasisAmount'),
    percentage: decimal(at, 'percentage', terms.percentage, 'ram:CalculationPercent'),
    reason: text(at, 'ram:Reason'),
    reasonCode: text(at, 'ram:ReasonCode'),
    vatCategory: text(tax, 'ram:CategoryCode'),
    vatRate: decimal(tax, 'vatRate', terms.rate, 'ram:RateApplicablePercent'),
  });
}

/** Allowances and charges of a settlement; `path` is that of the group they belong to. */
export function readAllowances(at: Cursor, terms: AllowanceTerms): DocumentAllowanceOrCharge[] {
  const found = groups(at, 'allowances', ALLOWANCE_OR_CHARGE, (node) => !isCharge(node));
  return found.map((one) => readAllowance(one, terms));
}

export function readCharges(at: Cursor, terms: AllowanceTerms): DocumentAllowanceOrCharge[] {
  return groups(at, 'charges', ALLOWANCE_OR_CHARGE, isCharge).map((one) => readAllowance(one, terms));
}

function readBreakdown(at: Cursor): VatBreakdown {
  take(at, 'ram:TypeCode');
  return present({
    taxableAmount: amount(at, 'taxableAmount', 'BT-116', 'ram:BasisAmount'),
    taxAmount: amount(at, 'taxAmount', 'BT-117', 'ram:CalculatedAmount'),
    category: text(at, 'ram:CategoryCode'),
    rate: decimal(at, 'rate', 'BT-119', 'ram:RateApplicablePercent'),
    exemptionReason: text(at, 'ram:ExemptionReason'),
    exemptionReasonCode: text(at, 'ram:ExemptionReasonCode'),
  });
}

export function readBreakdowns(settlement: Cursor): VatBreakdown[] {
  return groups(settlement, 'vatBreakdowns', 'ram:ApplicableTradeTax', isVat).map(readBreakdown);
}

/** BT-8 in the codes of UNCL 2475, which this syntax has, to those of UNCL 2005, which the model has. */
const POINT_CODES: Readonly<Record<string, string>> = { '5': '3', '29': '35', '72': '432' };

/** BT-7 and BT-8: they stand with every VAT of the settlement. */
export function readVatPoint(settlement: Cursor) {
  const taxes = childrenOf(settlement.node, 'ram:ApplicableTradeTax');
  const codes = taxes.map((tax) => child(tax, 'ram:DueDateTypeCode'));
  const days = taxes.map((tax) => child(tax, 'ram:TaxPointDate', 'udt:DateString'));
  const { reading } = settlement;
  agreed(reading, days, 'BT-7', '/vatPointDate', textOf);
  const code = agreed(reading, codes, 'BT-8', '/vatPointDateCode', textOf);
  const dated = { ...settlement, node: taxes.find((tax) => child(tax, 'ram:TaxPointDate')) };
  return {
    vatPointDate: date(dated, 'vatPointDate', 'BT-7', 'ram:TaxPointDate', 'udt:DateString'),
    vatPointDateCode: code === undefined || !Object.hasOwn(POINT_CODES, code) ? code : POINT_CODES[code],
  };
}

/** The VAT total in a currency. One that names no currency is taken for the invoice's own. */
function takeTaxTotal(at: Cursor, currency: string | undefined, own: boolean): Cursor {
  const node = childrenOf(at.node, 'ram:TaxTotalAmount').find((one) => {
    const written = attributeOf(one, 'currencyID');
    return written === undefined ? own : written === currency;
  });
  return { ...at, node: node && ({ ...at.node, children: [node] } as XmlNode) };
}

export function readTotals(
  settlement: Cursor,
  currency: string | undefined,
  vatCurrency: string | undefined,
): Totals {
  const at = group(settlement, 'totals', 'ram:SpecifiedTradeSettlementHeaderMonetarySummation');
  const foreign = vatCurrency !== undefined && vatCurrency !== currency;
  const own = takeTaxTotal(at, currency, true);
  const declared = foreign ? takeTaxTotal(at, vatCurrency, false) : { ...at, node: undefined };
  return present({
    lines: amount(at, 'lines', 'BT-106', 'ram:LineTotalAmount'),
    allowances: amount(at, 'allowances', 'BT-107', 'ram:AllowanceTotalAmount'),
    charges: amount(at, 'charges', 'BT-108', 'ram:ChargeTotalAmount'),
    withoutVat: amount(at, 'withoutVat', 'BT-109', 'ram:TaxBasisTotalAmount'),
    vat: amount(own, 'vat', 'BT-110', 'ram:TaxTotalAmount'),
    vatInVatCurrency: amount(declared, 'vatInVatCurrency', 'BT-111', 'ram:TaxTotalAmount'),
    withVat: amount(at, 'withVat', 'BT-112', 'ram:GrandTotalAmount'),
    paid: amount(at, 'paid', 'BT-113', 'ram:TotalPrepaidAmount'),
    rounding: amount(at, 'rounding', 'BT-114', 'ram:RoundingAmount'),
    payable: amount(at, 'payable', 'BT-115', 'ram:DuePayableAmount'),
  });
}
