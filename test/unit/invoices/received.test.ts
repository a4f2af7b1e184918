import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeEntryLines } from '../../../functions/invoices/domain/compose-entry.ts';
import type { Invoice } from '../../../functions/invoices/domain/invoice.ts';
import { readInvoice } from '../../../functions/invoices/domain/read-invoice.ts';
import { checkReceipt } from '../../../functions/invoices/domain/received/check-receipt.ts';
import {
  assertDeductible,
  completeLines,
  convertLines,
  type WishedLine,
} from '../../../functions/invoices/domain/received/complete-booking.ts';
import { impliedRate } from '../../../functions/invoices/domain/received/convert-amount.ts';
import { findVendor, type KnownPartner } from '../../../functions/invoices/domain/received/find-vendor.ts';
import { packInvoice, unpackInvoice } from '../../../functions/invoices/domain/received/pack-invoice.ts';
import { readDiscounts, usableDiscounts } from '../../../functions/invoices/domain/received/payment-terms.ts';
import {
  type Proposal,
  type ProposalContext,
  proposePosting,
} from '../../../functions/invoices/domain/received/propose-posting.ts';
import { sellerKeys } from '../../../functions/invoices/domain/received/seller-keys.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { type InvoiceFixture, ublInvoice } from '../../support/invoice-xml.ts';

function invoiceOf(fixture: InvoiceFixture = {}): Invoice {
  const read = readInvoice(Buffer.from(ublInvoice(fixture)));
  if (read.kind === 'refused') throw new Error(read.reason);
  return read.invoice;
}

const VENDOR: KnownPartner = { id: 'v-1', kind: 'vendor', name: 'Papier Müller', account: '70000' };
const CONTEXT: ProposalContext = {
  chart: 'SKR03',
  accountLength: 4,
  currency: 'EUR',
  vendor: { account: '70000', partner: VENDOR, by: 'name' },
  habits: [],
  expenseAccount: '4980',
  maxDocumentNumber: 60,
};
const BOOKS = { chart: 'SKR03', accountLength: 4 } as const;

function propose(fixture: InvoiceFixture, context: Partial<ProposalContext> = {}): Proposal {
  return proposePosting(invoiceOf(fixture), { ...CONTEXT, ...context });
}

/** The entry that a proposal makes, as `account debit/credit tag`. */
function entryOf(proposal: Proposal, wished?: readonly WishedLine[], rate?: string): string[] {
  const lines = completeLines(proposal, wished, BOOKS);
  const { lines: booked, foreign } = convertLines(proposal, lines, rate, 'EUR');
  const order = {
    ...BOOKS,
    personalAccount: '70000',
    date: proposal.date ?? '',
    serviceDate: proposal.serviceDate,
  };
  return composeEntryLines({ ...order, foreign, lines: booked }).map((line) => {
    const amount =
      line.debitMinor === undefined
        ? `H ${formatMinor(line.creditMinor ?? 0n, 'EUR')}`
        : `S ${formatMinor(line.debitMinor, 'EUR')}`;
    const abroad = line.foreign
      ? ` ${formatMinor(line.foreign.amountMinor, line.foreign.currency)} at ${line.foreign.rate}`
      : '';
    return `${line.account} ${amount} ${line.taxCode ?? ''}${abroad}`.replace(/ +/g, ' ').trim();
  });
}

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError)
      return `${error.code} ${error.details.errors?.[0]?.pointer ?? ''} ${error.message}`;
    throw error;
  }
  return 'none';
}

const rules = ({ findings }: Proposal) => findings.map(({ rule }) => rule);
const of = (category: string, rate?: string) => [
  { net: '100.00', category, ...(rate === undefined ? {} : { rate }) },
];

