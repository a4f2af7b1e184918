import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mandate } from '../../../functions/payments/domain/mandate.ts';
import type { DueItem } from '../../../functions/payments/domain/payment.ts';
import {
  isWanted,
  MAX_PAYMENTS_OF_RUN,
  proposeRun,
  type RunPartner,
  type RunTerms,
} from '../../../functions/payments/domain/proposal.ts';
import { anyText } from '../../support/any-text.ts';

const TERMS: RunTerms = {
  kind: 'transfer',
  executionDate: '2026-11-26',
  payUntil: '2026-11-26',
  nextRunOn: '2026-12-03',
  collect: 'partner',
  minimumMinor: 0n,
};
const VENDOR: RunPartner = {
  id: 'v-1',
  account: '70000',
  name: 'Papier Müller',
  iban: 'DE02120300000000202051',
  blocked: false,
  mandates: [],
};
const MANDATE: Mandate = {
  id: 'M-1',
  partnerId: 'v-1',
  iban: 'DE02120300000000202051',
  signedOn: '2026-01-02',
  scheme: 'CORE',
  sequence: 'recurring',
  uses: 0,
};

let numbers = 0;
function due(owedMinor: bigint, more: Partial<DueItem> = {}): DueItem {
  numbers += 1;
  const id = `2026-${numbers}-1`;
  return {
    id,
    account: '70000',
    label: `ER-${numbers}`,
    date: '2026-11-01',
    dueDate: '2026-11-20',
    owedMinor,
    ...more,
  };
}

function propose(
  items: readonly DueItem[],
  terms: Partial<RunTerms> = {},
  partner: Partial<RunPartner> = {},
) {
  const { payments, leftOut } = proposeRun({ ...TERMS, ...terms }, items, [{ ...VENDOR, ...partner }]);
  return {
    payments,
    amounts: payments.map(({ amountMinor }) => amountMinor),
    reasons: leftOut.map(({ reason }) => reason),
  };
}

describe('what a run pays', () => {
  it('what is due, what loses its discount before the next run, and nothing else', () => {
    const discount = (until: string) => ({ percentTimes100: 200, until });
    const later = { dueDate: '2026-12-20' };
    const items = [
      due(10_000n),
      due(11_900n, { ...later, discount: discount('2026-12-02') }),
      due(11_900n, { ...later, discount: discount('2026-12-03') }),
      due(11_900n, { ...later, discount: discount('2026-11-25') }),
    ];
    const { payments, amounts } = propose(items, { collect: 'item' });
    expect(amounts).toEqual([10_000n, 11_662n]);
    expect(payments[1]?.items[0]?.discountMinor).toBe(238n);
  });

  it('a discount is the percentage rounded to the cent, half up', () => {
    const { payments } = propose([due(125n, { discount: { percentTimes100: 200, until: '2026-11-26' } })]);
    expect(payments[0]?.items[0]).toMatchObject({ amountMinor: 122n, discountMinor: 3n });
  });

  it('credit notes are set off, joining payments where one is too small', () => {
    const items = () => [due(6_000n), due(6_000n), due(-10_000n)];
    expect(propose(items(), { collect: 'item' }).amounts).toEqual([2_000n]);
    expect(propose(items()).amounts).toEqual([2_000n]);
    expect(propose([due(6_000n), due(-6_000n)])).toMatchObject({
      amounts: [],
      reasons: ['covered-by-credit', 'covered-by-credit'],
    });
    expect(propose([due(-6_000n)])).toMatchObject({ amounts: [], reasons: [] });
  });

  it('one transfer a partner lists the documents, several where they do not fit', () => {
    const { payments } = propose([1, 2, 3].map(() => due(100n, { label: 'R'.repeat(60) })));
    expect(payments.map(({ items }) => items.length)).toEqual([2, 1]);
    expect(payments[0]?.text).toBe(`${'R'.repeat(60)}, ${'R'.repeat(60)}`);
  });

  it.each<[string, Partial<RunPartner>, Partial<RunTerms>, string]>([
    ['blocked', { blocked: true }, {}, 'blocked'],
    ['without IBAN', { iban: undefined }, {}, 'no-iban'],
    ['with a name that no bank takes', { name: '💶' }, {}, 'name-not-expressible'],
    ['of another account', { account: '70001' }, {}, 'no-partner'],
    ['below the minimum', {}, { minimumMinor: 101n }, 'below-minimum'],
    ['without mandate', {}, { kind: 'direct-debit' }, 'no-mandate'],
    [
      'with a revoked mandate',
      { mandates: [{ ...MANDATE, revokedOn: '2026-02-01' }] },
      { kind: 'direct-debit' },
      'mandate-revoked',
    ],
    [
      'with a mandate unused too long',
      { mandates: [{ ...MANDATE, signedOn: '2023-11-25' }] },
      { kind: 'direct-debit' },
      'mandate-expired',
    ],
    [
      'with a one-off mandate used up',
      { mandates: [{ ...MANDATE, sequence: 'one-off', uses: 1 }] },
      { kind: 'direct-debit' },
      'mandate-used',
    ],
    [
      'with a mandate of tomorrow',
      { mandates: [{ ...MANDATE, signedOn: '2026-11-27' }] },
      { kind: 'direct-debit' },
      'mandate-not-signed',
    ],
  ])('a partner %s is listed with the reason', (_what, partner, terms, reason) =>
    expect(propose([due(100n)], terms, partner)).toMatchObject({ amounts: [], reasons: [reason] }),
  );

  it('the 36 months count from the last use', () => {
    const mandates = [{ ...MANDATE, signedOn: '2020-01-01', uses: 3, lastUsedOn: '2023-11-26' }];
    const { payments } = propose([due(100n)], { kind: 'direct-debit' }, { mandates });
    expect(payments[0]?.mandate?.sequence).toBe('RCUR');
  });

  it('debits: the first of a mandate tells what changed, the others recur; a one-off mandate collects once', () => {
    const amendment = { accountChanged: true };
    const terms = { kind: 'direct-debit', collect: 'item' } as const;
    const { payments } = propose([due(1n), due(2n)], terms, { mandates: [{ ...MANDATE, amendment }] });
    expect(payments.map(({ mandate }) => [mandate?.sequence, mandate?.amendment])).toEqual([
      ['FRST', amendment],
      ['RCUR', undefined],
    ]);
    const once = propose([due(1n), due(2n)], terms, { mandates: [{ ...MANDATE, sequence: 'one-off' }] });
    expect([once.payments[0]?.mandate?.sequence, once.reasons]).toEqual(['OOFF', ['mandate-used']]);
  });

  it('a run has an end; the rest is listed', () => {
    const items = Array.from({ length: MAX_PAYMENTS_OF_RUN + 1 }, () => due(1n));
    const { amounts, reasons } = propose(items, { collect: 'item' });
    expect([amounts.length, reasons]).toEqual([MAX_PAYMENTS_OF_RUN, ['run-full']]);
  });
});

