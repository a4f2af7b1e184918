import type { Invoice, Note, PrecedingInvoice, SupportingDocument } from '../invoice.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Identifier } from '../model/values.ts';
import { agreed } from '../read/agreed.ts';
import { type Cursor, date, group, groups, identifier, take, text } from '../read/cursor.ts';
import { embeddedFile } from '../read/embedded-file.ts';
import { present, presentGroup } from '../read/present.ts';
import { child, childrenOf, textAt, textOf, type XmlNode } from '../xml/xml-node.ts';
import { readAllowances, readBreakdowns, readCharges, readTotals } from './read-amounts.ts';
import { readLine, readPeriod } from './read-line.ts';
import { readAddress, readBuyer, readPayee, readSeller, readTaxRepresentative } from './read-party.ts';
import { readPayment } from './read-payment.ts';

const ALLOWANCE = { amount: 'BT-92', base: 'BT-93', percentage: 'BT-94', rate: 'BT-96' };
const CHARGE = { amount: 'BT-99', base: 'BT-100', percentage: 'BT-101', rate: 'BT-103' };
/** UNCL 1001: what an `AdditionalDocumentReference` is, when it is no supporting document. */
const INVOICED_OBJECT = '130';
const PROJECT = '50';

/** BT-21 stands in front of BT-22, between number signs. */
function readNote(written: string): Note {
  const [, subjectCode, rest] = /^#([^#\s]{3})#([\s\S]*)$/.exec(written) ?? [];
  const noteText = (rest ?? written).trim();
  return present({ subjectCode, text: noteText === '' ? undefined : noteText });
}

function readNotes(document: Cursor): Note[] {
  const nodes = childrenOf(document.node, 'cbc:Note').filter((node) => node.text.trim() !== '');
  return nodes.map((node, index) => {
    document.reading.taken.add(node);
    document.reading.lines.set(`/notes/${index}`, node.line);
    return readNote(node.text.trim());
  });
}

function readPreceding(at: Cursor): PrecedingInvoice {
  const reference = {
    ...at,
    node: at.node?.children.find((one) => one.name === 'cac:InvoiceDocumentReference'),
  };
  return present({
    number: text(reference, 'cbc:ID'),
    issueDate: date(reference, 'issueDate', 'BT-26', 'cbc:IssueDate'),
  });
}

function documentType(node: XmlNode): string | undefined {
  return textAt(node, 'cbc:DocumentTypeCode');
}

/** The reference of a type that stands among the additional documents, once. */
function referenceOf(document: Cursor, type: string): Identifier | undefined {
  const node = childrenOf(document.node, 'cac:AdditionalDocumentReference').find(
    (one) => documentType(one) === type,
  );
  const at = { ...document, node };
  take(at, 'cbc:DocumentTypeCode');
  return identifier(at, 'cbc:ID');
}

function readSupporting(at: Cursor): SupportingDocument {
  const file = take(at, 'cac:Attachment', 'cbc:EmbeddedDocumentBinaryObject');
  return present({
    reference: text(at, 'cbc:ID'),
    description: text(at, 'cbc:DocumentDescription'),
    location: text(at, 'cac:Attachment', 'cac:ExternalReference', 'cbc:URI'),
    file: embeddedFile(at.reading, file, `${at.path}/file`),
  });
}

function readDelivery(document: Cursor): Delivery | undefined {
  const at = group(document, 'delivery', 'cac:Delivery');
  return presentGroup({
    name: text(at, 'cac:DeliveryParty', 'cac:PartyName', 'cbc:Name'),
    locationId: identifier(at, 'cac:DeliveryLocation', 'cbc:ID'),
    date: date(at, 'date', 'BT-72', 'cbc:ActualDeliveryDate'),
    period: readPeriod(
      group({ ...document, path: '/delivery' }, 'period', 'cac:InvoicePeriod'),
      'BT-73',
      'BT-74',
    ),
    address: readAddress(group(at, 'address', 'cac:DeliveryLocation', 'cac:Address')),
  });
}

