import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInvoice } from '../../../functions/invoices/domain/check-invoice.ts';
import { writeCii } from '../../../functions/invoices/domain/cii/write-cii.ts';
import { lineNetCents, vatGroups } from '../../../functions/invoices/domain/issued/calculate.ts';
import { composeInvoice } from '../../../functions/invoices/domain/issued/compose-invoice.ts';
import { deductionOf, paidBefore } from '../../../functions/invoices/domain/issued/deduct.ts';
import { issuedEntryLines } from '../../../functions/invoices/domain/issued/entry-lines.ts';
import { invoiceDocument } from '../../../functions/invoices/domain/issued/invoice-document.ts';
import type { Deduction, InvoiceOrder } from '../../../functions/invoices/domain/issued/order.ts';
import { readInvoice } from '../../../functions/invoices/domain/read-invoice.ts';
import { writeUbl } from '../../../functions/invoices/domain/ubl/write-ubl.ts';
import { type EntryLine, signedAmount } from '../../../functions/ledger/rules.ts';

const PLACE = { street: 'Markt', houseNumber: '1', postcode: '12345', city: 'Musterstadt', country: 'DE' };
const ISSUER = {
  name: 'Acme GmbH',
  address: PLACE,
  contact: { name: 'Anna', phone: '+49 40 1234567', email: 'a@b.example' },
  iban: 'DE89370400440532013000',
  vatId: 'DE136695976',
  footer: ['HRB 1'],
};
const CUSTOMER = { id: 'k-1', name: 'Kunde', email: 'k@kunde.example', address: PLACE };
const LINE = { text: 'Auftrag 7', quantity: '1', unit: 'C62', category: 'S' };
const FINAL: InvoiceOrder = {
  number: 'RE-2021-0009',
  date: '2021-03-15',
  serviceDate: '2021-03-10',
  dueDate: '2021-04-15',
  currency: 'EUR',
  lines: [{ ...LINE, unitPrice: '1000', rate: 1900, account: '8400' }],
};
const AT_16: Deduction = {
  number: 'RE-2020-0007',
  date: '2020-10-01',
  groups: [{ rate: 1600, net: '400.00', tax: '64.00' }],
};
const BOOKS = { chart: 'SKR03', accountLength: 4, taxOnPayment: false } as const;
const WHOSE = { account: '10000', partner: 'k-1' };

const shown = (lines: readonly EntryLine[]) =>
  lines.map((line) =>
    [line.account, signedAmount(line), line.taxCode].filter((one) => one !== undefined).join(' '),
  );
const sum = (lines: readonly EntryLine[]) => lines.reduce((total, line) => total + signedAmount(line), 0n);

describe('the entry of a final invoice', () => {
  it('takes an advance of the second half of 2020 off at 16 %, the supply is taxed at 19 %', () => {
    const order = { ...FINAL, deducts: [AT_16] };
    expect(shown(issuedEntryLines(order, BOOKS, WHOSE))).toEqual([
      '10000 72600',
      '8400 -100000 output-19',
      '1776 -19000 output-19',
      '1718 40000 output-16',
      '1775 6400 output-16',
    ]);
    const waiting = { ...BOOKS, chart: 'SKR04', taxOnPayment: true } as const;
    const account = { ...FINAL.lines[0], account: '4400' } as InvoiceOrder['lines'][number];
    expect(shown(issuedEntryLines({ ...order, lines: [account] }, waiting, WHOSE)).slice(2)).toEqual([
      '3816 -19000 unpaid-output-19',
      '3272 40000 unpaid-output-16',
      '3810 6400 unpaid-output-16',
    ]);
  });

  const amount = fc.integer({ min: 1, max: 2_000_000 }).map((cents) => (cents / 100).toFixed(2));
  const rates = [
    [1900, '8400', '2026-03-10'],
    [700, '8300', '2026-03-10'],
    [1600, '8400', '2020-08-10'],
    [500, '8300', '2020-08-10'],
  ] as const;
  const advance = fc
    .record({ net: amount, rate: fc.constantFrom(1900, 700, 1600, 500) })
    .map(({ net, rate }) => {
      const line = { ...LINE, unitPrice: net, rate, account: '1593' };
      const groups = vatGroups([line]);
      return { line, deduction: deductionOf({ number: 'RE-1', date: '2020-07-01' }, groups) };
    });

  it('balances at every rate and taxation, and what it leaves open is what the invoice says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rates),
        amount,
        fc.array(advance, { maxLength: 3 }),
        fc.boolean(),
        fc.boolean(),
        ([rate, account, day], unitPrice, advances, taxOnPayment, isCancelled) => {
          const order: InvoiceOrder = {
            ...FINAL,
            ...{ date: day, serviceDate: day, dueDate: day },
            lines: [{ ...LINE, unitPrice, rate, account }],
            deducts: advances.map(({ deduction }) => deduction),
            ...(isCancelled ? { cancels: { number: 'RE-2', date: day } } : {}),
          };
          const entry = issuedEntryLines(order, { ...BOOKS, taxOnPayment }, WHOSE);
          expect(sum(entry)).toBe(0n);
          const { totals } = composeInvoice(order, ISSUER, CUSTOMER);
          const open = sum(entry.filter((line) => line.account === '10000'));
          expect(open).toBe((isCancelled ? -1n : 1n) * (totals.payable ?? 0n));
          expect(totals.paid).toBe(paidBefore(order));
        },
      ),
    );
  });

  it('of an advance waits gross by rate, with the net amount that its tax follows from', () => {
    fc.assert(
      fc.property(fc.array(advance, { minLength: 1, maxLength: 5 }), (advances) => {
        const lines = advances.map(({ line }) => line);
        const entry = issuedEntryLines({ ...FINAL, kind: 'advance', lines }, BOOKS, WHOSE);
        expect(sum(entry)).toBe(0n);
        const net = lines.reduce((total, line) => total + lineNetCents(line), 0n);
        expect(entry.reduce((total, { taxBaseMinor = 0n }) => total + taxBaseMinor, 0n)).toBe(net);
        expect(new Set(entry.slice(1).map(({ account }) => account))).toEqual(new Set(['1593']));
      }),
    );
  });
});

