import { subtractDecimals } from '../decimal.ts';
import type { InvoiceLine, Item, Price } from '../model/invoice-line.ts';
import type { Decimal, Identifier } from '../model/values.ts';
import { type Element, element, elements } from '../xml/write-xml.ts';
import {
  allowanceElement,
  amountElement,
  identifierElement,
  indicatorElement,
  periodElement,
  vatElement,
} from './write-parts.ts';

type Part = Element | undefined;

/** BT-18 and BT-128. */
export function objectElement(object: Identifier | undefined): Part {
  if (!object) return undefined;
  return element('ram:AdditionalReferencedDocument', [
    element('ram:IssuerAssignedID', object.id),
    element('ram:TypeCode', '130'),
    element('ram:ReferenceTypeCode', object.scheme),
  ]);
}

function itemElement(item: Item): Part {
  return element('ram:SpecifiedTradeProduct', [
    identifierElement('ram:GlobalID', item.standardId),
    element('ram:SellerAssignedID', item.sellerId),
    element('ram:BuyerAssignedID', item.buyerId),
    element('ram:Name', item.name),
    element('ram:Description', item.description),
    elements(item.attributes, ({ name, value }) =>
      element('ram:ApplicableProductCharacteristic', [
        element('ram:Description', name),
        element('ram:Value', value),
      ]),
    ),
    elements(item.classifications, ({ id, scheme, version }) =>
      element('ram:DesignatedProductClassification', [
        element('ram:ClassCode', id, { listID: scheme, listVersionID: version }),
      ]),
    ),
    element('ram:OriginTradeCountry', [element('ram:ID', item.originCountry)]),
  ]);
}

/** The gross price is mandatory in the schema around a discount: where only the discount is known, it is their sum. */
function grossOf({ net, discount, gross }: Price): Decimal | undefined {
  if (gross !== undefined || discount === undefined || net === undefined) return gross;
  return subtractDecimals(net, subtractDecimals('0', discount));
}

function priceElements(price: Price): readonly Part[] {
  const base = element('ram:BasisQuantity', price.baseQuantity, { unitCode: price.baseUnit });
  const gross = grossOf(price);
  const discount =
    price.discount === undefined
      ? undefined
      : element('ram:AppliedTradeAllowanceCharge', [
          indicatorElement(false),
          element('ram:ActualAmount', price.discount),
        ]);
  return [
    gross === undefined
      ? undefined
      : element('ram:GrossPriceProductTradePrice', [element('ram:ChargeAmount', gross), base, discount]),
    element('ram:NetPriceProductTradePrice', [element('ram:ChargeAmount', price.net), base]),
  ];
}

/** BG-25. */
export function lineElement(line: InvoiceLine): Part {
  return element('ram:IncludedSupplyChainTradeLineItem', [
    element('ram:AssociatedDocumentLineDocument', [
      element('ram:LineID', line.id),
      element('ram:IncludedNote', [element('ram:Content', line.note)]),
    ]),
    itemElement(line.item),
    element('ram:SpecifiedLineTradeAgreement', [
      element('ram:BuyerOrderReferencedDocument', [element('ram:LineID', line.orderLineReference)]),
      ...priceElements(line.price),
    ]),
    element('ram:SpecifiedLineTradeDelivery', [
      element('ram:BilledQuantity', line.quantity, { unitCode: line.unit }),
    ]),
    element('ram:SpecifiedLineTradeSettlement', [
      vatElement('ram:ApplicableTradeTax', line.vatCategory, line.vatRate),
      periodElement(line.period),
      elements(line.allowances, (one) => allowanceElement(one, false)),
      elements(line.charges, (one) => allowanceElement(one, true)),
      element('ram:SpecifiedTradeSettlementLineMonetarySummation', [
        amountElement('ram:LineTotalAmount', line.netAmount),
      ]),
      objectElement(line.invoicedObject),
      element('ram:ReceivableSpecifiedTradeAccountingAccount', [
        element('ram:ID', line.buyerAccountingReference),
      ]),
    ]),
  ]);
}
