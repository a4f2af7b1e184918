import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInvoice } from '../../../functions/invoices/domain/check-invoice.ts';
import { writeCii } from '../../../functions/invoices/domain/cii/write-cii.ts';
import { lineNetCents, vatGroupsOf } from '../../../functions/invoices/domain/issued/calculate.ts';
import { composeInvoice } from '../../../functions/invoices/domain/issued/compose-invoice.ts';
import { creditPart, creditRest } from '../../../functions/invoices/domain/issued/correct.ts';
import { issuedEntryLines } from '../../../functions/invoices/domain/issued/entry-lines.ts';
import { invoiceDocument } from '../../../functions/invoices/domain/issued/invoice-document.ts';
import type { CreditedLine, CreditWish } from '../../../functions/invoices/domain/issued/line-rest.ts';
import type { InvoiceOrder, OrderLine } from '../../../functions/invoices/domain/issued/order.ts';
import { readInvoice } from '../../../functions/invoices/domain/read-invoice.ts';
import { writeUbl } from '../../../functions/invoices/domain/ubl/write-ubl.ts';
import { signedAmount } from '../../../functions/ledger/rules.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

const PLACE = { street: 'Markt', houseNumber: '1', postcode: '12345', city: 'Musterstadt', country: 'DE' };
const ISSUER = {
  name: 'Acme GmbH',
  address: PLACE,
  contact: { name: 'Anna', phone: '+49 40 1234567', email: 'a@b.example' },
  iban: 'DE89370400440532013000',
  vatId: 'DE136695976',
  footer: [],
};
const CUSTOMER = { id: 'k-1', name: 'Kunde', email: 'k@kunde.example', address: PLACE };
const LINE = { unit: 'HUR', category: 'S', rate: 1900, account: '8400' };
const INVOICE: InvoiceOrder = {
  number: 'RE-2026-0001',
  date: '2026-06-15',
  serviceDate: '2026-06-10',
  dueDate: '2026-07-15',
  currency: 'EUR',
  lines: [
    { ...LINE, text: 'Beratung', quantity: '3', unitPrice: '33.333' },
    { ...LINE, text: 'Buch', quantity: '2', unit: 'C62', unitPrice: '9.99', rate: 700, account: '8300' },
    { ...LINE, text: 'Rabatt', quantity: '-1', unit: 'C62', unitPrice: '20' },
  ],
};

const refusalOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainError) return `${error.code} ${error.details.errors?.[0]?.pointer}`;
    throw error;
  }
  return 'taken';
};
const credit = (before: readonly CreditedLine[], ...wishes: CreditWish[]) =>
  creditPart(INVOICE, before, wishes);
const shown = (lines: readonly OrderLine[]) =>
  lines.map(({ quantity, unit, unitPrice }) => `${quantity} ${unit} ${unitPrice}`);

