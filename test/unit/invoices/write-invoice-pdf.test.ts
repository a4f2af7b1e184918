import { describe, expect, it } from 'vitest';
import { invoiceDocument } from '../../../functions/invoices/domain/issued/invoice-document.ts';
import type { InvoiceOrder } from '../../../functions/invoices/domain/issued/order.ts';
import { extractInvoice } from '../../../functions/invoices/domain/pdf/extract-invoice.ts';
import { writeInvoicePdf } from '../../../functions/invoices/pdf/write-invoice-pdf.ts';
import { letterFonts } from '../../support/letter-fixture.ts';

const LINE = {
  quantity: '2.5',
  unit: 'HUR',
  unitPrice: '1119.99',
  category: 'S',
  rate: 1900,
  account: '8400',
};
const ORDER: InvoiceOrder = {
  number: 'RE-2026-0001',
  date: '2026-06-15',
  serviceDate: '2026-06-10',
  dueDate: '2026-07-15',
  discount: { days: 10, percentTimes100: 200 },
  currency: 'EUR',
  lines: [{ text: 'Beratung & Łódź', ...LINE }],
};
const PLACE = { street: 'Markt', houseNumber: '1', postcode: '12345', city: 'Musterstadt', country: 'DE' };
const ISSUER = {
  name: 'Acme GmbH',
  address: PLACE,
  contact: { name: 'A', phone: '1', email: 'a@b.example' },
  iban: 'DE89370400440532013000',
  vatId: 'DE136695976',
  footer: ['HRB 1'],
};
const CUSTOMER = { id: 'k-1', name: 'Kunde', vatId: 'DE123456788', address: { ...PLACE, country: 'AT' } };

describe('the page of an invoice', () => {
  it('says what §14 Abs. 4 UStG demands', () => {
    const page = invoiceDocument(ORDER, ISSUER, CUSTOMER);
    expect(page).toMatchObject({
      title: 'Rechnung RE-2026-0001',
      recipient: ['Kunde', 'Markt 1', '12345 Musterstadt', 'AT'],
      rows: [['1', 'Beratung & Łódź', '2,5 Std.', '1.119,99', '19 %', '2.799,98 €']],
      sums: [
        { label: 'Summe netto', value: '2.799,98 €' },
        { label: 'Umsatzsteuer 19 % auf 2.799,98 €', value: '532,00 €' },
      ],
      total: { value: '3.331,98 €' },
    });
    expect(page.references).toContainEqual({ label: 'Leistungsdatum', value: '10.06.2026' });
    expect(page.payment).toContainEqual({ label: 'Skonto', value: '2 % bei Zahlung bis 25.06.2026' });
    expect(page.footer.join()).toContain('USt-IdNr. DE136695976');
  });

  it('gives the reason for no tax, and of a credit note the invoice that it takes back', () => {
    const lines = [{ text: 'x', ...LINE, category: 'AE', rate: 0 }];
    const cancels = { number: 'RE-1', date: '2026-06-01' };
    const page = invoiceDocument({ ...ORDER, lines, cancels }, ISSUER, CUSTOMER);
    expect(page.notes).toEqual(['Steuerschuldnerschaft des Leistungsempfängers.']);
    expect(page.opening).toContain('RE-1 vom 01.06.2026');
    expect(page.payment).toEqual([]);
  });
});

describe('a hybrid invoice', () => {
  const hybrid = (lines = ORDER.lines) => ({
    document: invoiceDocument({ ...ORDER, lines }, ISSUER, CUSTOMER),
    xml: Buffer.from('<x/>'),
    profile: { fileName: 'factur-x.xml', conformance: 'EN 16931' } as const,
    number: ORDER.number,
    issuedAt: new Date('2026-06-15T12:00:00Z'),
  });

  it('has the XML as an alternative, says so in its metadata, and is the same bytes each time', async () => {
    const pdf = await writeInvoicePdf(hybrid(), letterFonts());
    const { name, relationship, xml } = extractInvoice(pdf);
    expect([name, relationship, Buffer.from(xml).toString()]).toEqual([
      'factur-x.xml',
      'Alternative',
      '<x/>',
    ]);
    const text = pdf.toString('latin1');
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(text).toContain('<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>');
    expect(text).toContain('<pdfaSchema:prefix>fx</pdfaSchema:prefix>');
    expect(text).toMatch(/\/OutputIntents/);
    expect(Buffer.compare(pdf, await writeInvoicePdf(hybrid(), letterFonts()))).toBe(0);
  }, 20_000);

  it('goes on over pages', async () => {
    const many = Array.from({ length: 80 }, (_, at) => ({ text: `Position ${at}`, ...LINE }));
    const pages = (await writeInvoicePdf(hybrid(many), letterFonts()))
      .toString('latin1')
      .match(/\/Type \/Page\b/g);
    expect(pages?.length).toBeGreaterThan(1);
  }, 20_000);
});
