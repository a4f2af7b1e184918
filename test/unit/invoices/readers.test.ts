import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkInvoice } from '../../../functions/invoices/domain/check-invoice.ts';
import { writeCii } from '../../../functions/invoices/domain/cii/write-cii.ts';
import { DECIMAL_RULES } from '../../../functions/invoices/domain/read/amount.ts';
import { readInvoice } from '../../../functions/invoices/domain/read-invoice.ts';
import { writeUbl } from '../../../functions/invoices/domain/ubl/write-ubl.ts';
import { changed, FULL_INVOICE } from '../../support/e-invoices.ts';

const FOLDER = resolve(import.meta.dirname, '../../../../shared/data/xrechnung');

function read(xml: string | Uint8Array) {
  const result = readInvoice(typeof xml === 'string' ? Buffer.from(xml) : xml);
  if (result.kind === 'refused') throw new Error(result.reason);
  return result;
}

describe.skipIf(!existsSync(FOLDER))(
  'KoSIT’s test suite (skipped where ../shared/data/xrechnung is absent)',
  () => {
    const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.xml')) : [];

    test.each(files)('%s has no error', (name) => {
      const { invoice, findings, lines } = read(readFileSync(resolve(FOLDER, name)));
      expect(findings).toEqual([]);
      expect(checkInvoice(invoice, lines).filter(({ severity }) => severity === 'error')).toEqual([]);
    });

    test.each(files.filter((name) => name.endsWith('-ubl.xml')))('%s is the same in CII', (name) => {
      const ubl = read(readFileSync(resolve(FOLDER, name)));
      const cii = read(readFileSync(resolve(FOLDER, name.replace('-ubl', '-uncefact'))));
      // UBL cannot name the seller's order alone: two cases carry a dummy for the buyer's.
      const { purchaseOrderReference: _dummy, ...rest } = ubl.invoice;
      expect(ubl.invoice.purchaseOrderReference === 'Dummywert' ? rest : ubl.invoice).toEqual(cii.invoice);
    });
  },
);

const DEBIT = changed((draft) => {
  draft.paymentInstructions = {
    meansCode: '59',
    creditTransfers: [],
    directDebit: {
      mandate: 'M-1',
      creditorId: 'DE98ZZZ09999999999',
      debitedAccount: 'DE02120300000000202051',
    },
  };
});

/** The amounts of the full invoice by their element, where it is written in UBL and in CII. */
const AMOUNTS: readonly (readonly [string, string, string])[] = [
  ['BT-92', '<cbc:Amount currencyID="EUR">10.00', '<ram:ActualAmount>10.00'],
  ['BT-93', '<cbc:BaseAmount currencyID="EUR">100.00', '<ram:BasisAmount>100.00'],
  ['BT-99', '<cbc:Amount currencyID="EUR">5.50', '<ram:ActualAmount>5.50'],
  ['BT-106', '<cbc:LineExtensionAmount currencyID="EUR">299.50', '<ram:LineTotalAmount>299.50'],
  ['BT-107', '<cbc:AllowanceTotalAmount currencyID="EUR">10.00', '<ram:AllowanceTotalAmount>10.00'],
  ['BT-108', '<cbc:ChargeTotalAmount currencyID="EUR">5.50', '<ram:ChargeTotalAmount>5.50'],
  ['BT-109', '<cbc:TaxExclusiveAmount currencyID="EUR">295.00', '<ram:TaxBasisTotalAmount>295.00'],
  ['BT-110', '<cbc:TaxAmount currencyID="EUR">43.86', '<ram:TaxTotalAmount currencyID="EUR">43.86'],
  ['BT-111', '<cbc:TaxAmount currencyID="CHF">41.23', '<ram:TaxTotalAmount currencyID="CHF">41.23'],
  ['BT-112', '<cbc:TaxInclusiveAmount currencyID="EUR">338.86', '<ram:GrandTotalAmount>338.86'],
  ['BT-113', '<cbc:PrepaidAmount currencyID="EUR">38.00', '<ram:TotalPrepaidAmount>38.00'],
  ['BT-114', '<cbc:PayableRoundingAmount currencyID="EUR">0.15', '<ram:RoundingAmount>0.15'],
  ['BT-115', '<cbc:PayableAmount currencyID="EUR">301.01', '<ram:DuePayableAmount>301.01'],
  ['BT-116', '<cbc:TaxableAmount currencyID="EUR">193.35', '<ram:BasisAmount>193.35'],
  ['BT-117', '<cbc:TaxAmount currencyID="EUR">36.74', '<ram:CalculatedAmount>36.74'],
  ['BT-131', '<cbc:LineExtensionAmount currencyID="EUR">203.35', '<ram:LineTotalAmount>203.35'],
  ['BT-136', '<cbc:Amount currencyID="EUR">5.00', '<ram:ActualAmount>5.00'],
  ['BT-141', '<cbc:Amount currencyID="EUR">2.10', '<ram:ActualAmount>2.10'],
];

