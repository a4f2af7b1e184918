import type { Period } from '../model/delivery.ts';
import type { InvoiceLine, Item, Price } from '../model/invoice-line.ts';
import type { Identifier } from '../model/values.ts';
import {
  amount,
  type Cursor,
  date,
  decimal,
  group,
  groups,
  identifier,
  identifierOf,
  take,
  text,
} from '../read/cursor.ts';
import { takeIndicator } from '../read/indicator.ts';
import { present } from '../read/present.ts';
import { attributeOf, child, childrenOf, textAt } from '../xml/xml-node.ts';
import { readAllowances, readCharges, vatBelow } from './read-amounts.ts';

const ALLOWANCE = { amount: 'BT-136', base: 'BT-137', percentage: 'BT-138', rate: 'BT-152' };
const CHARGE = { amount: 'BT-141', base: 'BT-142', percentage: 'BT-143', rate: 'BT-152' };

/** BG-14 or BG-26, by its terms. */
export function readPeriod(at: Cursor, startTerm: string, endTerm: string): Period | undefined {
  if (!at.node) return undefined;
  return present({
    start: date(at, 'start', startTerm, 'ram:StartDateTime', 'udt:DateTimeString'),
    end: date(at, 'end', endTerm, 'ram:EndDateTime', 'udt:DateTimeString'),
  });
}

/** BT-18 and BT-128: a referenced document of type 130. */
export function readInvoicedObject(at: Cursor): Identifier | undefined {
  const node = childrenOf(at.node, 'ram:AdditionalReferencedDocument').find(
    (one) => textAt(one, 'ram:TypeCode') === '130',
  );
  const reference = { ...at, node };
  take(reference, 'ram:TypeCode');
  const id = text(reference, 'ram:IssuerAssignedID');
  return id === undefined ? undefined : present({ id, scheme: text(reference, 'ram:ReferenceTypeCode') });
}

function readItem(at: Cursor): Item {
  const classifications = groups(at, 'classifications', 'ram:DesignatedProductClassification').flatMap(
    (one) => {
      const code = take(one, 'ram:ClassCode');
      const id = identifierOf(code)?.id;
      const scheme = attributeOf(code, 'listID');
      return id === undefined ? [] : [present({ id, scheme, version: attributeOf(code, 'listVersionID') })];
    },
  );
  return present({
    name: text(at, 'ram:Name'),
    description: text(at, 'ram:Description'),
    sellerId: text(at, 'ram:SellerAssignedID'),
    buyerId: text(at, 'ram:BuyerAssignedID'),
    standardId: identifier(at, 'ram:GlobalID'),
    classifications,
    originCountry: text(at, 'ram:OriginTradeCountry', 'ram:ID'),
    attributes: groups(at, 'attributes', 'ram:ApplicableProductCharacteristic').map((one) =>
      present({ name: text(one, 'ram:Description'), value: text(one, 'ram:Value') }),
    ),
  });
}

/** BG-29: the net price, and the gross price with its discount. The base quantity may stand with either. */
function readPrice(at: Cursor): Price {
  const net = { ...at, node: child(at.node, 'ram:NetPriceProductTradePrice') };
  const gross = { ...at, node: child(at.node, 'ram:GrossPriceProductTradePrice') };
  const discount = group(gross, '', 'ram:AppliedTradeAllowanceCharge');
  const indicator = child(discount.node, 'ram:ChargeIndicator', 'udt:Indicator');
  if (discount.node) takeIndicator(at.reading, indicator, discount.node, true);
  const netBase = take(net, 'ram:BasisQuantity');
  const grossBase = take(gross, 'ram:BasisQuantity');
  return present({
    net: decimal(net, 'net', 'BT-146', 'ram:ChargeAmount'),
    discount: decimal(discount, 'discount', 'BT-147', 'ram:ActualAmount'),
    gross: decimal(gross, 'gross', 'BT-148', 'ram:ChargeAmount'),
    baseQuantity: decimal(netBase ? net : gross, 'baseQuantity', 'BT-149', 'ram:BasisQuantity'),
    baseUnit: attributeOf(netBase ?? grossBase, 'unitCode'),
  });
}

/** BG-25 from one line item, whose parts are agreement, delivery and settlement. */
export function readLine(at: Cursor): InvoiceLine {
  const agreement = group(at, '', 'ram:SpecifiedLineTradeAgreement');
  const settlement = group(at, '', 'ram:SpecifiedLineTradeSettlement');
  const delivery = group(at, '', 'ram:SpecifiedLineTradeDelivery');
  const tax = vatBelow(settlement, 'ram:ApplicableTradeTax');
  const total = 'ram:SpecifiedTradeSettlementLineMonetarySummation';
  const account = 'ram:ReceivableSpecifiedTradeAccountingAccount';
  return present({
    id: text(at, 'ram:AssociatedDocumentLineDocument', 'ram:LineID'),
    note: text(at, 'ram:AssociatedDocumentLineDocument', 'ram:IncludedNote', 'ram:Content'),
    invoicedObject: readInvoicedObject(settlement),
    quantity: decimal(delivery, 'quantity', 'BT-129', 'ram:BilledQuantity'),
    unit: attributeOf(child(delivery.node, 'ram:BilledQuantity'), 'unitCode'),
    netAmount: amount(settlement, 'netAmount', 'BT-131', total, 'ram:LineTotalAmount'),
    orderLineReference: text(agreement, 'ram:BuyerOrderReferencedDocument', 'ram:LineID'),
    buyerAccountingReference: text(settlement, account, 'ram:ID'),
    period: readPeriod(group(settlement, 'period', 'ram:BillingSpecifiedPeriod'), 'BT-134', 'BT-135'),
    allowances: readAllowances(settlement, ALLOWANCE),
    charges: readCharges(settlement, CHARGE),
    price: readPrice({ ...agreement, path: `${at.path}/price` }),
    vatCategory: text(tax, 'ram:CategoryCode'),
    vatRate: decimal(tax, 'vatRate', 'BT-152', 'ram:RateApplicablePercent'),
    item: readItem(group(at, 'item', 'ram:SpecifiedTradeProduct')),
  });
}
