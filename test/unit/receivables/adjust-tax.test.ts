import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitByTax } from '../../../functions/receivables/domain/adjust-tax.ts';

const line = (taxCode: string | undefined, amountMinor: bigint) => ({ account: '1', taxCode, amountMinor });

it('in proportion to the gross amounts of the taxes', () => {
  const lines = [line('output-19', -10000n), line('output-19', -1900n), line('output-7', -10700n)];
  expect(splitByTax(226n, lines)).toEqual([
    { taxCode: 'output-19', amountMinor: 119n },
    { taxCode: 'output-7', amountMinor: 107n },
  ]);
});

it('tax that the recipient owes is no part of the amount', () => {
  const lines = [
    line('acquisition-19', 10000n),
    line('acquisition-19', 1900n),
    line('acquisition-19', -1900n),
  ];
  expect(splitByTax(-200n, lines)).toEqual([{ taxCode: 'acquisition-19', amountMinor: -200n }]);
});

it('an entry without anything but personal accounts has no tax', () => {
  expect(splitByTax(5n, [])).toEqual([{ taxCode: '', amountMinor: 5n }]);
});

it('shares add up to the amount, to the cent', () => {
  const tags = fc.constantFrom('output-19', 'output-7', 'exempt-41', undefined);
  const lines = fc.array(fc.tuple(tags, fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n })), { maxLength: 8 });
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), lines, (amountMinor, all) => {
      const shares = splitByTax(
        amountMinor,
        all.map(([tag, minor]) => line(tag, minor)),
      );
      expect(shares.reduce((sum, share) => sum + share.amountMinor, 0n)).toBe(amountMinor);
    }),
  );
});
