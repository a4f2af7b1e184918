import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annualFormOf, annualKzOf } from '../../../functions/reporting/domain/annual-form.ts';
import { prepaymentsOf } from '../../../functions/reporting/domain/prepayments.ts';
import { vatFormOf } from '../../../functions/reporting/domain/vat-form.ts';
import { resultOfReturn } from '../../../functions/reporting/domain/vat-return.ts';
import { vatReturnCsv } from '../../../functions/reporting/domain/vat-return-csv.ts';
import { ANNUAL_2025, declare, plain, posting } from '../../support/vat-figures.ts';

const annual = (...entries: Parameters<typeof declare>[0]) => declare(entries, 'SKR03', ANNUAL_2025);
const closing = (remaining: string) => ({ remaining, prepayments: '0.00', settlement: remaining });

describe('the figures of the annual return (USt 2 A), Kennzahl by Kennzahl', () => {
  it.each([
    ['sales at 19 %', posting('1200', '8400', 11900n), { '177': '100', ...closing('19.00') }],
    ['goods taken, 19 %', posting('1800', '8910', 11900n), { '178': '100', ...closing('19.00') }],
    ['goods given away, 19 %', posting('4638', '8940', 11900n), { '178': '100', ...closing('19.00') }],
    ['private use of a car', posting('1800', '8921', 11900n), { '179': '100', ...closing('19.00') }],
    ['services for nothing', posting('1800', '8925', 11900n), { '179': '100', ...closing('19.00') }],
    ['sales at 7 %', posting('1200', '8300', 10700n), { '275': '100', ...closing('7.00') }],
    ['goods taken, 7 %', posting('1800', '8915', 10700n), { '195': '100', ...closing('7.00') }],
    ['private use, 7 %', posting('1800', '8930', 10700n), { '196': '100', ...closing('7.00') }],
    ['solar at 0 %', posting('1200', '8290', 10000n), { '157': '100', ...closing('0.00') }],
    ['sales at 16 %', posting('1200', '8340', 11600n), { '155': '100', '156': '16.00', ...closing('16.00') }],
    ['intra-community supply', posting('1200', '8125', 10000n), { '741': '100', ...closing('0.00') }],
    ['export', posting('1200', '8120', 10000n), { 'UStVA 43': '100', ...closing('0.00') }],
    ['exempt, §4 Nr. 8', posting('1200', '8100', 10000n), { 'UStVA 48': '100', ...closing('0.00') }],
    [
      'acquisition 19 %',
      posting('3425', '1600', 10000n),
      { '781': '100', '761': '19.00', ...closing('0.00') },
    ],
    ['acquisition 7 %', posting('3420', '1600', 10000n), { '793': '100', '761': '7.00', ...closing('0.00') }],
    [
      '§13b Abs. 1',
      posting('3123', '1600', 10000n),
      { '846': '100', '847': '19.00', '467': '19.00', ...closing('0.00') },
    ],
    [
      '§13b other cases',
      posting('3120', '1600', 10000n),
      { '877': '100', '878': '19.00', '467': '19.00', ...closing('0.00') },
    ],
    ['§13b supply', posting('1200', '8337', 10000n), { '209': '100', ...closing('0.00') }],
    ['service to EU business', posting('1200', '8336', 10000n), { '721': '100', ...closing('0.00') }],
    ['taxable abroad', posting('1200', '8338', 10000n), { '205': '100', ...closing('0.00') }],
    ['input tax', posting('4930', '1600', 11900n, { taxKey: '9' }), { '320': '19.00', ...closing('-19.00') }],
    ['import VAT', plain(['1588', 1900n], ['1200', -1900n]), { '762': '19.00', ...closing('-19.00') }],
    [
      'VAT wrongly shown',
      plain(['1200', 1900n], ['1783', -1900n]),
      { 'UStVA 69': '19.00', ...closing('19.00') },
    ],
  ])('%s', (_, entry, figures) => {
    const { texts, reconciling } = annual(entry);
    expect(texts).toEqual(figures);
    expect(reconciling.findingsInAll).toBe(0);
  });

  it('takes the accounts of SKR04 alike; a cost account of the same number is none of them', () => {
    const of = (entry: Parameters<typeof declare>[0][number]) => declare([entry], 'SKR04', ANNUAL_2025).texts;
    const sale = { chart: 'SKR04' as const };
    expect(of(posting('2100', '4620', 11900n, sale))['178']).toBe('100');
    expect(of(posting('2100', '4645', 11900n, sale))['179']).toBe('100');
    expect(of(posting('2100', '4630', 10700n, sale))['196']).toBe('100');
    expect(annual(plain(['4620', 10000n, 'output-19'], ['1200', -10000n])).texts['178']).toBeUndefined();
  });

  it('tax without a tag goes where its base in the entry goes', () => {
    const { texts, reconciling } = annual(plain(['1800', 11900n], ['8910', -10000n], ['1776', -1900n]));
    expect(texts).toEqual({ '178': '100', ...closing('19.00') });
    expect(reconciling.findingsInAll).toBe(0);
  });

  it('bad debts stand in 650 besides; what was declared in advance is taken off', () => {
    const sale = posting('10000', '8400', 119000n);
    const debt = posting('2406', '10000', 11900n);
    expect(annual(sale, debt).texts).toMatchObject({ '177': '900', '650': '100' });
    const { texts } = declare([sale], 'SKR03', ANNUAL_2025, 15000n);
    expect(texts).toEqual({
      '177': '1000',
      remaining: '190.00',
      prepayments: '150.00',
      settlement: '40.00',
    });
    const refund = declare([sale], 'SKR03', ANNUAL_2025, 20000n).texts;
    expect(refund.settlement).toBe('-10.00');
  });

  it('property: the year’s tax differs from the UStVA’s only by cents of cut bases', () => {
    const kinds = fc.constantFrom('8400', '8910', '8921', '8300', '8930', '8340', '3425', '3123', '3400');
    const gross = fc.bigInt({ min: 1n, max: 1_000_000n });
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, gross), { minLength: 1, maxLength: 20 }), (sales) => {
        const entries = sales.map(([account, amount]) =>
          account.startsWith('8') ? posting('1200', account, amount) : posting(account, '1600', amount),
        );
        const year = declare(entries, 'SKR03', ANNUAL_2025);
        const difference = resultOfReturn(declare(entries).figures) - resultOfReturn(year.figures);
        // Of each rate two fields more are cut: less than a euro each, at 19 and 7 %.
        expect(difference).toBeGreaterThanOrEqual(0n);
        expect(difference).toBeLessThan(2n * 19n + 2n * 7n);
        expect(year.reconciling.findingsInAll).toBe(0);
      }),
    );
  });
});

