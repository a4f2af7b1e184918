import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitGross, taxOnNet } from '../../../functions/ledger/domain/tax/split-gross.ts';

const amounts = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
const rates = fc.constantFrom(0, 500, 550, 700, 1070, 1600, 1900);

describe('splitGross', () => {
  test.each([
    [11900n, 1900, 10000n, 1900n],
    [10700n, 700, 10000n, 700n],
    [11600n, 1600, 10000n, 1600n],
    [10500n, 500, 10000n, 500n],
    [2400n, 700, 2243n, 157n],
    [1n, 1900, 1n, 0n],
    [3n, 1900, 3n, 0n],
    [4n, 1900, 3n, 1n],
    [119n, 0, 119n, 0n],
    [-11900n, 1900, -10000n, -1900n],
  ])('of %i at %i is %i net and %i tax', (gross, rate, netMinor, taxMinor) => {
    expect(splitGross(gross, rate)).toEqual({ netMinor, taxMinor });
  });

  test('rounds a half away from zero', () => {
    // At 100 % the tax is half of the gross amount, so an odd amount is exactly in the middle.
    expect(splitGross(63n, 10_000).taxMinor).toBe(32n);
    expect(splitGross(-63n, 10_000).taxMinor).toBe(-32n);
  });

  test('net and tax add up, the sign does not matter, more gross is never less tax', () => {
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 0n, max: 10n ** 6n }), rates, (gross, more, rate) => {
        const { netMinor, taxMinor } = splitGross(gross, rate);
        expect(netMinor + taxMinor).toBe(gross);
        const mirrored = splitGross(-gross, rate);
        expect([mirrored.netMinor, mirrored.taxMinor]).toEqual([-netMinor, -taxMinor]);
        const larger = splitGross(gross + more, rate);
        expect(larger.taxMinor >= taxMinor && larger.netMinor >= netMinor).toBe(true);
      }),
    );
  });

  test('takes out the tax that was put on, to the cent', () => {
    fc.assert(
      fc.property(amounts, rates, (net, rate) => {
        const tax = taxOnNet(net, rate);
        expect(splitGross(net + tax, rate)).toEqual({ netMinor: net, taxMinor: tax });
      }),
    );
  });
});
