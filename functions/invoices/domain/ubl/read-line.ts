import type { Period } from '../model/delivery.ts';
import type { InvoiceLine, Item, Price } from '../model/invoice-line.ts';
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
import { attributeOf, child, textAt } from '../xml/xml-node.ts';
import { readAllowances, readCharges, vatCategory } from './read-amounts.ts';

const ALLOWANCE = { amount: 'BT-136', base: 'BT-137', percentage: 'BT-138', rate: 'BT-152' };
const CHARGE = { amount: 'BT-141', base: 'BT-142', percentage: 'BT-143', rate: 'BT-152' };

/** BG-14 or BG-26, by its terms. A period that only holds the code of BT-8 is none. */
export function readPeriod(at: Cursor, startTerm: string, endTerm: string): Period | undefined {
  const codeOnly = child(at.node, 'cbc:DescriptionCode') !== undefined;
  const period = present({
    start: date(at, 'start', startTerm, 'cbc:StartDate'),
    end: date(at, 'end', endTerm, 'cbc:EndDate'),
  });
  const empty = period.start === undefined && period.end === undefined;
  return !at.node || (codeOnly && empty) ? undefined : period;
}

function readItem(at: Cursor): Item {
  const classifications = groups(at, 'classifications', 'cac:CommodityClassification').flatMap((one) => {
    const code = take(one, 'cbc:ItemClassificationCode');
    const id = identifierOf(code)?.id;
    const scheme = attributeOf(code, 'listID');
    return id === undefined ? [] : [present({ id, scheme, version: attributeOf(code, 'listVersionID') })];
  });
  return present({
    name: text(at, 'cbc:Name'),
    description: text(at, 'cbc:Description'),
    sellerId: text(at, 'cac:SellersItemIdentification', 'cbc:ID'),
    buyerId: text(at, 'cac:BuyersItemIdentification', 'cbc:ID'),
    standardId: identifier(at, 'cac:StandardItemIdentification', 'cbc:ID'),
    classifications,
    originCountry: text(at, 'cac:OriginCountry', 'cbc:IdentificationCode'),
    attributes: groups(at, 'attributes', 'cac:AdditionalItemProperty').map((one) =>
      present({ name: text(one, 'cbc:Name'), value: text(one, 'cbc:Value') }),
    ),
  });
}

function readPrice(at: Cursor): Price {
  const allowance = child(at.node, 'cac:AllowanceCharge');
  if (allowance) takeIndicator(at.reading, child(allowance, 'cbc:ChargeIndicator'), allowance, true);
  return present({
    net: decimal(at, 'net', 'BT-146', 'cbc:PriceAmount'),
    discount: decimal(at, 'discount', 'BT-147', 'cac:AllowanceCharge', 'cbc:Amount'),
    gross: decimal(at, 'gross', 'BT-148', 'cac:AllowanceCharge', 'cbc:BaseAmount'),
    baseQuantity: decimal(at, 'baseQuantity', 'BT-149', 'cbc:BaseQuantity'),
    baseUnit: attributeOf(child(at.node, 'cbc:BaseQuantity'), 'unitCode'),
  });
}

/** BG-25 from `InvoiceLine` or `CreditNoteLine`, whose names differ in the quantity. */
export function readLine(at: Cursor, quantityName: string): InvoiceLine {
  const category = vatCategory({ ...at, node: child(at.node, 'cac:Item') }, 'cac:ClassifiedTaxCategory');
  const isObject = textAt(at.node, 'cac:DocumentReference', 'cbc:DocumentTypeCode') === '130';
  if (isObject) take(at, 'cac:DocumentReference', 'cbc:DocumentTypeCode');
  return present({
    id: text(at, 'cbc:ID'),
    note: text(at, 'cbc:Note'),
    invoicedObject: isObject ? identifier(at, 'cac:DocumentReference', 'cbc:ID') : undefined,
    quantity: decimal(at, 'quantity', 'BT-129', quantityName),
    unit: attributeOf(child(at.node, quantityName), 'unitCode'),
    netAmount: amount(at, 'netAmount', 'BT-131', 'cbc:LineExtensionAmount'),
    orderLineReference: text(at, 'cac:OrderLineReference', 'cbc:LineID'),
    buyerAccountingReference: text(at, 'cbc:AccountingCost'),
    period: readPeriod(group(at, 'period', 'cac:InvoicePeriod'), 'BT-134', 'BT-135'),
    allowances: readAllowances(at, ALLOWANCE),
    charges: readCharges(at, CHARGE),
    price: readPrice(group(at, 'price', 'cac:Price')),
    vatCategory: text(category, 'cbc:ID'),
    vatRate: decimal(category, 'vatRate', 'BT-152', 'cbc:Percent'),
    item: readItem(group(at, 'item', 'cac:Item')),
  });
}