describe('what a credit note takes', () => {
  it('is a quantity at its price, a net amount, or all that is left; the last takes the last cent', () => {
    const first = credit([], { line: 1, quantity: '1' }, { line: 2, netCents: 499n });
    expect(shown(first.lines)).toEqual(['1 HUR 33.333', '1 LS 4.99']);
    expect(first.lines[0]?.description).toBe('Zu Position 1');
    expect(first.taxes).toEqual([
      { category: 'S', rate: 1900, tax: '6.33' },
      { category: 'S', rate: 700, tax: '0.35' },
    ]);
    const second = credit(first.credited, { line: 1, quantity: '2' }, { line: 3 });
    expect(shown(second.lines)).toEqual(['2 HUR 33.333', '-1 C62 20']);
    expect(second.credited).toEqual([
      { line: 1, quantity: '3', netCents: 10_000n },
      { line: 2, quantity: '0', netCents: 499n },
      { line: 3, quantity: '1', netCents: 2_000n },
    ]);
    // 3 x 33.333 is 100.00, of which 33.33 and 66.67 are the parts.
    expect(lineNetCents(second.lines[0] as OrderLine)).toBe(6_667n);
    expect(creditRest(INVOICE, second.credited)).toMatchObject({
      lines: [{ quantity: '1', unit: 'LS', unitPrice: '14.99' }],
      taxes: [{ rate: 700, tax: '1.05' }],
    });
    const all = credit(second.credited, { line: 2 });
    expect(refusalOf(() => creditRest(INVOICE, all.credited))).toMatch(/^invoices.nothing-left/);
    expect(refusalOf(() => credit(all.credited, { line: 1 }))).toBe(
      'invoices.nothing-left /corrects/lines/0/line',
    );
  });

  it('is refused where it is more than is left, with its place', () => {
    const cases: [CreditWish[], string][] = [
      [[{ line: 4 }], '/corrects/lines/0/line'],
      [[{ line: 2 }, { line: 2 }], '/corrects/lines/1/line'],
      [[{ line: 1, quantity: '3.000001' }], '/corrects/lines/0/quantity'],
      [[{ line: 1, quantity: '0' }], '/corrects/lines/0/quantity'],
      [[{ line: 1, quantity: '-1' }], '/corrects/lines/0/quantity'],
      [[{ line: 1, quantity: '0.0001' }], '/corrects/lines/0/quantity'],
      [[{ line: 1, netCents: 10_001n }], '/corrects/lines/0/netAmount'],
      [[{ line: 1, netCents: 0n }], '/corrects/lines/0/netAmount'],
      [[{ line: 1, netCents: -1n }], '/corrects/lines/0/netAmount'],
      [[{ line: 1, netCents: 1n, quantity: '1' }], '/corrects/lines/0/netAmount'],
      // Without its discount it is more than the rate of 19 % has: 80.00.
      [[{ line: 1 }], '/corrects/lines'],
      [[{ line: 3 }], '/corrects/lines'],
      [[{ line: 3 }, { line: 2 }], '/corrects/lines'],
    ];
    for (const [wishes, pointer] of cases) {
      expect(refusalOf(() => credit([], ...wishes))).toBe(`invoices.invalid-order ${pointer}`);
    }
    const cheaper = credit([], { line: 1, netCents: 7_000n });
    expect(refusalOf(() => credit(cheaper.credited, { line: 1, quantity: '1' }))).toBe(
      'invoices.invalid-order /corrects/lines/0/quantity',
    );
  });
});

const BOOKS = { chart: 'SKR03', accountLength: 4, taxOnPayment: false } as const;
const RATES = [
  [1900, '8400'],
  [700, '8300'],
] as const;
const line = fc
  .record({
    price: fc.integer({ min: 1, max: 300_000 }),
    units: fc.integer({ min: 1, max: 5_000 }),
    tax: fc.constantFrom(...RATES),
    isDiscount: fc.constantFrom(false, false, false, true),
  })
  .map(({ price, units, tax: [rate, account], isDiscount }): OrderLine => {
    const quantity = (units / 100).toString();
    return {
      ...{ text: 'x', unit: 'C62', category: 'S', rate, account },
      unitPrice: (price / 1000).toString(),
      quantity: isDiscount ? `-${quantity}` : quantity,
    };
  });
const wish = fc.record({
  line: fc.integer({ min: 1, max: 5 }),
  share: fc.integer({ min: 1, max: 100 }),
  by: fc.constantFrom('quantity', 'amount', 'all'),
});

