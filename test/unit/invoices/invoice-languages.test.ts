import { describe, expect, it } from 'vitest';
import { checkInvoice } from '../../../functions/invoices/domain/check-invoice.ts';
import { composeInvoice } from '../../../functions/invoices/domain/issued/compose-invoice.ts';
import { creditPart } from '../../../functions/invoices/domain/issued/correct.ts';
import { invoiceDocument } from '../../../functions/invoices/domain/issued/invoice-document.ts';
import type { InvoiceOrder } from '../../../functions/invoices/domain/issued/order.ts';
import {
  ENGLISH,
  englishDay,
  englishNumber,
} from '../../../functions/invoices/domain/issued/words/english.ts';
import { GERMAN } from '../../../functions/invoices/domain/issued/words/german.ts';
import { writeInvoicePdf } from '../../../functions/invoices/pdf/write-invoice-pdf.ts';
import { letterFonts } from '../../support/letter-fixture.ts';

const PLACE = { street: 'Markt', houseNumber: '1', postcode: '12345', city: 'Musterstadt', country: 'DE' };
const ISSUER = {
  name: 'Acme GmbH',
  address: PLACE,
  contact: { name: 'Anna', phone: '+49 40 1234567', email: 'a@b.example' },
  iban: 'DE89370400440532013000',
  vatId: 'DE136695976',
  taxNumber: '27/123/45678',
  footer: [],
};
const CUSTOMER = {
  id: 'k-1',
  name: 'Client Ltd',
  vatId: 'ATU12345675',
  email: 'k@kunde.example',
  address: { ...PLACE, country: 'AT' },
};
const LINE = { text: 'Consulting', quantity: '1250.5', unit: 'HUR', unitPrice: '119.99', rate: 1900 };
const ORDER: InvoiceOrder = {
  language: 'en',
  number: 'RE-2026-0001',
  date: '2026-06-15',
  serviceDate: '2026-06-10',
  dueDate: '2026-07-15',
  discount: { days: 10, percentTimes100: 250 },
  currency: 'EUR',
  lines: [{ ...LINE, category: 'S', account: '8400' }],
};
const ADVANCE = { number: 'RE-1', date: '2026-05-01', groups: [{ rate: 1900, net: '400.00', tax: '76.00' }] };
const CREDITED = { number: 'RE-2026-0001', date: '2026-06-15' };

/** Every kind of invoice that there is, in one language. */
function allKinds(language: 'de' | 'en'): InvoiceOrder[] {
  const order = { ...ORDER, language };
  const { credited: _credited, ...part } = creditPart(order, [], [{ line: 1, quantity: '1' }]);
  const untaxed = (category: string) => ({
    ...order,
    lines: [{ ...LINE, category, rate: 0, account: '8336' }],
  });
  return [
    order,
    { ...order, kind: 'advance', discount: undefined },
    { ...order, deducts: [ADVANCE] },
    { ...order, deducts: [{ ...ADVANCE, groups: [{ rate: 1900, net: '900000.00', tax: '171000.00' }] }] },
    { ...order, ...part, corrects: { ...CREDITED, reason: 'Less' } },
    { ...order, cancels: CREDITED },
    { ...order, deducts: [ADVANCE], cancels: CREDITED },
    ...['AE', 'K', 'G'].map(untaxed),
  ];
}

describe('an invoice in English', () => {
  it('has the days, numbers and words of the language, and those that the law prescribes in both', () => {
    expect([englishDay('2026-01-05'), englishNumber('-1234567.5'), ENGLISH.money(-123_456n, 'EUR')]).toEqual([
      '5 January 2026',
      '-1,234,567.5',
      '-€1,234.56',
    ]);
    const page = invoiceDocument(ORDER, ISSUER, CUSTOMER);
    expect(page).toMatchObject({
      language: 'en',
      title: 'Invoice RE-2026-0001',
      recipient: ['Client Ltd', 'Markt 1', '12345 Musterstadt', 'AT'],
      rows: [['1', 'Consulting', '1,250.5 hrs', '119.99', '19%', '€150,047.50']],
      sums: [{ label: 'Net total' }, { label: 'VAT 19% on €150,047.50', value: '€28,509.03' }],
      total: { label: 'Invoice total', value: '€178,556.53' },
    });
    expect(page.returnLine).toBe('Acme GmbH · Markt 1 · 12345 Musterstadt · Germany');
    expect(page.references).toContainEqual({ label: 'Date of supply', value: '10 June 2026' });
    expect(page.payment).toContainEqual({ label: 'Cash discount', value: '2.5% if paid by 25 June 2026' });
    expect(page.footer[1]).toContain('VAT ID DE136695976 · German tax number 27/123/45678');
    const reverse = invoiceDocument(
      { ...ORDER, lines: [{ ...LINE, category: 'AE', rate: 0, account: '8336' }] },
      ISSUER,
      CUSTOMER,
    );
    expect(reverse.notes[0]).toMatch(
      /^Reverse charge: .*\(Steuerschuldnerschaft des Leistungsempfängers\)\.$/,
    );
  });

  it('says all that the German one says, on the page and in the XML, and nothing in German but that', () => {
    const pairs = allKinds('en').map((order, index) => [order, allKinds('de')[index]] as const);
    for (const [english, german] of pairs) {
      const [page, other] = [english, german].map((order) =>
        invoiceDocument(order as InvoiceOrder, ISSUER, CUSTOMER),
      );
      const shape = (one: typeof page) =>
        one &&
        [one.references, one.sums, one.notes, one.payment, one.rows, one.footer].map(({ length }) => length);
      expect(shape(page)).toEqual(shape(other));
      const xml = composeInvoice(english, ISSUER, CUSTOMER);
      const texts = JSON.stringify([page, xml.notes, xml.paymentTerms, xml.vatBreakdowns.map(String)]);
      const free = texts
        .replaceAll(/\([^()]*(?:Steuer|steuer)[^()]*\)/g, '')
        .replaceAll(/Markt|Musterstadt|#SKONTO#/g, '');
      expect(free).not.toMatch(
        /Rechnung|vom |Zahl|Steuer|netto|Betrag|Umsatz|Leistung|Stk|Std|Seite|Position/,
      );
      const findings = checkInvoice(xml).filter(({ severity }) => severity !== 'information');
      expect(findings).toEqual([]);
    }
    expect(composeInvoice(ORDER, ISSUER, CUSTOMER).paymentTerms).toBe(
      '2.50% cash discount if paid by 25 June 2026. Payable by 15 July 2026 without deduction.\n#SKONTO#TAGE=10#PROZENT=2.50#\n',
    );
  });

  it('has every word that the German one has', () => {
    const paths = (value: unknown, path = ''): string[] =>
      value !== null && typeof value === 'object'
        ? Object.entries(value).flatMap(([key, one]) => paths(one, `${path}/${key}`))
        : [path];
    expect(paths(ENGLISH)).toEqual(paths(GERMAN));
  });

  it('is a PDF that says its language', async () => {
    const hybrid = {
      document: invoiceDocument(ORDER, ISSUER, CUSTOMER),
      xml: Buffer.from('<x/>'),
      profile: { fileName: 'factur-x.xml', conformance: 'EN 16931' } as const,
      number: ORDER.number,
      issuedAt: new Date('2026-06-15T12:00:00Z'),
    };
    const text = (await writeInvoicePdf(hybrid, letterFonts())).toString('latin1');
    expect(text).toMatch(/\/Lang \(en/);
    expect(text).toContain('Invoice as XML');
  }, 20_000);
});
