import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideRounded, formatMinor, parseMinor } from '../../../shared/kernel/money.ts';

describe('money', () => {
  it.each([
    ['119.00', 'EUR', 11900n],
    ['-0.5', 'EUR', -50n],
    ['7', 'JPY', 7n],
    ['1.234', 'KWD', 1234n],
    ['0', 'EUR', 0n],
  ])('reads %s %s', (text, currency, minor) => {
    expect(parseMinor(text, currency)).toBe(minor);
  });

  it.each([
    ['1,00', 'EUR', 'not-a-decimal'],
    ['1e3', 'EUR', 'not-a-decimal'],
    ['01', 'EUR', 'not-a-decimal'],
    ['', 'EUR', 'not-a-decimal'],
    ['1.', 'EUR', 'not-a-decimal'],
    ['1.001', 'EUR', 'too-many-decimals'],
    ['1.0', 'JPY', 'too-many-decimals'],
    ['1234567890123456', 'EUR', 'too-large'],
  ])('refuses %s %s', (text, currency, problem) => {
    expect(parseMinor(text, currency)).toBe(problem);
  });

  it('writes what it reads back, for every currency width', () => {
    const amounts = fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n });
    fc.assert(
      fc.property(amounts, fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'), (amount, currency) => {
        expect(parseMinor(formatMinor(amount, currency), currency)).toBe(amount);
      }),
    );
  });

  it('rounds half away from zero', () => {
    expect([
      divideRounded(5n, 10n),
      divideRounded(-5n, 10n),
      divideRounded(4n, 10n),
      divideRounded(7n, 3n),
    ]).toEqual([1n, -1n, 0n, 2n]);
  });
});