describe.each([
  ['UBL', writeUbl, 1],
  ['CII', writeCii, 2],
] as const)('%s', (_syntax, write, column) => {
  const XML = write(FULL_INVOICE);

  test.each(AMOUNTS)('a third decimal in %s is the finding of its BR-DEC rule', (...row) => {
    const [term] = row;
    expect(XML).toContain(row[column]);
    const { findings } = read(XML.replace(row[column], `${row[column]}0`));
    const [finding, ...more] = findings;
    expect(more.map(({ rule }) => rule).every((rule) => rule.startsWith('BR-DEC'))).toBe(true);
    expect(finding).toMatchObject({ rule: DECIMAL_RULES[term], severity: 'error', line: expect.any(Number) });
  });

  test.each(AMOUNTS)('%s that is no number is INV-AMOUNT and no amount', (...row) => {
    const { findings } = read(XML.replace(row[column], row[column].replace(/[\d.]+$/, '1,5E2')));
    expect(findings[0]).toMatchObject({ rule: 'INV-AMOUNT', severity: 'error', terms: [row[0]] });
  });

  test('a direct debit keeps its mandate, creditor and account', () => {
    expect(read(write(DEBIT))).toMatchObject({ findings: [], invoice: DEBIT });
  });

  test('the payment means of two accounts must agree', () => {
    const at = XML.lastIndexOf('>58<');
    const { findings } = read(`${XML.slice(0, at)}>30<${XML.slice(at + 4)}`);
    expect(findings).toMatchObject([{ rule: 'INV-DIFFERS', terms: ['BT-81'] }]);
  });

  test('a day that is none is INV-DATE, and the date is missing', () => {
    const { findings, invoice } = read(XML.replaceAll(/2026-?03-?31/g, (day) => day.replace(/31$/, '32')));
    expect(findings.map(({ rule }) => rule)).toContain('INV-DATE');
    expect(invoice.issueDate).toBe(undefined);
  });

  test('a quantity that is no decimal is INV-DECIMAL', () => {
    expect(read(XML.replace('>2.5<', '>2,5<')).findings).toMatchObject([
      { rule: 'INV-DECIMAL', terms: ['BT-129'], path: '/lines/0/quantity' },
    ]);
  });

  test('an embedded file that is no base64 is INV-EMBEDDED', () => {
    const [found] = read(XML.replace(/JVBER\w+/, 'JVBER*')).findings;
    expect(found).toMatchObject({ rule: 'INV-EMBEDDED', terms: ['BT-125'] });
  });

  test('an indicator that is neither true nor false is INV-INDICATOR', () => {
    expect(read(XML.replace('>true<', '>ja<')).findings).toMatchObject([{ rule: 'INV-INDICATOR' }]);
  });

  test('what stands twice is INV-REPEATED, what has no place INV-UNREAD, what is empty PEPPOL-EN16931-R008', () => {
    const names =
      column === 1 ? ['cbc:BuyerReference', 'cbc:UUID'] : ['ram:BuyerReference', 'ram:BuyerTaxExemption'];
    const [reference, unknown] = names;
    const twice = XML.replace(
      `<${reference}>`,
      `<${reference}>x</${reference}><${unknown}>y</${unknown}><${reference}>`,
    );
    expect(read(twice).findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['INV-UNREAD', 'warning'],
      ['INV-REPEATED', 'error'],
    ]);
    const empty = XML.replace(/04011000-12345-34<\/(cbc|ram):BuyerReference>/, '</$1:BuyerReference>');
    expect(read(empty).findings).toMatchObject([{ rule: 'PEPPOL-EN16931-R008', severity: 'error' }]);
  });

  test('findings of rules know the line of their group', () => {
    const { invoice, lines } = read(XML.replace('>C62<', '>C62<').replace('"C62"', '"Stk"'));
    const [finding] = checkInvoice(invoice, lines);
    expect(finding).toMatchObject({ rule: 'BR-CL-23', path: '/lines/1/unit' });
    const text = XML.split('\n')[(finding?.line ?? 0) - 1];
    expect(text).toMatch(/InvoiceLine>|IncludedSupplyChainTradeLineItem>/);
  });
});

describe('currencies', () => {
  test('an amount in another currency is INV-CURRENCY, in none BR-CL-03', () => {
    const xml = writeUbl(FULL_INVOICE);
    const other = (code: string) => xml.replace('currencyID="EUR">338.86', `currencyID="${code}">338.86`);
    expect(read(other('USD')).findings).toMatchObject([{ rule: 'INV-CURRENCY', terms: ['BT-112', 'BT-5'] }]);
    expect(read(other('EUX')).findings).toMatchObject([{ rule: 'BR-CL-03' }]);
  });
});

describe('documents of UBL', () => {
  test('a credit note has its due date and project where UBL has them', () => {
    const note = changed((draft) => {
      draft.typeCode = '381';
    });
    const xml = writeUbl(note);
    expect(xml).toContain('<cn:CreditNote');
    expect(read(xml)).toMatchObject({ syntax: 'ubl-credit-note', findings: [], invoice: note });
  });

  test('a credit note in an Invoice is BR-CL-01', () => {
    const xml = writeUbl(FULL_INVOICE).replace('>380<', '>381<');
    expect(read(xml).findings).toMatchObject([{ rule: 'BR-CL-01', path: '/typeCode' }]);
  });

  test('a date with a time zone is its day', () => {
    const xml = writeUbl(FULL_INVOICE).replace(
      '<cbc:IssueDate>2026-03-31<',
      '<cbc:IssueDate>2026-03-31+01:00<',
    );
    expect(read(xml)).toMatchObject({ findings: [], invoice: { issueDate: '2026-03-31' } });
  });
});

describe('documents of CII', () => {
  test('a date of another format is INV-DATE', () => {
    const xml = writeCii(FULL_INVOICE).replace('format="102">20260331', 'format="610">202603');
    expect(read(xml).findings).toMatchObject([{ rule: 'INV-DATE', terms: ['BT-2'] }]);
  });

  test('BASIC WL of ZUGFeRD is read, and is no e-invoice', () => {
    const basic = changed((draft) => {
      draft.specification = 'urn:factur-x.eu:1p0:basicwl';
      draft.lines = [];
    });
    const { invoice } = read(writeCii(basic));
    expect(checkInvoice(invoice).map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['INV-PROFILE', 'BR-16']),
    );
  });
});