describe('advance and final invoices as e-invoices', () => {
  const orders: InvoiceOrder[] = [
    { ...FINAL, kind: 'advance', serviceDate: undefined },
    { ...FINAL, deducts: [AT_16, { ...AT_16, number: 'RE-2020-0008' }] },
    { ...FINAL, deducts: [{ ...AT_16, groups: [{ rate: 1900, net: '1000.00', tax: '190.00' }] }] },
    { ...FINAL, deducts: [{ ...AT_16, groups: [{ rate: 1900, net: '2000.00', tax: '380.00' }] }] },
    { ...FINAL, deducts: [AT_16], cancels: { number: 'RE-1', date: '2021-03-01' } },
  ];

  it.each(['', '04011000-12345-03'])('keep the rules in both syntaxes, with Leitweg-ID "%s"', (leitwegId) => {
    for (const order of orders) {
      const reached = leitwegId === '' ? {} : { buyerReference: leitwegId };
      const invoice = composeInvoice({ ...order, ...reached }, ISSUER, CUSTOMER);
      for (const xml of [writeCii(invoice), writeUbl(invoice)]) {
        const read = readInvoice(Buffer.from(xml));
        if (read.kind === 'refused') throw new Error(read.reason);
        const findings = [...read.findings, ...checkInvoice(read.invoice, read.lines)];
        // A day of supply that is not known yet is told, not refused (BR-DE-TMP-32).
        expect(findings.filter(({ severity }) => severity !== 'information')).toEqual([]);
        expect(read.invoice).toEqual(invoice);
      }
    }
  });
});

describe('the page', () => {
  it('of an advance says what it is, and when the supply is planned', () => {
    const page = invoiceDocument({ ...FINAL, kind: 'advance' }, ISSUER, CUSTOMER);
    expect(page.title).toBe('Anzahlungsrechnung RE-2021-0009');
    expect(page.references).toContainEqual({ label: 'Leistung geplant', value: '10.03.2021' });
    expect(page.total).toEqual({ label: 'Anzahlungsbetrag', value: '1.190,00 €' });
  });

  it('of a final invoice takes each advance off with its tax (§14 Abs. 5 S. 2 UStG)', () => {
    const page = invoiceDocument({ ...FINAL, deducts: [AT_16] }, ISSUER, CUSTOMER);
    expect(page.title).toBe('Schlussrechnung RE-2021-0009');
    expect(page.sums.slice(2)).toEqual([
      { label: 'Gesamtbetrag', value: '1.190,00 €' },
      {
        label: 'abzgl. Anzahlung RE-2020-0007 vom 01.10.2020\n(netto 400,00 €, USt 16 % 64,00 €)',
        value: '-464,00 €',
      },
    ]);
    expect(page.total).toEqual({ label: 'Noch zu zahlen', value: '726,00 €' });
    const over = [{ ...AT_16, groups: [{ rate: 1900, net: '2000.00', tax: '380.00' }] }];
    const credit = invoiceDocument({ ...FINAL, deducts: over }, ISSUER, CUSTOMER);
    expect(credit.total).toEqual({ label: 'Guthaben zu Ihren Gunsten', value: '1.190,00 €' });
    expect(credit.payment).toEqual([]);
  });
});
