import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../functions/banking/domain/bank-codes.ts';
import { matchReturn } from '../../../functions/banking/domain/returned-payment.ts';

describe('what the bank says that a line is', () => {
  it.each([
    ['PMNT-IDDT-UPDD', -5_500n, undefined, 'returned-debit'],
    ['PMNT-IDDT-UPDD', 5_500n, undefined, undefined],
    ['PMNT-ICDT-RRTN', 5_500n, 'AC01', 'returned-transfer'],
    ['PMNT-RCDT-ESCT', 5_500n, 'AC04', 'returned-transfer'],
    ['PMNT-IDDT-ESDD', -5_500n, 'MD06', 'returned-debit'],
    ['N109+109', -5_500n, '914', 'returned-debit'],
    ['NRTI+108', -5_500n, undefined, 'returned-debit'],
    ['N159+159', 5_500n, undefined, 'returned-transfer'],
    ['NTRF+166', 5_500n, '000', undefined],
    ['ACMT-MDOP-CHRG', -990n, undefined, 'fee'],
    ['PMNT-MDOP-COMM', -990n, undefined, 'fee'],
    ['ACMT-MDOP-CHRG', 990n, undefined, undefined],
    ['NCHG+808', -990n, undefined, 'fee'],
    ['NMSC+805', -990n, undefined, undefined],
    ['constructor', -1n, undefined, undefined],
    [undefined, -1n, undefined, undefined],
  ])('%s of %s (%s): %s', (bankTransactionCode, amountMinor, returnReason, expected) => {
    expect(meaningOf({ bankTransactionCode, amountMinor, returnReason })).toBe(expected);
  });
});

describe('a payment that comes back', () => {
  it.each([
    ['a debit, whole', { amountMinor: -5_000n }, -5_000n, 0n, true],
    [
      'a debit and its fee, as the bank states it',
      { amountMinor: -5_500n, chargesMinor: 500n },
      -5_000n,
      500n,
      true,
    ],
    [
      'a debit and its fee, by the ordered amount',
      { amountMinor: -5_500n, originalMinor: 5_000n },
      -5_000n,
      500n,
      true,
    ],
    ['a debit and a difference', { amountMinor: -5_300n }, -5_000n, 300n, false],
    ['a transfer less a fee', { amountMinor: 4_500n, chargesMinor: 500n }, 5_000n, 500n, true],
  ])('%s', (_what, line, returned, feeMinor, isExact) => {
    expect(matchReturn(line, returned)).toMatchObject({ feeMinor, isExact });
  });

  it.each([
    ['less than the debit', { amountMinor: -4_900n }, -5_000n],
    ['more than the transfer', { amountMinor: 5_100n }, 5_000n],
    ['a difference that is no fee', { amountMinor: -15_000n }, -5_000n],
    ['the other direction', { amountMinor: 5_000n }, -5_000n],
  ])('%s: none', (_what, line, returned) => {
    expect(matchReturn(line, returned)).toBeUndefined();
  });
});
