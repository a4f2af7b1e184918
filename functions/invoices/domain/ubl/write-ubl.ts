import { invariant } from '../../../../shared/kernel/errors.ts';
import { CREDIT_NOTE_TYPES } from '../codes/documents.ts';
import type { Invoice, Note, SupportingDocument } from '../invoice.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Identifier } from '../model/values.ts';
import { type Element, element, elements, writeXml } from '../xml/write-xml.ts';
import { UBL_NAMESPACES } from './vocabulary.ts';
import { paymentElements, taxTotalElements, totalsElement } from './write-amounts.ts';
import { lineElement } from './write-line.ts';
import { addressElement, allowanceElement, identifierElement, periodElement } from './write-parts.ts';
import { buyerElement, payeeElement, sellerElement, taxRepresentativeElement } from './write-party.ts';

type Part = Element | undefined;
type Parts = readonly (Part | readonly Element[])[];

function noteElement({ subjectCode, text }: Note): Part {
  return element('cbc:Note', subjectCode === undefined ? text : `#${subjectCode}#${text ?? ''}`);
}

function referenceElement(name: string, id: string | undefined): Part {
  return element(name, [element('cbc:ID', id)]);
}

function typedReference(id: Identifier | undefined, type: string): Part {
  if (!id) return undefined;
  const content = [identifierElement('cbc:ID', id), element('cbc:DocumentTypeCode', type)];
  return element('cac:AdditionalDocumentReference', content);
}

function supportingElement({ reference, description, location, file }: SupportingDocument): Part {
  const content = file && Buffer.from(file.content).toString('base64');
  return element('cac:AdditionalDocumentReference', [
    element('cbc:ID', reference),
    element('cbc:DocumentDescription', description),
    element('cac:Attachment', [
      element('cbc:EmbeddedDocumentBinaryObject', content, {
        mimeCode: file?.mimeType,
        filename: file?.fileName,
      }),
      element('cac:ExternalReference', [element('cbc:URI', location)]),
    ]),
  ]);
}

function deliveryElement(delivery: Delivery | undefined): Part {
  return element('cac:Delivery', [
    element('cbc:ActualDeliveryDate', delivery?.date),
    element('cac:DeliveryLocation', [
      identifierElement('cbc:ID', delivery?.locationId),
      addressElement('cac:Address', delivery?.address),
    ]),
    element('cac:DeliveryParty', [element('cac:PartyName', [element('cbc:Name', delivery?.name)])]),
  ]);
}

/** What stands in front of the references; the two documents differ in the place of the dates. */
function headElements(invoice: Invoice, creditNote: boolean): Parts {
  const taxPoint = element('cbc:TaxPointDate', invoice.vatPointDate);
  const notes = elements(invoice.notes, noteElement);
  return [
    element('cbc:CustomizationID', invoice.specification),
    element('cbc:ProfileID', invoice.businessProcess),
    element('cbc:ID', invoice.number),
    element('cbc:IssueDate', invoice.issueDate),
    ...(creditNote
      ? [taxPoint, element('cbc:CreditNoteTypeCode', invoice.typeCode), notes]
      : [
          element('cbc:DueDate', invoice.dueDate),
          element('cbc:InvoiceTypeCode', invoice.typeCode),
          notes,
          taxPoint,
        ]),
    element('cbc:DocumentCurrencyCode', invoice.currency),
    element('cbc:TaxCurrencyCode', invoice.vatCurrency),
    element('cbc:AccountingCost', invoice.buyerAccountingReference),
    element('cbc:BuyerReference', invoice.buyerReference),
    periodElement(invoice.delivery?.period, invoice.vatPointDateCode),
  ];
}

function referenceElements(invoice: Invoice, creditNote: boolean): Parts {
  const { projectReference: project } = invoice;
  const originator = referenceElement('cac:OriginatorDocumentReference', invoice.tenderOrLotReference);
  const additional: Parts = [
    typedReference(invoice.invoicedObject, '130'),
    creditNote && project !== undefined ? typedReference({ id: project }, '50') : undefined,
    elements(invoice.supportingDocuments, supportingElement),
  ];
  return [
    element('cac:OrderReference', [
      // Mandatory in the schema where only the seller’s order is known; "NA" is what Peppol writes then.
      element(
        'cbc:ID',
        invoice.purchaseOrderReference ?? (invoice.salesOrderReference === undefined ? undefined : 'NA'),
      ),
      element('cbc:SalesOrderID', invoice.salesOrderReference),
    ]),
    elements(invoice.precedingInvoices, ({ number, issueDate }) =>
      element('cac:BillingReference', [
        element('cac:InvoiceDocumentReference', [
          element('cbc:ID', number),
          element('cbc:IssueDate', issueDate),
        ]),
      ]),
    ),
    referenceElement('cac:DespatchDocumentReference', invoice.despatchAdviceReference),
    referenceElement('cac:ReceiptDocumentReference', invoice.receivingAdviceReference),
    creditNote ? undefined : originator,
    referenceElement('cac:ContractDocumentReference', invoice.contractReference),
    ...additional,
    creditNote ? originator : referenceElement('cac:ProjectReference', project),
  ];
}

/** Whether UBL has the invoice as a `CreditNote`, by its type (BT-3). */
export function isCreditNote({ typeCode }: Invoice): boolean {
  return typeCode !== undefined && typeCode !== '81' && CREDIT_NOTE_TYPES.has(typeCode);
}

/**
 * The invoice as UBL 2.1, an `Invoice` or by its type a `CreditNote`, in the order of the schema. Meant for invoices without an error
 * finding; a credit note with a due date needs payment instructions (BR-DE-1 of XRechnung), for the date stands there.
 */
export function writeUbl(invoice: Invoice): string {
  const creditNote = isCreditNote(invoice);
  const { currency, payee, paymentInstructions: payment, dueDate } = invoice;
  invariant(
    !creditNote || dueDate === undefined || payment,
    'a credit note has its due date with the payment',
  );
  const creditorId = payment?.directDebit?.creditorId;
  const root = element(creditNote ? 'cn:CreditNote' : 'ubl:Invoice', [
    ...headElements(invoice, creditNote),
    ...referenceElements(invoice, creditNote),
    sellerElement(invoice.seller, payee ? undefined : creditorId),
    buyerElement(invoice.buyer),
    payeeElement(payee, creditorId),
    taxRepresentativeElement(invoice.sellerTaxRepresentative),
    deliveryElement(invoice.delivery),
    paymentElements(payment, creditNote ? dueDate : undefined),
    element('cac:PaymentTerms', [element('cbc:Note', invoice.paymentTerms)]),
    elements(invoice.allowances, (one) => allowanceElement(one, false, currency)),
    elements(invoice.charges, (one) => allowanceElement(one, true, currency)),
    ...taxTotalElements(invoice),
    totalsElement(invoice),
    elements(invoice.lines, (line) => lineElement(line, currency, creditNote)),
  ]);
  invariant(root, 'an invoice has content');
  const { invoice: ubl, creditNote: cn, cac, cbc } = UBL_NAMESPACES;
  return writeXml(root, creditNote ? { cn, cac, cbc } : { ubl, cac, cbc });
}
