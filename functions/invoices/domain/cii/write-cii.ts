import { invariant } from '../../../../shared/kernel/errors.ts';
import type { Invoice, SupportingDocument } from '../invoice.ts';
import { type Element, element, elements, writeXml } from '../xml/write-xml.ts';
import { CII_NAMESPACES } from './vocabulary.ts';
import { lineElement, objectElement } from './write-line.ts';
import { dateElement, partyElement } from './write-parts.ts';
import { settlementElement } from './write-settlement.ts';

type Part = Element | undefined;

function parameter(name: string, id: string | undefined): Part {
  return element(`ram:${name}SpecifiedDocumentContextParameter`, [element('ram:ID', id)]);
}

function referenceElement(name: string, id: string | undefined): Part {
  return element(name, [element('ram:IssuerAssignedID', id)]);
}

function supportingElement({ reference, location, description, file }: SupportingDocument): Part {
  const content = file && Buffer.from(file.content).toString('base64');
  return element('ram:AdditionalReferencedDocument', [
    element('ram:IssuerAssignedID', reference),
    element('ram:URIID', location),
    element('ram:TypeCode', '916'),
    element('ram:Name', description),
    element('ram:AttachmentBinaryObject', content, { mimeCode: file?.mimeType, filename: file?.fileName }),
  ]);
}

function tenderElement(id: string | undefined): Part {
  if (id === undefined) return undefined;
  const content = [element('ram:IssuerAssignedID', id), element('ram:TypeCode', '50')];
  return element('ram:AdditionalReferencedDocument', content);
}

function agreementElement(invoice: Invoice): Part {
  const { seller, buyer, projectReference: project } = invoice;
  return element('ram:ApplicableHeaderTradeAgreement', [
    element('ram:BuyerReference', invoice.buyerReference),
    partyElement('ram:SellerTradeParty', seller, seller.ids),
    partyElement('ram:BuyerTradeParty', buyer, buyer.id ? [buyer.id] : []),
    partyElement('ram:SellerTaxRepresentativeTradeParty', invoice.sellerTaxRepresentative, []),
    referenceElement('ram:SellerOrderReferencedDocument', invoice.salesOrderReference),
    referenceElement('ram:BuyerOrderReferencedDocument', invoice.purchaseOrderReference),
    referenceElement('ram:ContractReferencedDocument', invoice.contractReference),
    elements(invoice.supportingDocuments, supportingElement),
    tenderElement(invoice.tenderOrLotReference),
    objectElement(invoice.invoicedObject),
    project === undefined
      ? undefined
      : element('ram:SpecifiedProcuringProject', [
          element('ram:ID', project),
          // Mandatory in the schema, no term of the standard.
          element('ram:Name', 'Project reference'),
        ]),
  ]);
}

/** Mandatory in the schema, empty or not. */
function deliveryElement({ delivery, despatchAdviceReference, receivingAdviceReference }: Invoice): Element {
  const { name, address, locationId } = delivery ?? {};
  const place = { ...(name === undefined ? {} : { name }), ...(address ? { address } : {}) };
  const content = element('ram:ApplicableHeaderTradeDelivery', [
    partyElement('ram:ShipToTradeParty', place, locationId ? [locationId] : []),
    element('ram:ActualDeliverySupplyChainEvent', [dateElement('ram:OccurrenceDateTime', delivery?.date)]),
    referenceElement('ram:DespatchAdviceReferencedDocument', despatchAdviceReference),
    referenceElement('ram:ReceivingAdviceReferencedDocument', receivingAdviceReference),
  ]);
  return content ?? { name: 'ram:ApplicableHeaderTradeDelivery', attributes: {}, content: [] };
}

/**
 * The invoice as `CrossIndustryInvoice` of UN/CEFACT, in the order of the schemas D16B and D22B: XRechnung, and with another BT-24 the XML
 * of a ZUGFeRD or Factur-X PDF. Meant for invoices without an error finding. D16B takes one preceding invoice, D22B any number.
 */
export function writeCii(invoice: Invoice): string {
  const root = element('rsm:CrossIndustryInvoice', [
    element('rsm:ExchangedDocumentContext', [
      parameter('BusinessProcess', invoice.businessProcess),
      parameter('Guideline', invoice.specification),
    ]),
    element('rsm:ExchangedDocument', [
      element('ram:ID', invoice.number),
      element('ram:TypeCode', invoice.typeCode),
      dateElement('ram:IssueDateTime', invoice.issueDate),
      elements(invoice.notes, ({ subjectCode, text }) =>
        element('ram:IncludedNote', [element('ram:Content', text), element('ram:SubjectCode', subjectCode)]),
      ),
    ]),
    element('rsm:SupplyChainTradeTransaction', [
      elements(invoice.lines, lineElement),
      agreementElement(invoice),
      deliveryElement(invoice),
      settlementElement(invoice),
    ]),
  ]);
  invariant(root, 'an invoice has content');
  return writeXml(root, CII_NAMESPACES);
}
