import { describe, expect, it } from 'vitest';
import {
  belowUseMinor,
  reviewDateOf,
  tierOf,
  tiersProblem,
} from '../../../functions/credit/domain/limits.ts';

const TIERS = [{ upToMinor: 100n, roles: ['credit-controller'] }, { roles: ['admin'] }];

describe('tiers', () => {
  it.each([
    [undefined, 'credit-controller'],
    [0n, 'credit-controller'],
    [100n, 'credit-controller'],
    [101n, 'admin'],
  ])('a limit of %s is approved by %s', (limit, role) => expect(tierOf(TIERS, limit).roles).toEqual([role]));

  it('must grow, and leave no limit without one', () => {
    expect(tiersProblem(TIERS)).toBeUndefined();
    expect(tiersProblem([])).toMatch('last tier');
    expect(tiersProblem([{ upToMinor: 1n, roles: [] }])).toMatch('last tier');
    expect(tiersProblem([{ roles: [] }, { roles: [] }])).toMatch('Tier 1 takes all');
    expect(tiersProblem([{ upToMinor: 2n, roles: [] }, { upToMinor: 2n, roles: [] }, { roles: [] }])).toMatch(
      'Tier 2 must go further',
    );
  });
});

describe('a limit', () => {
  it('below use is told by how much; none is not below', () => {
    expect([belowUseMinor(10n, 10n), belowUseMinor(9n, 10n), belowUseMinor(undefined, 10n)]).toEqual([
      undefined,
      1n,
      undefined,
    ]);
  });

  it('is reviewed the sooner the worse the class', () => {
    const of = (riskClass?: string) => reviewDateOf('2026-01-31', riskClass, { D: 2 });
    expect([of('A'), of('D'), of('E'), of()]).toEqual([
      '2027-01-31',
      '2026-03-31',
      '2026-02-28',
      '2027-01-31',
    ]);
  });
});
