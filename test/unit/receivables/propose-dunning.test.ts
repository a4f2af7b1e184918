import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSince, endOfPeriod } from '../../../functions/receivables/domain/dunning/default-since.ts';
import type { DunnedItem, DunnedPartner } from '../../../functions/receivables/domain/dunning/dunned-item.ts';
import { USUAL_TERMS } from '../../../functions/receivables/domain/dunning/dunning-terms.ts';
import {
  type DunningQuestion,
  proposeDunning,
} from '../../../functions/receivables/domain/dunning/propose-dunning.ts';
import { builtInRate } from '../../../functions/receivables/domain/interest/base-rates.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';

const PARTNER: DunnedPartner = {
  id: 'p1',
  kind: 'customer',
  name: 'Müller',
  account: '10001',
  language: 'de',
};
const ITEM: DunnedItem = {
  id: 'i1',
  account: '10001',
  partnerId: 'p1',
  date: '2026-01-05',
  dueDate: '2026-02-04',
  openMinor: 100_000n,
  currency: 'EUR',
};
const ask = (items: readonly Partial<DunnedItem>[], more: Partial<DunningQuestion> = {}) =>
  proposeDunning({
    items: items.map((item, at) => ({ ...ITEM, id: `i${at + 1}`, ...item })),
    partners: new Map([[PARTNER.id, PARTNER]]),
    terms: USUAL_TERMS,
    asOf: '2026-02-20',
    currency: 'EUR',
    baseRateOf: (half) => builtInRate(half)?.rateTimes100,
    ...more,
  });
const withPartner = (partner: Partial<DunnedPartner>) => ({
  partners: new Map([['p1', { ...PARTNER, ...partner }]]),
});
const reasons = (proposal: ReturnType<typeof ask>) =>
  proposal.leftOut.map(({ item, reason }) => [item.id, reason]);

describe('since when a debtor is in default (§ 286 BGB)', () => {
  const terms = { dueDatesAgreed: false, consumersNotified: false, deliveryDays: 3 };
  it.each([
    ['thirty days after the due date', {}, false, {}, { since: '2026-03-07', reason: 'thirty-days' }],
    [
      'thirty days after a late invoice',
      { date: '2026-02-10' },
      false,
      {},
      { since: '2026-03-17', reason: 'thirty-days' },
    ],
    ['a consumer not told', {}, true, {}, undefined],
    [
      'a consumer told',
      {},
      true,
      { consumersNotified: true },
      { since: '2026-03-07', reason: 'thirty-days' },
    ],
    [
      'a due date agreed',
      {},
      true,
      { dueDatesAgreed: true },
      { since: '2026-02-05', reason: 'calendar-date' },
    ],
    [
      'a due date agreed on a Saturday',
      { dueDate: '2026-02-07' },
      false,
      { dueDatesAgreed: true },
      { since: '2026-02-10', reason: 'calendar-date' },
    ],
    [
      'a reminder',
      { dunning: { level: 2, firstOn: '2026-02-12', lastOn: '2026-02-26' } },
      true,
      {},
      { since: '2026-02-16', reason: 'reminder' },
    ],
    ['a reminder too early is none', { dunning: { level: 1, lastOn: '2026-02-04' } }, true, {}, undefined],
    [
      'the earliest of them',
      { dunning: { level: 1, lastOn: '2026-03-20' } },
      false,
      {},
      { since: '2026-03-07', reason: 'thirty-days' },
    ],
  ])('%s', (_, item, isConsumer, more, expected) => {
    expect(defaultSince({ ...ITEM, ...item }, isConsumer, { ...terms, ...more })).toEqual(expected);
  });

  it('no period ends on a weekend', () => {
    expect(['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map(endOfPeriod)).toEqual([
      '2026-11-27',
      '2026-11-30',
      '2026-11-30',
      '2026-11-30',
    ]);
  });
});

