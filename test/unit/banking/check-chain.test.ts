import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChainLink, checkChain } from '../../../functions/banking/domain/check-chain.ts';

function link(date: string, openingMinor: bigint, closingMinor: bigint, sequence?: string): ChainLink {
  return {
    statementId: `S-${date}-${sequence ?? ''}`,
    sequence,
    date,
    currency: 'EUR',
    openingMinor,
    closingMinor,
  };
}

const kinds = (...links: ChainLink[]) =>
  checkChain(links).map(({ kind, link: { date } }) => `${kind} ${date}`);

describe('the chain of statements', () => {
  it('is whole where each opens as the one before closed, in whatever order they came', () => {
    expect(
      kinds(
        link('2026-03-03', 3n, 5n, '3'),
        link('2026-03-01', 0n, 1n, '1'),
        link('2026-03-02', 1n, 3n, '2'),
      ),
    ).toEqual([]);
  });

  it('tells of balances and numbers that do not follow', () => {
    expect(kinds(link('2026-03-01', 0n, 1n, '1'), link('2026-03-04', 2n, 3n, '4'))).toEqual([
      'balance-gap 2026-03-04',
      'number-gap 2026-03-04',
    ]);
    const [first] = checkChain([link('2026-03-01', 0n, 1n), link('2026-03-04', 2n, 3n)]);
    expect(first?.detail).toContain('opens with 0.02 EUR');
  });

  it('numbers begin anew with the year; pages of one number follow each other', () => {
    expect(kinds(link('2025-12-31', 0n, 1n, '365'), link('2026-01-02', 1n, 2n, '1'))).toEqual([]);
    expect(kinds(link('2026-03-01', 1n, 2n, '00042/002'), link('2026-03-01', 0n, 1n, '00042/001'))).toEqual(
      [],
    );
  });

  it('several of one day without numbers follow as their balances do', () => {
    expect(
      kinds(link('2026-03-01', 5n, 9n), link('2026-03-01', 0n, 2n), link('2026-03-01', 2n, 5n)).length,
    ).toBeLessThan(3);
    expect(
      kinds(
        link('2026-02-28', 0n, 0n),
        link('2026-03-01', 5n, 9n),
        link('2026-03-01', 0n, 2n),
        link('2026-03-01', 2n, 5n),
      ),
    ).toEqual([]);
  });

  it('a chain with one taken out of its middle is never whole, if that one moved money', () => {
    const moves = fc.array(fc.bigInt({ min: 1n, max: 9n }), { minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(moves, fc.nat(), (amounts, at) => {
        let balance = 0n;
        const links = amounts.map((amount, index) => {
          const opening = balance;
          balance += amount;
          return link(`2026-03-${String(index + 1).padStart(2, '0')}`, opening, balance, String(index + 1));
        });
        expect(checkChain(links)).toEqual([]);
        const missing = 1 + (at % (links.length - 2));
        expect(checkChain(links.filter((_, index) => index !== missing))).toHaveLength(2);
      }),
    );
  });
});
