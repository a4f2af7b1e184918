import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkInvoice } from '../../../functions/invoices/domain/check-invoice.ts';
import { writeCii } from '../../../functions/invoices/domain/cii/write-cii.ts';
import type { Invoice } from '../../../functions/invoices/domain/invoice.ts';
import { readInvoice } from '../../../functions/invoices/domain/read-invoice.ts';
import { writeUbl } from '../../../functions/invoices/domain/ubl/write-ubl.ts';
import { validInvoices } from '../../support/e-invoice-arbitraries.ts';
import { changed, type Draft, FULL_INVOICE } from '../../support/e-invoices.ts';

function readBack(xml: string) {
  const read = readInvoice(Buffer.from(xml));
  if (read.kind === 'refused') throw new Error(read.reason);
  return read;
}

describe.each([
  ['UBL', writeUbl],
  ['CII', writeCii],
] as const)('%s written and read', (_syntax, write) => {
  test('is the full invoice', () => {
    expect(readBack(write(FULL_INVOICE))).toMatchObject({ findings: [], invoice: FULL_INVOICE });
  });

  test('is every valid invoice, without an error', () => {
    fc.assert(
      fc.property(validInvoices, (invoice) => {
        const { invoice: again, findings, lines } = readBack(write(invoice));
        expect(again).toEqual(invoice);
        const all = [...findings, ...checkInvoice(again, lines)];
        expect(all.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('a text that XML cannot hold is a bug, not a broken file', () => {
    const bell = changed((draft) => {
      draft.notes = [{ text: 'ring\u0007' }];
    });
    expect(() => write(bell)).toThrow(/XML cannot hold/);
  });
});

/** Every amount that the totals are made of or are. */
function amountsOf(invoice: Draft<Invoice>): [object: Record<string, unknown>, key: string][] {
  const totals = Object.keys(invoice.totals).map((key) => [invoice.totals, key]);
  const rest = [
    ...invoice.lines.map((one) => [one, 'netAmount']),
    ...[...invoice.allowances, ...invoice.charges].map((one) => [one, 'amount']),
    ...invoice.vatBreakdowns.flatMap((one) => [
      [one, 'taxableAmount'],
      [one, 'taxAmount'],
    ]),
  ];
  return [...totals, ...rest] as [Record<string, unknown>, string][];
}

describe('the arithmetic of totals', () => {
  const arithmetic = (invoice: Invoice) =>
    checkInvoice(invoice).filter(({ rule }) => /^BR-CO-1[0-7]$|^BR-[A-Z]+-0[89]$/.test(rule));

  test('any valid invoice keeps it', () => {
    fc.assert(
      fc.property(validInvoices, (invoice) => {
        expect(arithmetic(invoice)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('a cent more or less in any amount breaks it', () => {
    fc.assert(
      fc.property(validInvoices, fc.nat(), fc.constantFrom(1n, -1n), (invoice, nth, cent) => {
        const wrong = changed((draft) => {
          const amounts = amountsOf(draft);
          const [group, key] = amounts[nth % amounts.length] ?? [{}, ''];
          group[key] = (group[key] as bigint) + cent;
        }, invoice);
        expect(arithmetic(wrong)).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