describe('a proposal', () => {
  it('reminds of what is due, without a fee or interest the first time', () => {
    const { letters, leftOut } = ask([{}]);
    expect(leftOut).toEqual([]);
    expect(letters).toMatchObject([
      {
        level: 1,
        principalMinor: 100_000n,
        interestMinor: 0n,
        feeMinor: 0n,
        totalMinor: 100_000n,
        payBy: '2026-03-02',
      },
    ]);
  });

  it('adds fee and interest at the second level, from the first day of default to the day of the run', () => {
    const dunning = { level: 1, lastOn: '2026-02-20', firstOn: '2026-02-20' };
    const [letter] = ask([{ dunning }], { asOf: '2026-03-06' }).letters;
    // In default since 2026-02-24 by reminder: 11 days of 1,000.00 at 1.27 + 9 = 10.27 %: 3.095…
    expect(letter?.claims[0]?.inDefault).toEqual({ since: '2026-02-24', reason: 'reminder' });
    expect(letter).toMatchObject({ level: 2, interestMinor: 310n, feeMinor: 250n, totalMinor: 100_560n });
  });

  it('asks no fee of a debtor who is not yet in default', () => {
    const levels = USUAL_TERMS.levels.map((level) => ({ ...level, feeMinor: 500n }));
    const terms = { ...USUAL_TERMS, levels };
    expect(ask([{}], { terms }).letters).toMatchObject([{ level: 1, feeMinor: 0n }]);
    expect(ask([{}], { terms: { ...terms, dueDatesAgreed: true } }).letters).toMatchObject([
      { feeMinor: 500n },
    ]);
  });

  it('is one letter a partner, at the highest level', () => {
    const { letters } = ask([{}, { dueDate: '2026-01-10', dunning: { level: 1, lastOn: '2026-02-01' } }]);
    expect(letters).toMatchObject([{ level: 2, claims: [{ level: 2 }, { level: 1 }] }]);
  });

  it.each([
    ['not-due', { dueDate: '2026-02-20' }, {}],
    ['too-early', { dueDate: '2026-02-14' }, {}],
    ['reminded-recently', { dueDate: '2026-01-01', dunning: { level: 1, lastOn: '2026-02-07' } }, {}],
    ['last-level-reached', { dueDate: '2025-01-01', dunning: { level: 3, lastOn: '2025-06-01' } }, {}],
    ['disputed', { disputed: true }, {}],
    ['item-blocked', { dunningBlocked: true }, {}],
    ['partner-blocked', {}, withPartner({ dunningBlocked: true })],
    ['vendor', {}, withPartner({ kind: 'vendor' })],
    ['no-partner', { partnerId: undefined }, {}],
    ['no-partner', { partnerId: 'p9' }, {}],
    ['other-currency', { currency: 'USD' }, {}],
    ['small-balance', { openMinor: 499n }, {}],
    ['credit-without-claim', { openMinor: -1n }, {}],
  ])('leaves out: %s', (reason, item, more) => {
    const proposal = ask([item as Partial<DunnedItem>], more);
    expect(proposal.letters).toEqual([]);
    expect(reasons(proposal)).toEqual([['i1', reason]]);
  });

  it('sets credits off against the oldest debt', () => {
    const terms = { ...USUAL_TERMS, dueDatesAgreed: true };
    const proposal = ask(
      [
        {},
        { dueDate: '2026-01-09', openMinor: 30_000n, dunning: { level: 1, lastOn: '2026-01-20' } },
        { openMinor: -40_000n },
      ],
      { terms },
    );
    const [letter] = proposal.letters;
    expect(letter?.principalMinor).toBe(90_000n);
    expect(letter?.claims).toMatchObject([
      { item: { id: 'i2' }, principalMinor: 0n, interestMinor: 0n },
      { item: { id: 'i1' }, principalMinor: 90_000n },
    ]);
    expect(reasons(ask([{}, { openMinor: -100_000n }]))).toEqual([
      ['i1', 'covered-by-credits'],
      ['i2', 'covered-by-credits'],
    ]);
  });

  it('leaves to the next run what is too much for one, partner by partner', () => {
    const partners = new Map(['p1', 'p2', 'p3'].map((id) => [id, { ...PARTNER, id }]));
    const items = [{}, {}, { partnerId: 'p2' }, { partnerId: 'p2' }, { partnerId: 'p3' }];
    const proposal = ask(items, { partners, maxItems: 3 });
    expect(proposal.letters.map(({ partner }) => partner.id)).toEqual(['p1', 'p3']);
    expect(reasons(proposal)).toEqual([
      ['i3', 'next-run'],
      ['i4', 'next-run'],
    ]);
  });

  it('says when the base rate is missing instead of guessing', () => {
    const item = { dueDate: '2026-11-01', dunning: { level: 1, lastOn: '2026-12-01' } };
    expect(() => ask([item], { asOf: '2027-01-05' })).toThrow(
      expect.objectContaining({ code: 'receivables.no-base-rate' }),
    );
  });
});

