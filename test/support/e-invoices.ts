import type { Invoice } from '../../functions/invoices/domain/invoice.ts';
import type { VatCategory } from '../../functions/invoices/domain/rules/vat/category.ts';

/** The same type, all of it writable: what a test changes in a copy. */
export type Draft<T> = T extends Uint8Array | bigint | string
  ? T
  : T extends readonly (infer E)[]
    ? Draft<E>[]
    : { -readonly [K in keyof T]: Draft<T[K]> };

const ADDRESS = {
  line1: 'Hauptstr. 1',
  line2: 'Hof',
  line3: '2. Stock',
  city: 'Köln',
  postCode: '50667',
  subdivision: 'NW',
  country: 'DE',
};

/** An invoice in XRechnung 3.0 with every group that a credit transfer can have, and no finding at all. */
export const FULL_INVOICE: Invoice = {
  number: 'R-2026-0001', issueDate: '2026-03-31', typeCode: '380', currency: 'EUR', vatCurrency: 'CHF',
  vatPointDateCode: '35', dueDate: '2026-04-30', buyerReference: '04011000-12345-34', projectReference: 'P-7',
  contractReference: 'V-1', purchaseOrderReference: 'B-12', salesOrderReference: 'A-9',
  receivingAdviceReference: 'WE-3', despatchAdviceReference: 'LS-4', tenderOrLotReference: 'LOS-2',
  invoicedObject: { id: 'Zähler 7', scheme: 'AVE' }, buyerAccountingReference: 'KST 4711',
  paymentTerms: '#SKONTO#TAGE=14#PROZENT=2.00#\n#SKONTO#TAGE=20#PROZENT=1.00#BASISBETRAG=100.00#\n',
  notes: [{ subjectCode: 'REG', text: 'Amtsgericht Köln\nHRB 1' }, { text: 'Danke & bis <bald>' }],
  businessProcess: 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
  specification: 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
  precedingInvoices: [{ number: 'R-2026-0000', issueDate: '2026-02-28' }],
  seller: {
    name: 'Muster GmbH', tradingName: 'Muster', ids: [{ id: '549910' }, { id: '4000001123452', scheme: '0088' }],
    legalRegistrationId: { id: '4000001123452', scheme: '0088' }, vatId: 'DE123456789', taxRegistrationId: '215/5082/1234',
    additionalLegalInformation: 'Geschäftsführer: E. Muster', electronicAddress: { id: 'rechnung@muster.example', scheme: 'EM' },
    address: ADDRESS, contact: { name: 'Erika Muster', telephone: '+49 221 123', email: 'erika@muster.example' },
  },
  buyer: {
    name: 'Stadt Bonn', tradingName: 'Bonn', id: { id: '10025', scheme: '0088' }, legalRegistrationId: { id: 'HRB 2' },
    vatId: 'DE987654321', electronicAddress: { id: '04011000-12345-34', scheme: '0204' }, address: ADDRESS,
    contact: { name: 'Amt 20', telephone: '0228 1', email: 'amt20@bonn.example' },
  },
  payee: { name: 'Factor AG', id: { id: '77', scheme: '0088' }, legalRegistrationId: { id: 'HRB 3' } },
  sellerTaxRepresentative: { name: 'Vertreter KG', vatId: 'DE111111111', address: ADDRESS },
  delivery: {
    name: 'Lager Bonn', locationId: { id: '4000001123469', scheme: '0088' }, date: '2026-03-15',
    period: { start: '2026-03-01', end: '2026-03-31' }, address: ADDRESS,
  },
  paymentInstructions: {
    meansCode: '58', meansText: 'SEPA', remittanceInformation: 'R-2026-0001',
    creditTransfers: [
      { account: 'DE02120300000000202051', accountName: 'Muster GmbH', serviceProvider: 'BYLADEM1001' },
      { account: 'DE02500105170137075030' },
    ],
  },
  allowances: [{ amount: 1000n, baseAmount: 10000n, percentage: '10', reason: 'Rabatt', reasonCode: '95', vatCategory: 'S', vatRate: '19' }],
  charges: [{ amount: 550n, reason: 'Fracht', reasonCode: 'FC', vatCategory: 'S', vatRate: '7' }],
  totals: {
    lines: 29950n, allowances: 1000n, charges: 550n, withoutVat: 29500n, vat: 4386n, vatInVatCurrency: 4123n, withVat: 33886n,
    paid: 3800n, rounding: 15n, payable: 30101n,
  },
  vatBreakdowns: [
    { taxableAmount: 19335n, taxAmount: 3674n, category: 'S', rate: '19' },
    { taxableAmount: 10165n, taxAmount: 712n, category: 'S', rate: '7' },
  ],
  supportingDocuments: [
    { reference: 'Anlage 1', description: 'Stundenzettel', file: { mimeType: 'application/pdf', fileName: 'stunden.pdf', content: new Uint8Array([37, 80, 68, 70, 0, 255]) } },
    { reference: 'Anlage 2', location: 'https://muster.example/anlage2' },
  ],
  lines: [
    {
      id: '1', note: 'Zeile', invoicedObject: { id: 'Auftrag 9', scheme: 'AVE' }, quantity: '2.5', unit: 'HUR', netAmount: 20335n,
      orderLineReference: '10', buyerAccountingReference: 'KST 1', period: { start: '2026-03-01', end: '2026-03-20' },
      allowances: [{ amount: 500n, baseAmount: 20000n, percentage: '2.5', reason: 'Mangel', reasonCode: '60' }],
      charges: [{ amount: 210n, reason: 'Eile', reasonCode: 'AA' }],
      price: { net: '82.5', discount: '7.5', gross: '90', baseQuantity: '1', baseUnit: 'HUR' },
      vatCategory: 'S', vatRate: '19',
      item: {
        name: 'Beratung', description: 'vor Ort', sellerId: 'A-1', buyerId: 'K-1', standardId: { id: '4000001123452', scheme: '0160' },
        classifications: [{ id: '80101500', scheme: 'TST', version: '24' }], originCountry: 'DE', attributes: [{ name: 'Stufe', value: 'Senior' }],
      },
    },
    {
      id: '2', quantity: '3', unit: 'C62', netAmount: 9615n, allowances: [], charges: [], price: { net: '32.05' },
      vatCategory: 'S', vatRate: '7', item: { name: 'Buch', classifications: [], attributes: [] },
    },
  ],
}; // biome-ignore format: a document