function readReferences(at: Cursor, creditNote: boolean) {
  return {
    buyerReference: text(at, 'cbc:BuyerReference'),
    projectReference: creditNote ? referenceOf(at, PROJECT)?.id : text(at, 'cac:ProjectReference', 'cbc:ID'),
    contractReference: text(at, 'cac:ContractDocumentReference', 'cbc:ID'),
    purchaseOrderReference: text(at, 'cac:OrderReference', 'cbc:ID'),
    salesOrderReference: text(at, 'cac:OrderReference', 'cbc:SalesOrderID'),
    receivingAdviceReference: text(at, 'cac:ReceiptDocumentReference', 'cbc:ID'),
    despatchAdviceReference: text(at, 'cac:DespatchDocumentReference', 'cbc:ID'),
    tenderOrLotReference: text(at, 'cac:OriginatorDocumentReference', 'cbc:ID'),
    invoicedObject: referenceOf(at, INVOICED_OBJECT),
    buyerAccountingReference: text(at, 'cbc:AccountingCost'),
  };
}

/** BT-9 of a credit note: it stands with every payment means, the same. */
function readCreditDueDate(document: Cursor): string | undefined {
  const means = childrenOf(document.node, 'cac:PaymentMeans');
  const days = means.map((node) => child(node, 'cbc:PaymentDueDate'));
  agreed(document.reading, days, 'BT-9', '/dueDate', textOf);
  const dated = means.find((node) => child(node, 'cbc:PaymentDueDate'));
  return date({ ...document, node: dated }, 'dueDate', 'BT-9', 'cbc:PaymentDueDate');
}

/** BT-20 with its line breaks: a line of Skonto ends with one (XRechnung, BR-DE-18). */
function readPaymentTerms(at: Cursor): string | undefined {
  const node = take(at, 'cac:PaymentTerms', 'cbc:Note');
  return node && node.text.trim() !== '' ? node.text : undefined;
}

/**
 * An `Invoice` or `CreditNote` of UBL 2.1 in the model, by the binding of CEN/TS 16931-3-2. A credit note has its due date with the
 * payment means and its project among the additional documents.
 */
export function readUbl(document: Cursor, creditNote: boolean): Invoice {
  const at = document;
  const currency = text(at, 'cbc:DocumentCurrencyCode');
  const vatCurrency = text(at, 'cbc:TaxCurrencyCode');
  Object.assign(document.reading, { currency, vatCurrency });
  const supporting = (node: XmlNode) =>
    documentType(node) !== INVOICED_OBJECT && !(creditNote && documentType(node) === PROJECT);
  const lineName = creditNote ? 'cac:CreditNoteLine' : 'cac:InvoiceLine';
  const quantityName = creditNote ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity';
  return present({
    number: text(at, 'cbc:ID'),
    issueDate: date(at, 'issueDate', 'BT-2', 'cbc:IssueDate'),
    typeCode: text(at, creditNote ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode'),
    currency,
    vatCurrency,
    vatPointDate: date(at, 'vatPointDate', 'BT-7', 'cbc:TaxPointDate'),
    vatPointDateCode: text(at, 'cac:InvoicePeriod', 'cbc:DescriptionCode'),
    dueDate: creditNote ? readCreditDueDate(at) : date(at, 'dueDate', 'BT-9', 'cbc:DueDate'),
    ...readReferences(at, creditNote),
    paymentTerms: readPaymentTerms(at),
    notes: readNotes(at),
    businessProcess: text(at, 'cbc:ProfileID'),
    specification: text(at, 'cbc:CustomizationID'),
    precedingInvoices: groups(at, 'precedingInvoices', 'cac:BillingReference').map(readPreceding),
    seller: readSeller(group(at, 'seller', 'cac:AccountingSupplierParty', 'cac:Party')),
    buyer: readBuyer(group(at, 'buyer', 'cac:AccountingCustomerParty', 'cac:Party')),
    payee: readPayee(group(at, 'payee', 'cac:PayeeParty')),
    sellerTaxRepresentative: readTaxRepresentative(
      group(at, 'sellerTaxRepresentative', 'cac:TaxRepresentativeParty'),
    ),
    delivery: readDelivery(at),
    paymentInstructions: readPayment(at),
    allowances: readAllowances(at, ALLOWANCE),
    charges: readCharges(at, CHARGE),
    totals: readTotals(at, currency, vatCurrency),
    vatBreakdowns: readBreakdowns(at),
    supportingDocuments: groups(at, 'supportingDocuments', 'cac:AdditionalDocumentReference', supporting).map(
      readSupporting,
    ),
    lines: groups(at, 'lines', lineName).map((line) => readLine(line, quantityName)),
  });
}