describe('the tax of a received invoice', () => {
  it.each<[string, InvoiceFixture, string[], string[]]>([
    ['19 %', {}, ['70000 H 119.00', '4980 S 100.00 input-19', '1576 S 19.00 input-19'], []],
    ['7 %', { lines: of('S', '7') }, ['70000 H 107.00', '4980 S 100.00 input-7', '1571 S 7.00 input-7'], []],
    [
      '16 % in the second half of 2020',
      { lines: of('S', '16'), date: '2021-01-05', delivered: '2020-12-30' },
      ['70000 H 116.00', '4980 S 100.00 input-16', '1575 S 16.00 input-16'],
      [],
    ],
    ['a rate of no day', { lines: of('S', '20') }, ['70000 H 120.00', '4980 S 120.00'], ['INV-TAX-RATE']],
    [
      'tax of another state',
      { lines: of('S', '20'), seller: { vatId: 'ATU12345678', country: 'AT' } },
      ['70000 H 120.00', '4980 S 120.00'],
      ['INV-TAX-FOREIGN'],
    ],
    [
      'services from the EU',
      { lines: of('AE'), seller: { vatId: 'ATU12345678', country: 'AT' } },
      [
        '70000 H 100.00',
        '4980 S 100.00 reverse-charge-19-case-7',
        '1577 S 19.00 reverse-charge-19-case-7',
        '1787 H 19.00 reverse-charge-19-case-7',
      ],
      [],
    ],
    [
      'domestic reverse charge',
      { lines: of('AE') },
      [
        '70000 H 100.00',
        '4980 S 100.00 reverse-charge-19',
        '1577 S 19.00 reverse-charge-19',
        '1787 H 19.00 reverse-charge-19',
      ],
      ['INV-TAX-REVERSE-CHARGE'],
    ],
    [
      'goods from the EU',
      { lines: of('K'), seller: { vatId: 'NL123456789B01', country: 'NL' } },
      [
        '70000 H 100.00',
        '4980 S 100.00 acquisition-19',
        '1574 S 19.00 acquisition-19',
        '1774 H 19.00 acquisition-19',
      ],
      ['INV-TAX-ACQUISITION'],
    ],
    ['exempt', { lines: of('E') }, ['70000 H 100.00', '4980 S 100.00'], []],
    ['zero', { lines: of('Z') }, ['70000 H 100.00', '4980 S 100.00'], []],
    ['outside VAT', { lines: of('O') }, ['70000 H 100.00', '4980 S 100.00'], []],
    ['an export to us', { lines: of('G') }, ['70000 H 100.00', '4980 S 100.00'], ['INV-TAX-IMPORT']],
    ['of the Canaries', { lines: of('L', '7') }, ['70000 H 107.00', '4980 S 107.00'], ['INV-TAX-FOREIGN']],
  ])('%s', (_name, fixture, entry, findings) => {
    const proposal = propose(fixture);
    expect(entryOf(proposal)).toEqual(entry);
    expect(rules(proposal)).toEqual(findings);
  });

  it('goes with the account: an Automatikkonto of this tax takes no key, one of another is passed over', () => {
    const habit = (account: string) => ({ habits: [{ tax: 'S-1900', account }] });
    expect(propose({}, habit('3400')).lines[0]?.taxCode).toBeUndefined();
    expect(entryOf(propose({}, habit('3400')))).toEqual([
      '70000 H 119.00',
      '3400 S 100.00 input-19',
      '1576 S 19.00 input-19',
    ]);
    expect(propose({}, habit('3300')).lines).toMatchObject([{ account: '4980', taxCode: '9' }]);
    expect(propose({ lines: of('E') }, habit('3400')).lines).toMatchObject([
      { account: '3400', taxCode: '40' },
    ]);
    expect(refusalOf(() => entryOf(propose({}), [{ account: '3300' }]))).toMatch(
      /invalid-booking \/lines\/0\/account/,
    );
    expect(entryOf(propose({}), [{ account: '3400' }])[1]).toBe('3400 S 100.00 input-19');
    expect(entryOf(propose({}), [{ taxCode: '0' }])).toEqual(['70000 H 119.00', '4980 S 119.00']);
  });
});