const anyItem = fc
  .record({
    account: fc.constantFrom('70000', '70001', '70002'),
    label: anyText(60),
    date: fc.constantFrom('2026-11-01', '2026-11-26', '2026-11-27'),
    dueDate: fc.constantFrom('2026-11-20', '2026-11-26', '2026-12-01'),
    owedMinor: fc.bigInt({ min: -50_000n, max: 50_000n }).filter((amount) => amount !== 0n),
    discount: fc.option(
      fc.record({
        percentTimes100: fc.integer({ min: 0, max: 9_999 }),
        until: fc.constantFrom('2026-11-25', '2026-11-26', '2026-12-02'),
      }),
      { nil: undefined },
    ),
  })
  .map((item) => due(item.owedMinor, item));

describe('properties', () => {
  it('every wanted item is paid once or listed once, and payments add up', () => {
    const partners = [
      VENDOR,
      { ...VENDOR, id: 'v-2', account: '70001', iban: 'FR1420041010050500013M02606' },
    ];
    const terms = fc.record({
      collect: fc.constantFrom('item', 'partner'),
      minimumMinor: fc.bigInt({ min: 0n, max: 9_000n }),
    });
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 40 }), terms, (items, more) => {
        const all = { ...TERMS, ...more } as RunTerms;
        const { payments, leftOut } = proposeRun(all, items, partners);
        const asked = new Set(
          items.filter((item) => isWanted(item, all) && item.owedMinor > 0n).map(({ account }) => account),
        );
        const wanted = items
          .filter((item) => isWanted(item, all) && asked.has(item.account))
          .map(({ id }) => id);
        const paid = payments.flatMap((payment) => payment.items.map(({ itemId }) => itemId));
        expect([...paid, ...leftOut.map(({ itemId }) => itemId)].sort()).toEqual(wanted.sort());
        for (const payment of payments) {
          expect(payment.amountMinor).toBe(
            payment.items.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
          );
          expect(payment.amountMinor > 0n && payment.amountMinor >= all.minimumMinor).toBe(true);
          expect(payment.text).toMatch(/^[A-Za-z0-9/?:().,'+ -]{1,140}$/);
          for (const { itemId, amountMinor, discountMinor } of payment.items) {
            expect(amountMinor + discountMinor).toBe(items.find(({ id }) => id === itemId)?.owedMinor);
            expect(discountMinor >= 0n).toBe(true);
          }
        }
      }),
    );
  });
});