/** A copy of an invoice, changed. */
export function changed(change: (draft: Draft<Invoice>) => void, base: Invoice = FULL_INVOICE): Invoice {
  const draft = structuredClone(base) as Draft<Invoice>;
  change(draft);
  return draft as Invoice;
}

const RATES: Readonly<Record<VatCategory['rate'], string | undefined>> = {
  positive: '10',
  'not-negative': '10',
  zero: '0',
  absent: undefined,
};

/** The smallest invoice of one VAT category, with an allowance and a charge of it, that keeps every rule of EN 16931. */
export function invoiceOf({ code, rate, exemption, identifiers }: VatCategory): Invoice {
  const vatRate = RATES[rate];
  const tax = { vatCategory: code, ...(vatRate === undefined ? {} : { vatRate }) };
  const vat = vatRate === '10' ? 1000n : 0n;
  const numbers = identifiers === 'none' ? {} : { vatId: 'DE123456789' };
  return {
    number: '1', issueDate: '2026-01-02', typeCode: '380', currency: 'EUR', specification: 'urn:cen.eu:en16931:2017', dueDate: '2026-02-01',
    notes: [], precedingInvoices: [], supportingDocuments: [],
    seller: { name: 'S', ids: [{ id: '1' }], address: { country: 'DE' }, ...numbers },
    buyer: { name: 'B', address: { country: 'FR' }, ...(identifiers === 'none' ? {} : { vatId: 'FR12345678901' }) },
    delivery: { date: '2026-01-01', address: { country: 'FR' } },
    allowances: [{ amount: 100n, reason: 'a', ...tax }],
    charges: [{ amount: 100n, reason: 'c', ...tax }],
    totals: { lines: 10000n, allowances: 100n, charges: 100n, withoutVat: 10000n, vat, withVat: 10000n + vat, payable: 10000n + vat },
    vatBreakdowns: [
      {
        taxableAmount: 10000n, taxAmount: vat, category: code,
        ...(vatRate === undefined ? {} : { rate: vatRate }),
        ...(exemption === 'required' ? { exemptionReason: 'why' } : {}),
      },
    ],
    lines: [
      {
        id: '1', quantity: '1', unit: 'C62', netAmount: 10000n, allowances: [], charges: [], price: { net: '100' }, ...tax,
        item: { name: 'i', classifications: [], attributes: [] },
      },
    ],
  }; // biome-ignore format: a document
}
