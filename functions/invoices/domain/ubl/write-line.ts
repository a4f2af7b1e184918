import type { InvoiceLine, Item, Price } from '../model/invoice-line.ts';
import { type Element, element, elements } from '../xml/write-xml.ts';
import {
  allowanceElement,
  amountElement,
  identifierElement,
  periodElement,
  taxCategoryElement,
} from './write-parts.ts';

type Part = Element | undefined;

function itemElement(item: Item, { vatCategory, vatRate }: InvoiceLine): Part {
  return element('cac:Item', [
    element('cbc:Description', item.description),
    element('cbc:Name', item.name),
    element('cac:BuyersItemIdentification', [element('cbc:ID', item.buyerId)]),
    element('cac:SellersItemIdentification', [element('cbc:ID', item.sellerId)]),
    element('cac:StandardItemIdentification', [identifierElement('cbc:ID', item.standardId)]),
    element('cac:OriginCountry', [element('cbc:IdentificationCode', item.originCountry)]),
    elements(item.classifications, ({ id, scheme, version }) =>
      element('cac:CommodityClassification', [
        element('cbc:ItemClassificationCode', id, { listID: scheme, listVersionID: version }),
      ]),
    ),
    taxCategoryElement('cac:ClassifiedTaxCategory', { category: vatCategory, rate: vatRate }),
    elements(item.attributes, ({ name, value }) =>
      element('cac:AdditionalItemProperty', [element('cbc:Name', name), element('cbc:Value', value)]),
    ),
  ]);
}

function priceElement(price: Price, currencyID: string | undefined): Part {
  const reduced = price.discount !== undefined || price.gross !== undefined;
  return element('cac:Price', [
    element('cbc:PriceAmount', price.net, { currencyID }),
    element('cbc:BaseQuantity', price.baseQuantity, { unitCode: price.baseUnit }),
    reduced
      ? element('cac:AllowanceCharge', [
          element('cbc:ChargeIndicator', 'false'),
          // Mandatory in the schema: a gross price without a discount has one of nothing.
          element('cbc:Amount', price.discount ?? '0', { currencyID }),
          element('cbc:BaseAmount', price.gross, { currencyID }),
        ])
      : undefined,
  ]);
}

/** BG-25 as `InvoiceLine` or `CreditNoteLine`. */
export function lineElement(line: InvoiceLine, currency: string | undefined, creditNote: boolean): Part {
  const { invoicedObject } = line;
  return element(creditNote ? 'cac:CreditNoteLine' : 'cac:InvoiceLine', [
    element('cbc:ID', line.id),
    element('cbc:Note', line.note),
    element(creditNote ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity', line.quantity, {
      unitCode: line.unit,
    }),
    amountElement('cbc:LineExtensionAmount', line.netAmount, currency),
    element('cbc:AccountingCost', line.buyerAccountingReference),
    periodElement(line.period),
    element('cac:OrderLineReference', [element('cbc:LineID', line.orderLineReference)]),
    invoicedObject &&
      element('cac:DocumentReference', [
        identifierElement('cbc:ID', invoicedObject),
        element('cbc:DocumentTypeCode', '130'),
      ]),
    elements(line.allowances, (one) => allowanceElement(one, false, currency)),
    elements(line.charges, (one) => allowanceElement(one, true, currency)),
    itemElement(line.item, line),
    priceElement(line.price, currency),
  ]);
}