/** Credit notes one after the other; what is refused is left out, as it leaves everything as it was. */
function creditAll(invoice: InvoiceOrder, steps: readonly { line: number; share: number; by: string }[][]) {
  let credited: readonly CreditedLine[] = [];
  const notes: InvoiceOrder[] = [];
  for (const step of steps) {
    const wishes = step.map(({ line: any, share, by }): CreditWish => {
      const number = ((any - 1) % invoice.lines.length) + 1;
      const { quantity = '0', unitPrice = '0' } = invoice.lines[number - 1] ?? {};
      const netCents = lineNetCents({ quantity, unitPrice });
      const size = netCents < 0n ? -netCents : netCents;
      if (by === 'amount') return { line: number, netCents: (size * BigInt(share)) / 100n };
      const some = ((Math.abs(Number(quantity)) * share) / 100).toFixed(4);
      return { line: number, ...(by === 'quantity' ? { quantity: some.replace(/\.?0+$/, '') || '0' } : {}) };
    });
    try {
      const one = creditPart(invoice, credited, wishes);
      credited = one.credited;
      const corrects = { number: 'RE-1', date: invoice.date, reason: 'Minderung' };
      notes.push({ ...invoice, lines: one.lines, taxes: one.taxes, corrects });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  try {
    const cancels = { number: 'RE-1', date: invoice.date };
    notes.push({ ...invoice, ...creditRest(invoice, credited), cancels });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invoices.nothing-left') throw error;
  }
  return notes;
}

describe('credit notes of an invoice', () => {
  it('come to the invoice to the cent, net and tax of each rate, in any parts; each is a valid e-invoice and entry', () => {
    const sums = (orders: readonly InvoiceOrder[]) => {
      const all = new Map<number, bigint[]>();
      for (const { rate, netCents, taxCents } of orders.flatMap((order) => vatGroupsOf(order))) {
        const [net = 0n, tax = 0n] = all.get(rate) ?? [];
        all.set(rate, [net + netCents, tax + taxCents]);
      }
      return new Map([...all].filter(([, [net, tax]]) => net !== 0n || tax !== 0n));
    };
    let many = 0;
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 5 }),
        fc.array(fc.array(wish, { minLength: 1, maxLength: 2 }), { maxLength: 6 }),
        (lines, steps) => {
          const invoice = { ...INVOICE, lines };
          const notes = creditAll(invoice, steps);
          if (notes.length > 2) many += 1;
          expect(sums(notes)).toEqual(sums([invoice]));
          for (const note of notes.filter(({ corrects }) => corrects)) {
            const entry = issuedEntryLines(note, BOOKS, { account: '10000', partner: 'k-1' });
            expect(entry.reduce((sum, one) => sum + signedAmount(one), 0n)).toBe(0n);
            const { totals } = composeInvoice(note, ISSUER, CUSTOMER);
            expect(signedAmount(entry[0] as never)).toBe(-(totals.withVat ?? 0n));
            expect(totals.withVat).toBeGreaterThan(0n);
            const findings = checkInvoice(composeInvoice(note, ISSUER, CUSTOMER));
            expect(findings.filter(({ severity }) => severity !== 'information')).toEqual([]);
          }
        },
      ),
      {
        numRuns: 150,
        // A cent of net with a cent of tax, which its key would not compute.
        examples: [
          [
            [
              {
                ...{ text: 'x', unit: 'C62', category: 'S', rate: 1900, account: '8400' },
                ...{ unitPrice: '0.001', quantity: '25' },
              },
            ],
            [[{ line: 1, share: 60, by: 'quantity' }], [{ line: 1, share: 20, by: 'quantity' }]],
          ],
        ],
      },
    );
    expect(many).toBeGreaterThan(20);
  });

  it.each(['', '04011000-12345-03'])(
    'are 381 with reference and reason in both syntaxes, Leitweg-ID "%s"',
    (id) => {
      const { lines, taxes } = credit([], { line: 1, quantity: '1' }, { line: 2, netCents: 499n });
      const corrects = { number: 'RE-2026-0001', date: '2026-06-15', reason: 'Weniger <geleistet>' };
      const reached = id === '' ? {} : { buyerReference: id };
      const invoice = composeInvoice({ ...INVOICE, ...reached, lines, taxes, corrects }, ISSUER, CUSTOMER);
      for (const xml of [writeCii(invoice), writeUbl(invoice)]) {
        const read = readInvoice(Buffer.from(xml));
        if (read.kind === 'refused') throw new Error(read.reason);
        expect([...read.findings, ...checkInvoice(read.invoice, read.lines)]).toEqual([]);
        expect(read.invoice).toEqual(invoice);
      }
      expect(invoice).toMatchObject({
        typeCode: '381',
        precedingInvoices: [{ number: 'RE-2026-0001', issueDate: '2026-06-15' }],
        notes: [{ text: 'Grund der Korrektur: Weniger <geleistet>' }],
        totals: { withoutVat: 3_832n, vat: 668n, withVat: 4_500n },
      });
      expect(writeUbl(invoice)).toContain('CreditNote>');
    },
  );

  it('say on the page which invoice comes to less, where, and why', () => {
    const { lines, taxes } = credit([], { line: 1, quantity: '1' });
    const corrects = { number: 'RE-2026-0001', date: '2026-06-15', reason: 'Eine Stunde weniger' };
    const page = invoiceDocument(
      { ...INVOICE, number: 'RE-2026-0002', lines, taxes, corrects },
      ISSUER,
      CUSTOMER,
    );
    expect(page.title).toBe('Rechnungskorrektur RE-2026-0002');
    expect(page.opening).toBe(
      'Wir berichtigen unsere Rechnung RE-2026-0001 vom 15.06.2026 in den folgenden Positionen:',
    );
    expect(page.references).toContainEqual({ label: 'Zu Rechnung', value: 'RE-2026-0001' });
    expect(page.rows[0]?.[1]).toBe('Beratung\nZu Position 1');
    expect(page.notes).toEqual(['Grund der Korrektur: Eine Stunde weniger']);
    expect([page.total.value, page.payment]).toEqual(['39,66 €', []]);
  });
});
