import type { Invoice, PrecedingInvoice, SupportingDocument } from '../invoice.ts';
import type { Delivery } from '../model/delivery.ts';
import { type Cursor, date, group, groups, take, text } from '../read/cursor.ts';
import { embeddedFile } from '../read/embedded-file.ts';
import { present, presentGroup } from '../read/present.ts';
import { childrenOf, textAt, type XmlNode } from '../xml/xml-node.ts';
import { readAllowances, readBreakdowns, readCharges, readTotals, readVatPoint } from './read-amounts.ts';
import { readInvoicedObject, readLine, readPeriod } from './read-line.ts';
import {
  onlyIdentifier,
  readAddress,
  readBuyer,
  readPayee,
  readSeller,
  readTaxRepresentative,
} from './read-party.ts';
import { readPayment } from './read-payment.ts';

const ALLOWANCE = { amount: 'BT-92', base: 'BT-93', percentage: 'BT-94', rate: 'BT-96' };
const CHARGE = { amount: 'BT-99', base: 'BT-100', percentage: 'BT-101', rate: 'BT-103' };
/** UNCL 1001: what an `AdditionalReferencedDocument` is. */
const TENDER_OR_LOT = '50';
const SUPPORTING = '916';
const REFERENCES = 'ram:AdditionalReferencedDocument';

function readPreceding(at: Cursor): PrecedingInvoice {
  const day = ['ram:FormattedIssueDateTime', 'qdt:DateTimeString'] as const;
  return present({
    number: text(at, 'ram:IssuerAssignedID'),
    issueDate: date(at, 'issueDate', 'BT-26', ...day),
  });
}

function hasType(type: string): (node: XmlNode) => boolean {
  return (node) => textAt(node, 'ram:TypeCode') === type;
}

function readTenderOrLot(agreement: Cursor): string | undefined {
  const node = childrenOf(agreement.node, REFERENCES).find(hasType(TENDER_OR_LOT));
  const at = { ...agreement, node };
  take(at, 'ram:TypeCode');
  return text(at, 'ram:IssuerAssignedID');
}

function readSupporting(at: Cursor): SupportingDocument {
  take(at, 'ram:TypeCode');
  return present({
    reference: text(at, 'ram:IssuerAssignedID'),
    description: text(at, 'ram:Name'),
    location: text(at, 'ram:URIID'),
    file: embeddedFile(at.reading, take(at, 'ram:AttachmentBinaryObject'), `${at.path}/file`),
  });
}

function readDelivery(delivery: Cursor, settlement: Cursor): Delivery | undefined {
  const at = { ...delivery, path: '/delivery' };
  const party = group(at, '', 'ram:ShipToTradeParty');
  const event = group(at, '', 'ram:ActualDeliverySupplyChainEvent');
  const period = group({ ...settlement, path: '/delivery' }, 'period', 'ram:BillingSpecifiedPeriod');
  return presentGroup({
    name: text(party, 'ram:Name'),
    locationId: onlyIdentifier(party),
    date: date(event, 'date', 'BT-72', 'ram:OccurrenceDateTime', 'udt:DateTimeString'),
    period: readPeriod(period, 'BT-73', 'BT-74'),
    address: readAddress(group(party, 'address', 'ram:PostalTradeAddress')),
  });
}

function readReferences(agreement: Cursor, delivery: Cursor, settlement: Cursor) {
  const assigned = 'ram:IssuerAssignedID';
  // The name of a project is mandatory in the schema and no term of the standard.
  take(agreement, 'ram:SpecifiedProcuringProject', 'ram:Name');
  return {
    buyerReference: text(agreement, 'ram:BuyerReference'),
    projectReference: text(agreement, 'ram:SpecifiedProcuringProject', 'ram:ID'),
    contractReference: text(agreement, 'ram:ContractReferencedDocument', assigned),
    purchaseOrderReference: text(agreement, 'ram:BuyerOrderReferencedDocument', assigned),
    salesOrderReference: text(agreement, 'ram:SellerOrderReferencedDocument', assigned),
    receivingAdviceReference: text(delivery, 'ram:ReceivingAdviceReferencedDocument', assigned),
    despatchAdviceReference: text(delivery, 'ram:DespatchAdviceReferencedDocument', assigned),
    tenderOrLotReference: readTenderOrLot(agreement),
    invoicedObject: readInvoicedObject(agreement),
    buyerAccountingReference: text(settlement, 'ram:ReceivableSpecifiedTradeAccountingAccount', 'ram:ID'),
  };
}

