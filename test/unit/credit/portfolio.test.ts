import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expectedLossByClass,
  migrationMatrix,
  overdueShareTimes100,
} from '../../../functions/credit/domain/figures/portfolio.ts';

describe('a portfolio', () => {
  it('has its expected loss by class, rounded once a class', () => {
    const small = { riskClass: 'B', exposureMinor: 1n, pd: '0.5', lgd: '0.5' };
    const large = { riskClass: 'A', exposureMinor: 3_000_000_000n, pd: '0.04', lgd: '0.40' };
    expect(expectedLossByClass([small, small, large, small])).toEqual([
      { riskClass: 'A', debtors: 1, exposureMinor: 3_000_000_000n, expectedLossMinor: 48_000_000n },
      { riskClass: 'B', debtors: 3, exposureMinor: 3n, expectedLossMinor: 1n }, // 0.75, not three times 0
    ]);
    expect(() => expectedLossByClass([{ ...small, exposureMinor: -1n, pd: '2' }])).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({
          errors: [
            { pointer: '/0/exposureMinor', detail: expect.any(String) },
            { pointer: '/0/pd', detail: expect.any(String) },
          ],
        }),
      }),
    );
  });

  it.each([
    [100n, 50n, 5000],
    [10_000n, 5_001n, 5001],
    [3n, 1n, 3334],
    [100_000n, 50_001n, 5001],
    [0n, 0n, undefined],
    [7n, 7n, 10_000],
  ])('of %s open and %s overdue has the share %s', (open, overdue, share) => {
    expect(overdueShareTimes100(open, overdue)).toBe(share);
  });

  it('shows who moved where, who came and who is gone', () => {
    const rows = migrationMatrix(
      [
        { from: 'A', to: 'A', exposureMinor: 10n },
        { from: 'A', to: 'B', exposureMinor: 20n },
        { from: 'A', exposureMinor: 5n },
        { to: 'B', exposureMinor: 7n },
      ],
      ['A', 'B'],
    );
    expect(rows.map(({ from, debtors }) => [from, debtors])).toEqual([
      ['A', 3],
      ['B', 0],
      ['new', 1],
    ]);
    expect(rows[0]?.cells).toEqual([
      { to: 'A', debtors: 1, exposureMinor: 10n, share: '0.3333' },
      { to: 'B', debtors: 1, exposureMinor: 20n, share: '0.3333' },
      { to: 'gone', debtors: 1, exposureMinor: 5n, share: '0.3333' },
    ]);
  });

  it('loses no debtor and no amount, a class called "new" included', () => {
    const name = fc.option(fc.constantFrom('A', 'B', 'C', 'new', 'gone'), { nil: undefined });
    const moves = fc.array(
      fc.record({ from: name, to: name, exposureMinor: fc.bigInt({ min: 0n, max: 1000n }) }),
    );
    fc.assert(
      fc.property(moves, (all) => {
        const cells = migrationMatrix(all, ['A']).flatMap((row) => row.cells);
        expect(cells.reduce((sum, { debtors }) => sum + debtors, 0)).toBe(all.length);
        expect(cells.reduce((sum, { exposureMinor }) => sum + exposureMinor, 0n)).toBe(
          all.reduce((sum, { exposureMinor }) => sum + exposureMinor, 0n),
        );
      }),
    );
  });
});
