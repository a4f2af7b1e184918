import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declare, FORM_2026, plain, posting } from '../../support/vat-figures.ts';

const figuresOf = (...entries: Parameters<typeof declare>[0]) => declare(entries).texts;

describe('the figures of a VAT return, Kennzahl by Kennzahl', () => {
  it.each([
    ['sales at 19 %', posting('1200', '8400', 11900n), { '81': '100', '83': '19.00' }],
    ['sales at 7 %', posting('1200', '8300', 10700n), { '86': '100', '83': '7.00' }],
    ['sales by tax key', posting('1200', '8200', 11900n, { taxKey: '3' }), { '81': '100', '83': '19.00' }],
    ['solar at 0 %', posting('1200', '8290', 10000n), { '87': '100', '83': '0.00' }],
    ['sales at 16 %', posting('1200', '8340', 11600n), { '35': '100', '36': '16.00', '83': '16.00' }],
    ['sales to the EU taxed here', posting('1200', '8315', 11900n), { '81': '100', '83': '19.00' }],
    ['intra-community supply', posting('1200', '8125', 10000n), { '41': '100', '83': '0.00' }],
    ['by key 11', posting('1200', '8200', 10000n, { taxKey: '11' }), { '41': '100', '83': '0.00' }],
    ['new vehicle without VAT id', posting('1200', '8135', 10000n), { '44': '100', '83': '0.00' }],
    ['export', posting('1200', '8120', 10000n), { '43': '100', '83': '0.00' }],
    ['exempt, §4 Nr. 8', posting('1200', '8100', 10000n), { '48': '100', '83': '0.00' }],
    ['exempt acquisition', posting('3550', '1200', 10000n), { '91': '100', '83': '0.00' }],
    ['acquisition 19 %', posting('3425', '1600', 10000n), { '89': '100', '61': '19.00', '83': '0.00' }],
    ['acquisition 7 %', posting('3420', '1600', 10000n), { '93': '100', '61': '7.00', '83': '0.00' }],
    [
      'new vehicle acquired',
      posting('3440', '1600', 10000n),
      { '94': '100', '96': '19.00', '61': '19.00', '83': '0.00' },
    ],
    [
      '§13b Abs. 1 by account',
      posting('3123', '1600', 10000n),
      { '46': '100', '47': '19.00', '67': '19.00', '83': '0.00' },
    ],
    [
      '§13b other cases',
      posting('3120', '1600', 10000n),
      { '84': '100', '85': '19.00', '67': '19.00', '83': '0.00' },
    ],
    [
      '§13b by key and case 7',
      posting('4930', '1600', 10000n, { taxKey: '94', reverseChargeCase: '7' }),
      { '46': '100', '47': '19.00', '67': '19.00', '83': '0.00' },
    ],
    [
      '§13b real estate, case 3',
      posting('0065', '1600', 10000n, { taxKey: '94', reverseChargeCase: '3' }),
      { '73': '100', '74': '19.00', '67': '19.00', '83': '0.00' },
    ],
    ['§13b not deductible', posting('3143', '1600', 10000n), { '46': '100', '47': '19.00', '83': '19.00' }],
    ['triangular supply', posting('1200', '8130', 10000n), { '42': '100', '83': '0.00' }],
    ['§13b supply', posting('1200', '8337', 10000n), { '60': '100', '83': '0.00' }],
    ['service to EU business', posting('1200', '8336', 10000n), { '21': '100', '83': '0.00' }],
    ['taxable abroad', posting('1200', '8338', 10000n), { '45': '100', '83': '0.00' }],
    ['distance sales abroad', posting('1200', '8320', 10000n), { '45': '100', '83': '0.00' }],
    ['input tax', posting('4930', '1600', 11900n, { taxKey: '9' }), { '66': '19.00', '83': '-19.00' }],
    ['input tax by account', posting('3300', '1600', 10700n), { '66': '7.00', '83': '-7.00' }],
    ['import VAT', plain(['1588', 1900n], ['1200', -1900n]), { '62': '19.00', '83': '-19.00' }],
    ['VAT wrongly shown', plain(['1200', 1900n], ['1783', -1900n]), { '69': '19.00', '83': '19.00' }],
    ['special prepayment', plain(['1781', 50000n], ['1200', -50000n]), { '39': '500.00', '83': '-500.00' }],
    [
      'acquisition at 0 %, tagged',
      plain(['3200', 10000n, 'acquisition-0'], ['1600', -10000n]),
      { '90': '100', '83': '0.00' },
    ],
    [
      'acquisition at another rate, tagged',
      plain(
        ['3200', 10000n, 'acquisition-16'],
        ['1572', 1600n, 'acquisition-16'],
        ['1600', -10000n],
        ['1772', -1600n, 'acquisition-16'],
      ),
      { '95': '100', '98': '16.00', '61': '16.00', '83': '0.00' },
    ],
  ])('%s', (_, entry, figures) => {
    expect(figuresOf(entry)).toEqual(figures);
  });

  it('of lines without tags: the accounts decide', () => {
    const sale = plain(['1200', 119000n], ['8400', -100000n], ['1776', -19000n]);
    const purchase = plain(['4930', 10000n], ['1576', 1900n], ['1200', -11900n]);
    const abroad = plain(['3123', 10000n], ['1577', 1900n], ['1600', -10000n], ['1787', -1900n]);
    const acquired = plain(['3425', 10000n], ['1574', 1900n], ['1600', -10000n], ['1774', -1900n]);
    expect(figuresOf(sale, purchase)).toEqual({ '81': '1000', '66': '19.00', '83': '171.00' });
    expect(figuresOf(abroad)).toEqual({ '46': '100', '47': '19.00', '67': '19.00', '83': '0.00' });
    expect(figuresOf(acquired)).toEqual({ '89': '100', '61': '19.00', '83': '0.00' });
  });

  it('leave out an amount whose automation was switched off; without the tag the account decides', () => {
    expect(figuresOf(posting('1200', '8400', 11900n, { taxKey: '40' }))).toEqual({ '83': '0.00' });
    expect(figuresOf(plain(['8400', 5000n, 'no-automation'], ['0990', -5000n]))).toEqual({ '83': '0.00' });
    const { texts, reconciling } = declare([plain(['8400', 5000n], ['0990', -5000n])]);
    expect([texts['81'], reconciling.findingsInAll]).toEqual(['-50', 1]);
  });

  it('bases are summed and then cut toward zero; the tax follows from the cut base', () => {
    const cents = (...amounts: bigint[]) =>
      declare(amounts.map((net) => plain(['1200', net], ['8400', -net]))).texts;
    expect(cents(199n, 99n)).toEqual({ '81': '2', '83': '0.38' });
    expect(cents(-199n)).toEqual({ '81': '-1', '83': '-0.19' });
    expect(cents(99n)).toEqual({ '83': '0.00' });
  });

  it('discounts, bonuses and bad debts reduce the base of their rate; bad debts stand in Kz 50 besides', () => {
    const sale = posting('10000', '8400', 119000n);
    expect(figuresOf(sale, posting('8736', '10000', 2380n))).toEqual({ '81': '980', '83': '186.20' });
    const withDebt = figuresOf(sale, posting('2406', '10000', 11900n));
    expect(withDebt).toEqual({ '81': '900', '50': '100', '83': '171.00' });
    const bought = posting('3400', '70000', 119000n);
    expect(figuresOf(bought, posting('70000', '3736', 2380n))).toEqual({ '66': '186.20', '83': '-186.20' });
  });

  it('a Generalumkehr and a Storno take away what they reverse', () => {
    const reversed = posting('1200', '8400', 11900n, { generalReversal: true, side: 'H' });
    expect(figuresOf(posting('1200', '8400', 11900n), reversed)).toEqual({ '83': '0.00' });
  });

  it('opening entries, and tax accounts emptied onto the tax office’s, declare nothing', () => {
    const opening = { ...plain(['1576', 1900n], ['9000', -1900n]), kind: 'opening' as const };
    const emptied = plain(['1776', 1900n, 'output-19'], ['1576', -700n, 'input-19'], ['1789', -1200n]);
    const paid = plain(['1780', 1200n], ['1200', -1200n]);
    expect(figuresOf(opening, emptied, paid)).toEqual({ '83': '0.00' });
    expect(declare([emptied]).reconciling.accounts.get('1576')).toMatchObject({
      side: 'deductible',
      amountMinor: 0n,
      transferredMinor: -700n,
    });
    expect(figuresOf(plain(['1588', 1900n], ['1788', -1900n]))).toEqual({ '62': '19.00', '83': '-19.00' });
  });

  it('tags of other programs say nothing, and customers’ and bank accounts are no bases', () => {
    const entry = plain(
      ['10000', 11900n, 'output-19'],
      ['8400', -10000n, 'USt19'],
      ['1776', -1900n, 'USt19'],
    );
    expect(figuresOf(entry)).toEqual({ '81': '100', '83': '19.00' });
  });
});

