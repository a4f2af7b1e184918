import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BankRule,
  decideRule,
  matchRules,
  type RuleConditions,
  type RuledTransaction,
  ruleMatches,
} from '../../../functions/banking/domain/rules/bank-rule.ts';
import {
  type LearnedBooking,
  patternOf,
  proposeLearned,
  traitsOf,
} from '../../../functions/banking/domain/rules/learned-booking.ts';

const TRANSACTION: RuledTransaction = {
  iban: 'DE89370400440532013000',
  amountMinor: -4_990n,
  currency: 'EUR',
  remittance: 'Telefon 03/2026 Kd. 4711',
  bankTransactionCode: 'PMNT-RDDT-ESDD',
  counterpartyName: 'Télékom Deutschland GmbH',
  counterpartyIban: 'DE02120300000000202051',
};

function rule(id: string, conditions: RuleConditions, more: Partial<BankRule> = {}): BankRule {
  return { id, conditions, target: { account: '4920' }, automatic: false, ...more };
}

describe('a rule', () => {
  it.each<[string, RuleConditions, boolean]>([
    ['own account', { account: 'DE89370400440532013000' }, true],
    ['another account', { account: 'DE00' }, false],
    ['the other side', { counterpartyIban: 'DE02120300000000202051' }, true],
    ['a part of its name, without accents', { counterpartyName: 'telekom' }, true],
    ['all of several texts', { textContains: ['telefon', 'KD. 4711'] }, true],
    ['one of them missing', { textContains: ['telefon', 'strom'] }, false],
    ['the code', { code: 'PMNT-RDDT-ESDD' }, true],
    ['a family of codes', { code: 'PMNT-RDDT-*' }, true],
    ['the beginning of a code, without the star', { code: 'PMNT-RDDT' }, false],
    ['paid', { direction: 'paid' }, true],
    ['received', { direction: 'received' }, false],
    ['a range, both ends in it', { minMinor: 4_990n, maxMinor: 4_990n }, true],
    ['more', { minMinor: 4_991n }, false],
    ['less', { maxMinor: 4_989n }, false],
  ])('%s', (_what, conditions, expected) => {
    expect(ruleMatches(rule('r', conditions), TRANSACTION)).toBe(expected);
  });

  it('every condition must hold: one more never makes it met', () => {
    const conditions = fc.record<RuleConditions>(
      {
        account: fc.constantFrom('DE89370400440532013000', 'X'),
        counterpartyName: fc.constantFrom('telekom', 'strom'),
        direction: fc.constantFrom('paid', 'received'),
        minMinor: fc.bigInt({ min: 0n, max: 9_000n }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(conditions, conditions, (one, other) => {
        if (!ruleMatches(rule('r', one), TRANSACTION)) {
          expect(ruleMatches(rule('r', { ...other, ...one }), TRANSACTION)).toBe(false);
        }
      }),
    );
  });

  it('the more particular comes first; one that says another thing keeps an automatic one from booking', () => {
    const broad = rule('a', { direction: 'paid' });
    const narrow = rule('b', { direction: 'paid', counterpartyName: 'telekom' }, { automatic: true });
    const other = rule('c', { code: 'PMNT-*' }, { target: { account: '4930' } });
    expect(matchRules([broad, narrow, other], TRANSACTION).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    expect(decideRule([narrow, broad])?.id).toBe('b');
    expect(decideRule([narrow, other])).toBeUndefined();
    expect(decideRule([broad])).toBeUndefined();
  });
});

describe('what people have booked before', () => {
  it.each([
    ['Miete 03/2026 Objekt Hauptstr. 5', 'HAUPTSTR MIETE OBJEKT'],
    ['MIETE APRIL 2026, Objekt Hauptstr. 5', 'HAUPTSTR MIETE OBJEKT'],
    ['Rechnung 4711 vom 1.3.2026', ''],
  ])('%s is %s', (text, pattern) => {
    expect(patternOf(text)).toBe(pattern);
  });

  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const traits = traitsOf(TRANSACTION, hash);
  const strom = traitsOf({ ...TRANSACTION, remittance: 'Strom Abschlag' }, hash)?.words ?? '';
  const learned = (account: string, count: number, words = traits?.words ?? ''): LearnedBooking => ({
    counterparty: traits?.counterparty ?? '',
    words,
    target: { account },
    count,
  });
  const propose = (...all: LearnedBooking[]) => (traits ? proposeLearned(traits, all) : []);

  it('is proposed, surer the more often', () => {
    const [once, thrice] = [propose(learned('4920', 1)), propose(learned('4920', 3))];
    expect(once).toEqual([
      { target: { account: '4920' }, score: 0.5, count: 1, reasons: ['booked-before', 'iban', 'text'] },
    ]);
    expect(thrice[0]?.score).toBeGreaterThan(once[0]?.score ?? 1);
  });

  it('is less sure where it was booked now so, now so', () => {
    const [first, second] = propose(learned('4920', 3), learned('4930', 1));
    expect([first?.target.account, second?.target.account]).toEqual(['4920', '4930']);
    expect(first?.score).toBeLessThan(propose(learned('4920', 3))[0]?.score ?? 0);
  });

  it('of another direction, another side, or another text says nothing', () => {
    const received = { ...learned('4920', 3), counterparty: `+${traits?.counterparty.slice(1)}` };
    expect(propose(received, learned('4920', 3, strom))).toEqual([]);
    expect(
      traitsOf(
        { ...TRANSACTION, counterpartyIban: undefined, counterpartyName: undefined, remittance: '4711' },
        hash,
      ),
    ).toBeUndefined();
  });

  it('scores are between 0 and 1, and no target is proposed twice', () => {
    const one = fc.record({
      account: fc.constantFrom('4920', '4930', '4940'),
      count: fc.integer({ min: 1, max: 50 }),
      words: fc.constantFrom('TELEFON', 'TELEFON FESTNETZ', 'STROM'),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (all) => {
        const proposals = propose(...all.map(({ account, count, words }) => learned(account, count, words)));
        expect(proposals.every(({ score }) => score > 0 && score < 1)).toBe(true);
        expect(new Set(proposals.map(({ target }) => target.account)).size).toBe(proposals.length);
      }),
    );
  });
});