/** BT-20 with its line breaks: a line of Skonto ends with one (XRechnung, BR-DE-18). */
function readPaymentTerms(settlement: Cursor): string | undefined {
  const node = take(settlement, 'ram:SpecifiedTradePaymentTerms', 'ram:Description');
  return node && node.text.trim() !== '' ? node.text : undefined;
}

function readParties(agreement: Cursor, settlement: Cursor) {
  return {
    seller: readSeller(group(agreement, 'seller', 'ram:SellerTradeParty')),
    buyer: readBuyer(group(agreement, 'buyer', 'ram:BuyerTradeParty')),
    payee: readPayee(group(settlement, 'payee', 'ram:PayeeTradeParty')),
    sellerTaxRepresentative: readTaxRepresentative(
      group(agreement, 'sellerTaxRepresentative', 'ram:SellerTaxRepresentativeTradeParty'),
    ),
  };
}

/** A `CrossIndustryInvoice` in the model, by the binding of CEN/TS 16931-3-3. ZUGFeRD and Factur-X carry the same. */
export function readCii(document: Cursor): Invoice {
  const context = group(document, '', 'rsm:ExchangedDocumentContext');
  const header = group(document, '', 'rsm:ExchangedDocument');
  const transaction = group(document, '', 'rsm:SupplyChainTradeTransaction');
  const agreement = group(transaction, '', 'ram:ApplicableHeaderTradeAgreement');
  const delivery = group(transaction, '', 'ram:ApplicableHeaderTradeDelivery');
  const settlement = group(transaction, '', 'ram:ApplicableHeaderTradeSettlement');
  const currency = text(settlement, 'ram:InvoiceCurrencyCode');
  const vatCurrency = text(settlement, 'ram:TaxCurrencyCode');
  Object.assign(document.reading, { currency, vatCurrency });
  const dueDay = ['ram:SpecifiedTradePaymentTerms', 'ram:DueDateDateTime', 'udt:DateTimeString'] as const;
  return present({
    number: text(header, 'ram:ID'),
    issueDate: date(header, 'issueDate', 'BT-2', 'ram:IssueDateTime', 'udt:DateTimeString'),
    typeCode: text(header, 'ram:TypeCode'),
    currency,
    vatCurrency,
    ...readVatPoint(settlement),
    dueDate: date(settlement, 'dueDate', 'BT-9', ...dueDay),
    ...readReferences(agreement, delivery, settlement),
    paymentTerms: readPaymentTerms(settlement),
    notes: groups(header, 'notes', 'ram:IncludedNote').map((note) =>
      present({ subjectCode: text(note, 'ram:SubjectCode'), text: text(note, 'ram:Content') }),
    ),
    businessProcess: text(context, 'ram:BusinessProcessSpecifiedDocumentContextParameter', 'ram:ID'),
    specification: text(context, 'ram:GuidelineSpecifiedDocumentContextParameter', 'ram:ID'),
    precedingInvoices: groups(settlement, 'precedingInvoices', 'ram:InvoiceReferencedDocument').map(
      readPreceding,
    ),
    ...readParties(agreement, settlement),
    delivery: readDelivery(delivery, settlement),
    paymentInstructions: readPayment(settlement),
    allowances: readAllowances(settlement, ALLOWANCE),
    charges: readCharges(settlement, CHARGE),
    totals: readTotals(settlement, currency, vatCurrency),
    vatBreakdowns: readBreakdowns(settlement),
    supportingDocuments: groups(agreement, 'supportingDocuments', REFERENCES, hasType(SUPPORTING)).map(
      readSupporting,
    ),
    lines: groups(transaction, 'lines', 'ram:IncludedSupplyChainTradeLineItem').map(readLine),
  });
}