describe('reconciliation', () => {
  it('explains the difference by cut cents and rounded cents, exactly', () => {
    const sales = [333n, 333n, 333n].map((gross) => posting('1200', '8400', gross));
    const [group] = declare(sales).groups;
    expect(group).toMatchObject({ kz: '81', ledgerMinor: 159n, declaredMinor: 152n, differenceMinor: 7n });
    expect(group?.unexplainedMinor).toBe(0n);
    expect((group?.fromCutCentsMinor ?? 0n) + (group?.fromRoundingMinor ?? 0n)).toBe(7n);
  });

  it('finds a base without tax, tax without base, and tax that no Kennzahl takes', () => {
    const bare = plain(['1200', 10000n], ['8400', -10000n]);
    const lonely = plain(['1200', 1900n], ['1776', -1900n]);
    const unknown = plain(['1200', 1900n], ['1770', -1900n]);
    const { reconciling, groups } = declare([bare, lonely, unknown]);
    expect(reconciling.findings.map(({ entryId, reason, kz }) => [entryId, reason, kz])).toEqual([
      ['e0', 'tax-differs-from-base', '81'],
      ['e1', 'tax-differs-from-base', '81'],
      ['e2', 'tax-without-kz', undefined],
    ]);
    expect(groups.map(({ kz, unexplainedMinor }) => [kz, unexplainedMinor])).toEqual([
      ['81', 0n],
      ['-', 1900n],
    ]);
  });

  it('property: gross postings at any amounts leave nothing unexplained, and 83 is what the accounts hold but for cents', () => {
    const gross = fc.bigInt({ min: 1n, max: 10_000_000n });
    const kinds = fc.constantFrom('8400', '8300', '8340', '8125', '3425', '3123', '3120', '3400');
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, gross), { minLength: 1, maxLength: 40 }), (sales) => {
        const entries = sales.map(([account, amount]) =>
          account.startsWith('8') ? posting('1200', account, amount) : posting(account, '1600', amount),
        );
        const { reconciling, groups, figures } = declare(entries);
        expect(reconciling.findingsInAll).toBe(0);
        const difference = groups.reduce((sum, group) => sum + group.differenceMinor, 0n);
        const held = [...reconciling.accounts.values()].reduce(
          (sum, { side, amountMinor }) => sum + (side === 'owed' ? amountMinor : -amountMinor),
          0n,
        );
        const owed = figures.find(({ field }) => field.kz === '83')?.declaredMinor ?? 0n;
        expect(held - owed).toBe(difference);
        for (const group of groups) expect(group.unexplainedMinor).toBe(0n);
      }),
    );
  });
});

describe('the form', () => {
  it('has every Kennzahl once, in the order of its lines', () => {
    const kzs = FORM_2026.fields.map(({ kz }) => kz);
    expect(new Set(kzs).size).toBe(kzs.length);
    const lines = FORM_2026.fields.map(({ line }) => line ?? 0);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(FORM_2026.fields.find(({ kz }) => kz === '83')?.line).toBe(50);
  });
});