describe('the annual form', () => {
  it('takes every Kennzahl of the UStVA but its result and the special prepayment, each Kennzahl once', () => {
    const kzs = ANNUAL_2025.fields.map(({ kz }) => kz);
    expect(new Set(kzs).size).toBe(kzs.length);
    const asked = (vatFormOf(2025)?.fields ?? []).map(({ kz }) => kz);
    expect(asked.filter((kz) => !kzs.includes(annualKzOf(kz)))).toEqual(['39', '83']);
  });

  it.each([
    [2023, '157', 28],
    [2023, '780', 53],
    [2024, '177', 22],
    [2025, '846', 65],
    [2025, '320', 79],
    [2025, 'settlement', 120],
    [2026, '177', undefined],
  ])('of %i has %s on line %s', (year, kz, line) => {
    expect(annualFormOf(year)?.fields.find((field) => field.kz === kz)?.line).toBe(line);
  });

  it('says what it knows of a year', () => {
    expect([2020, 2022, 2023, 2026, 2027].map((year) => annualFormOf(year)?.confirmed)).toEqual([
      undefined,
      false,
      true,
      true,
      false,
    ]);
    const lines = ANNUAL_2025.fields.flatMap(({ line }) => line ?? []);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('as a file is in its order, with a word where a Kennzahl is not certain', () => {
    const { figures } = declare([posting('1200', '8400', 11999n)], 'SKR03', ANNUAL_2025, 500n);
    const rows = [...vatReturnCsv(ANNUAL_2025, figures)];
    expect(rows).toHaveLength(ANNUAL_2025.fields.length + 1);
    expect(rows[0]).toBe('Zeile;Kz;Bezeichnung;Wert;Steuer;gebucht;Nachweis\r\n');
    expect(rows[1]).toBe('22;177;Umsätze zu 19 %;100;19,00;100,83;\r\n');
    expect(rows.find((row) => row.includes(';744;'))).toMatch(/;Kz nach einer Quelle\r\n$/);
    expect(rows.find((row) => row.includes(';UStVA 43;'))).toMatch(/;Kz nicht bestätigt\r\n$/);
    expect(rows.at(-2)).toBe('119;;Vorauszahlungssoll einschließlich Sondervorauszahlung;5,00;;5,00;\r\n');
    expect(rows.at(-1)).toBe('120;;Abschlusszahlung (Erstattung negativ);14,00;;14,00;\r\n');
  });
});

describe('what was declared in advance', () => {
  const filed = (period: string, kz83: string, sequence = 1, more: Record<string, string> = {}) => ({
    period,
    sequence,
    figures: { '83': kz83, ...more },
  });

  it('is the last return of each period, with the special prepayment that December deducts', () => {
    const all = [
      filed('01', '100.00'),
      filed('01', '120.50', 2),
      filed('02', '-20.00'),
      filed('12', '5.00', 1, { '39': '50.00' }),
    ];
    const { totalMinor, periods, missing, doubled } = prepaymentsOf(all);
    expect(totalMinor).toBe(12050n - 2000n + 500n + 5000n);
    expect(periods.map(({ period, sequence }) => [period, sequence])).toEqual([
      ['01', 2],
      ['02', 1],
      ['12', 1],
    ]);
    expect(missing).toEqual(['03', '04', '05', '06', '07', '08', '09', '10', '11']);
    expect(doubled).toEqual([]);
  });

  it('is by quarters too; a quarter beside one of its months is not counted, and named', () => {
    const quarters = ['41', '42', '43', '44'].map((quarter) => filed(quarter, '10.00'));
    expect(prepaymentsOf(quarters)).toMatchObject({ totalMinor: 4000n, missing: [], doubled: [] });
    const mixed = prepaymentsOf([...quarters, filed('02', '7.00')]);
    expect(mixed).toMatchObject({ totalMinor: 3700n, doubled: ['41'], missing: ['01', '03'] });
  });

  it('is nothing where nothing was filed; the annual return itself does not count', () => {
    expect(prepaymentsOf([filed('year', '9.00')])).toMatchObject({ totalMinor: 0n, periods: [] });
    expect(prepaymentsOf([]).missing).toHaveLength(12);
  });
});