describe('a proposal', () => {
  it('turns credit notes and negative invoices round', () => {
    const credited = ['70000 S 119.00', '4980 H 100.00 input-19', '1576 H 19.00 input-19'];
    expect(entryOf(propose({ credit: true }))).toEqual(credited);
    expect(entryOf(propose({ lines: [{ net: '-100.00' }] }))).toEqual(credited);
    expect(propose({ credit: true }).dueDate).toBeUndefined();
    expect(entryOf(propose({ credit: true, lines: [{ net: '-100.00' }] }))[0]).toBe('70000 H 119.00');
  });

  it('books the tax that the invoice shows, and rounding of what is due', () => {
    const invoice = invoiceOf({ lines: [{ net: '100.01' }] });
    const [group] = invoice.vatBreakdowns;
    const shown = {
      ...invoice,
      vatBreakdowns: [{ ...group, taxAmount: 1_902n }],
      totals: { ...invoice.totals, vat: 1_902n, withVat: 11_903n, rounding: -3n },
    };
    const proposal = proposePosting(shown, CONTEXT);
    expect(entryOf(proposal)).toEqual([
      '70000 H 119.00',
      '4980 S 100.01 input-19',
      '1576 S 19.02 input-19',
      '4980 H 0.03',
    ]);
  });

  it('in another currency is converted at one rate, to the cent', () => {
    const dollars = { currency: 'USD', lines: [{ net: '100.00' }, { net: '33.33', rate: '7' }] };
    expect(rules(propose(dollars))).toEqual(['INV-RATE']);
    expect(refusalOf(() => entryOf(propose(dollars)))).toMatch(/invalid-booking \/exchangeRate/);
    expect(entryOf(propose(dollars), undefined, '1.083')).toEqual([
      '70000 H 142.81 154.66 at 1.083',
      '4980 S 92.34 input-19',
      '1576 S 17.54 input-19',
      '4980 S 30.78 input-7',
      '1571 S 2.15 input-7',
    ]);
    const told = propose({ currency: 'USD', vatInEuro: '17.54' });
    expect([told.exchangeRate, rules(told)]).toEqual(['1.083238', []]);
    expect(entryOf(told)[2]).toBe('1576 S 17.54 input-19');
    expect([impliedRate(100n, 0n), impliedRate(-100n, 100n), impliedRate(undefined, 1n)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('warns of another account to pay to, and of a seller that nobody knows', () => {
    const vendor = {
      account: '70000',
      by: 'name',
      partner: { ...VENDOR, iban: 'DE89370400440532013000' },
    } as const;
    expect(rules(propose({}, { vendor }))).toEqual(['INV-IBAN']);
    expect(rules(propose({}, { vendor: undefined }))).toEqual(['INV-PARTNER']);
  });

  it('changed must come to the total, and deducts no more than is shown', () => {
    const proposal = propose({ lines: [{ net: '100.00' }, { net: '50.00', category: 'E' }] });
    expect(refusalOf(() => entryOf(proposal, [{}]))).toMatch(/invalid-booking \/lines /);
    expect(refusalOf(() => entryOf(proposal, [{ grossCents: 100n, account: '4930' }]))).toMatch(
      /total-differs/,
    );
    const both = [{ grossCents: 16_900n, account: '4930', taxCode: '9' }];
    const booked = convertLines(proposal, completeLines(proposal, both, BOOKS), undefined, 'EUR').lines;
    const lines = composeEntryLines({
      ...BOOKS,
      personalAccount: '70000',
      date: '2026-06-01',
      lines: booked,
    });
    expect(refusalOf(() => assertDeductible(lines, booked, 1_900n))).toMatch(/invalid-booking \/lines/);
    const off = [
      { grossCents: 11_900n, account: '4930', taxCode: '9', taxCents: 2_500n },
      { grossCents: 5_000n, account: '4930' },
    ];
    expect(refusalOf(() => entryOf(proposal, off))).toMatch(/invalid-booking \/lines\/0\/tax/);
    expect(refusalOf(() => entryOf(proposal, [{ taxCode: '77' }, {}]))).toMatch(
      /tax-key-unknown \/lines\/0\/taxCode/,
    );
    expect(refusalOf(() => entryOf(propose({ lines: [{ net: '0.00' }] })))).toMatch(/nothing-to-book/);
  });

  it('of whatever parts balances and comes to the total of the invoice', () => {
    const line = fc.record({
      cents: fc.integer({ min: -500_000, max: 5_000_000 }),
      tax: fc.constantFrom(['S', '19'], ['S', '7'], ['E', '0'], ['AE', '0'], ['K', '0'], ['Z', '0']),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        fc.option(fc.integer({ min: 300, max: 400_000 })),
        (parts, credit, rate) => {
          const lines = parts.map(({ cents, tax: [category = 'S', percent = '19'] }) => ({
            net: (cents / 100).toFixed(2),
            category,
            rate: percent,
          }));
          const currency = rate === null ? 'EUR' : 'CHF';
          const proposal = propose({ lines, credit, currency });
          const { lines: booked } = convertLines(
            proposal,
            completeLines(proposal, undefined, BOOKS),
            `${(rate ?? 1) / 1000}`,
            'EUR',
          );
          if (booked.reduce((sum, { grossMinor }) => sum + grossMinor, 0n) === 0n) return;
          const entry = composeEntryLines({
            ...BOOKS,
            personalAccount: '70000',
            date: '2026-06-01',
            lines: booked,
          });
          const sum = entry.reduce(
            (total, { debitMinor = 0n, creditMinor = 0n }) => total + debitMinor - creditMinor,
            0n,
          );
          expect(sum).toBe(0n);
          const { debitMinor = 0n, creditMinor = 0n } = entry[0] ?? {};
          if (rate === null) expect(creditMinor - debitMinor).toBe(proposal.totalCents);
          for (const one of entry) expect((one.debitMinor ?? one.creditMinor ?? 0n) > 0n).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a receipt', () => {
  const us = { name: 'Acme GmbH', vatId: 'DE123456788' };
  const found = (fixture: InvoiceFixture, who: { name: string; vatId?: string } = us) =>
    checkReceipt(invoiceOf(fixture), who, undefined).map(({ rule, severity }) => `${rule} ${severity}`);

  it('tells whether the invoice is for us, and what is paid already', () => {
    expect(found({})).toEqual([]);
    expect(found({ buyer: { vatId: 'DE1' } })).toEqual(['INV-BUYER error']);
    expect(found({ buyer: { name: 'ACME' } }, { name: 'Acme GmbH' })).toEqual([]);
    expect(found({ buyer: { name: 'Somebody' } }, { name: 'Acme GmbH' })).toEqual(['INV-BUYER warning']);
    expect(found({ paid: '19.00' })).toEqual(['INV-PREPAID information']);
  });

  it('tells the same invoice from another with its number', () => {
    const invoice = invoiceOf();
    const earlier = { id: 'rin_1', issueDate: '2026-06-01', withVatCents: 11_900n };
    expect(checkReceipt(invoice, us, earlier)).toMatchObject([{ rule: 'INV-DUPLICATE', severity: 'error' }]);
    const other = { ...earlier, withVatCents: 1n };
    expect(checkReceipt(invoice, us, other)).toMatchObject([
      { rule: 'INV-NUMBER-USED', severity: 'warning' },
    ]);
  });
});

describe('a vendor', () => {
  const partners: KnownPartner[] = [
    { ...VENDOR, vatId: 'DE111111125', account: '70000' },
    { ...VENDOR, id: 'v-2', iban: 'DE02120300000000202051', account: '70001' },
    { ...VENDOR, id: 'v-3', name: 'PAPIER-MÜLLER', account: '70002' },
    { ...VENDOR, id: 'c-1', kind: 'customer', name: 'Only a customer', account: '10000' },
  ];
  const find = (
    some: readonly KnownPartner[],
    fixture: InvoiceFixture = {},
    learned = new Map<string, string>(),
  ) => {
    const match = findVendor(invoiceOf(fixture), some, learned);
    return match && `${match.account} ${match.by}`;
  };

  it('is known by VAT id, account, what was booked before, name; by nothing that fits two', () => {
    expect(find(partners)).toBe('70000 vat-id');
    expect(find(partners.slice(1))).toBe('70001 iban');
    expect(find(partners, { seller: { vatId: '', iban: 'x', name: 'papier müller' } })).toBeUndefined();
    expect(find(partners.slice(2), { seller: { vatId: '', iban: 'x' } })).toBe('70002 name');
    expect(find([], { seller: { vatId: '', taxNumber: '12/345' } }, new Map([['tax:12345', '70009']]))).toBe(
      '70009 booked-before',
    );
    expect(find([...partners, { ...VENDOR, id: 'v-4', vatId: 'DE 111 111 125', account: '70004' }])).toBe(
      '70001 iban',
    );
    expect(find(partners, { seller: { vatId: '', iban: 'x', name: 'Only a customer' } })).toBeUndefined();
  });

  it('has keys that are the same however they are written', () => {
    const keys = (vatId: string, name: string) => sellerKeys(invoiceOf({ seller: { vatId, name } }).seller);
    expect(keys('DE 111 111 125', 'Straße &amp; Söhne')).toEqual(keys('DE111111125', 'STRASSE SÖHNE'));
  });
});

describe('what is kept', () => {
  it('is the same after packing, but for the bytes of attached files', () => {
    const invoice = {
      ...invoiceOf({ terms: 'a' }),
      supportingDocuments: [{ reference: '1', file: { content: Buffer.from('x'), fileName: 'a.pdf' } }],
    };
    const { invoice: again, findings } = unpackInvoice(packInvoice({ invoice, findings: [] }));
    const [document] = again.supportingDocuments;
    expect([document?.file?.fileName, document?.file?.content.length, findings]).toEqual(['a.pdf', 0, []]);
    expect({ ...again, supportingDocuments: [] }).toEqual({ ...invoice, supportingDocuments: [] });
  });

  it('of terms that nobody means are told, and not taken over', () => {
    const read = (...lines: string[]) => usableDiscounts(readDiscounts(lines.join('\n')), 10_000n);
    const odd = [
      '#SKONTO#TAGE=14#PROZENT=0.00#',
      '#SKONTO#TAGE=14#PROZENT=10.01#',
      '#SKONTO#TAGE=14#PROZENT=99999.00#',
      '#SKONTO#TAGE=366#PROZENT=2.00#',
      '#SKONTO#TAGE=999999999#PROZENT=2.00#',
      '#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=-5.00#',
      '#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.01#',
    ];
    const good = '#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.00#';
    for (const line of odd) {
      expect(read(line, good)).toMatchObject({
        discounts: [{ days: 14, percentTimes100: 200, baseCents: 10_000n }],
        findings: [{ rule: 'INV-DISCOUNT', severity: 'warning' }],
      });
    }
    expect(read(good).findings).toEqual([]);
    expect(read(...Array.from({ length: 900 }, () => good)).discounts).toHaveLength(5);
    expect(usableDiscounts(readDiscounts(good), -10_000n)).toEqual({ discounts: [], findings: [] });
  });

  it('of payment terms are the discounts of XRechnung, line by line', () => {
    const terms =
      'Bitte zahlen Sie bald.\n#SKONTO#TAGE=14#PROZENT=2.25#\r\n#SKONTO#TAGE=7#PROZENT=3.00#BASISBETRAG=357.93#\n#VERZUG#TAGE=30#PROZENT=5.00#\n#SKONTO#TAGE=x#';
    expect(readDiscounts(terms)).toEqual([
      { days: 14, percentTimes100: 225 },
      { days: 7, percentTimes100: 300, baseCents: 35_793n },
    ]);
    expect(readDiscounts(undefined)).toEqual([]);
  });
});