const items = fc.array(
  fc.record({
    partnerId: fc.constantFrom('p1', 'p2', 'p3', undefined),
    dueDate: fc.integer({ min: -100, max: 20 }).map((days) => addDays('2026-06-01', days)),
    openMinor: fc.bigInt({ min: -50_000n, max: 100_000n }),
    disputed: fc.boolean(),
    dunning: fc.option(
      fc.record({
        level: fc.integer({ min: 1, max: 3 }),
        lastOn: fc.constantFrom('2026-05-01', '2026-05-30'),
      }),
      { nil: undefined },
    ),
  }),
  { maxLength: 30 },
);
const question = {
  asOf: '2026-06-01',
  partners: new Map(
    ['p1', 'p2', 'p3'].map((id) => [
      id,
      { ...PARTNER, id, consumer: id === 'p2', dunningBlocked: id === 'p3' },
    ]),
  ),
};

describe('for all items', () => {
  it('each is in exactly one letter, or left out once; sums agree', () => {
    fc.assert(
      fc.property(items, (given) => {
        const { letters, leftOut } = ask(given as Partial<DunnedItem>[], question);
        const seen = [
          ...letters.flatMap(({ claims, credits }) => [
            ...claims.map(({ item }) => item.id),
            ...credits.map(({ id }) => id),
          ]),
          ...leftOut.map(({ item }) => item.id),
        ];
        expect(seen.toSorted()).toEqual(given.map((_, at) => `i${at + 1}`).toSorted());
        expect(new Set(letters.map(({ partner }) => partner.id)).size).toBe(letters.length);
        for (const letter of letters) {
          const { claims, principalMinor, interestMinor, feeMinor, totalMinor } = letter;
          expect(claims.reduce((sum, claim) => sum + claim.principalMinor, 0n)).toBe(principalMinor);
          expect(totalMinor).toBe(principalMinor + interestMinor + feeMinor);
          expect(principalMinor).toBeGreaterThanOrEqual(USUAL_TERMS.smallBalanceMinor);
          expect(letter.level).toBe(Math.max(...claims.map(({ level }) => level)));
          expect(letter.partner.dunningBlocked).toBe(false);
        }
      }),
    );
  });

  it('what was reminded today is not reminded again today', () => {
    fc.assert(
      fc.property(items, (given) => {
        const { letters } = ask(given as Partial<DunnedItem>[], question);
        const reached = new Map(
          letters.flatMap(({ claims }) =>
            claims.map(({ item, level }) => [item.id, { level, lastOn: '2026-06-01' }]),
          ),
        );
        const after = given.map((item, at) => ({
          ...item,
          dunning: reached.get(`i${at + 1}`) ?? item.dunning,
        }));
        expect(ask(after as Partial<DunnedItem>[], question).letters).toEqual([]);
      }),
    );
  });
});
