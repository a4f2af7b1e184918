import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Explained, explain } from '../../../functions/credit/domain/explanation/explain.ts';
import { LANGUAGES } from '../../../functions/credit/domain/explanation/words.ts';
import type { CreditFacts } from '../../../functions/credit/domain/facts.ts';
import { factsOfUnknown } from '../../../functions/credit/domain/gather-facts.ts';

const FACTS: CreditFacts = {
  ...factsOfUnknown({ amountMinor: 5_000n, currency: 'EUR' }, '2026-06-15'),
  hasProfile: true, limitCurrency: 'EUR', limitMinor: 1_010_000n, exposureMinor: 1_006_000n, isNewCustomer: false,
}; // biome-ignore format: a record
const of = (codes: readonly string[], more: Partial<Explained> = {}): Explained => ({
  decision: 'declined', facts: FACTS, person: 'natural',
  reasons: codes.map((code) => ({ code, text: `Own words. (headroom is -10.00 EUR, not at least 0.00 EUR)` })), ...more,
}); // biome-ignore format: a record
const decisiveOf = (explained: Explained, language: 'de' | 'en' = 'en') =>
  explain(explained, language)
    .criteria.filter(({ decisive }) => decisive)
    .map(({ title, change }) => [title, change]);

describe('an explanation', () => {
  it('says what was found, what was decisive, and what would have to be different', () => {
    const told = explain(of(['LIMIT_EXCEEDED']), 'de');
    expect(told.summary).toEqual(['Die Bestellung auf Rechnung wurde automatisch abgelehnt.']);
    expect(told.criteria.find(({ decisive }) => decisive)).toEqual({
      title: 'Kreditrahmen',
      finding:
        'Ihr Kreditrahmen beträgt 10.100,00 EUR. Offene Rechnungen, Lieferungen und andere Bestellungen, abzüglich Vorauszahlungen, machen 10.060,00 EUR aus. Diese Bestellung beträgt 50,00 EUR.',
      decisive: true,
      change:
        'Die Bestellung dürfte höchstens 40,00 EUR betragen, oder es müssten zuvor 10,00 EUR bezahlt sein.',
    });
    expect(told.criteria.filter(({ decisive }) => decisive)).toHaveLength(1);
    expect(told.criteria.length).toBeGreaterThan(8);
    const full = { ...FACTS, exposureMinor: 1_020_000n };
    expect(decisiveOf(of(['LIMIT_EXCEEDED'], { facts: full }))).toEqual([
      ['Credit limit', '150.00 EUR would have to be paid first.'],
    ]);
  });

  it('names the limit that is exceeded: the own one, the shared one, or both', () => {
    const shared = { ...FACTS, groupLimitMinor: 1_000n, groupExposureMinor: 900n };
    const titles = (facts: CreditFacts) =>
      decisiveOf(of(['LIMIT_EXCEEDED'], { facts })).map(([title]) => title);
    expect(titles(shared)).toEqual(['Credit limit', 'Shared credit limit']);
    expect(titles({ ...shared, exposureMinor: 0n })).toEqual(['Shared credit limit']);
    expect(titles({ ...shared, limitMinor: undefined })).toEqual(['Shared credit limit']);
  });

  it.each([
    ['NO_PROFILE', 'Purchase on account'],
    ['BLOCKED', 'Blocks'],
    ['SANCTIONS_PENDING', 'Comparison with sanctions lists'],
    ['OTHER_CURRENCY', 'Currency'],
    ['NO_LIMIT', 'Credit limit'],
    ['SUB_LIMIT_EXCEEDED', 'Limits of single parts'],
    ['DOCUMENT_MAXIMUM', 'New customers'],
    ['OLDEST_ITEM', 'Overdue invoices'],
    ['DUNNING_LEVEL', 'Reminders'],
    ['RISK_CLASS', 'Estimated risk of default'],
    ['NOT_COVERED', 'Insurance and collateral'],
    ['OUR_OWN_RULE', 'Another rule'],
  ])('tells %s as "%s"', (code, title) => {
    expect(decisiveOf(of([code])).map(([told]) => told)).toEqual([title]);
  });

  it('tells what a person has said since, and how points came about', () => {
    const review = { state: 'released' as const, on: '2026-06-16' };
    expect(explain(of([], { review }), 'de').summary[1]).toBe(
      'Danach hat ein Mensch am 16.06.2026 entschieden: Die Bestellung wurde freigegeben.',
    );
    expect(explain(of([], { review: 'open' }), 'en').summary[1]).toBe('A person is reviewing the decision.');
    const points = [
      { what: 'dunningLevel', points: 20 },
      { what: 'overdue', points: -5 },
    ];
    const scored = explain(of([], { points, facts: { ...FACTS, riskClass: 'C', score: 15 } }), 'en');
    expect(scored.criteria.find(({ title }) => title === 'Estimated risk of default')?.finding).toBe(
      'You are in risk class C, with 15 points. A is the best class. The points come about like this: reminders 20, overdue invoices -5.',
    );
  });

  it('of a stranger looks at nothing that nobody knows; legal persons have no rights of persons', () => {
    const facts = factsOfUnknown({ amountMinor: 1n, currency: 'EUR' }, '2026-06-15');
    const told = explain(of(['NO_PROFILE'], { facts, decision: 'referred', person: 'legal' }), 'en');
    expect([told.criteria.map(({ title }) => title), told.rights]).toEqual([['Purchase on account'], []]);
    expect(explain(of([], { person: 'unknown' }), 'en').rights).toHaveLength(3);
  });

  it('has no codes, no names of facts and no gaps, whatever the facts', () => {
    const minor = fc.bigInt({ min: -10_000_000n, max: 10_000_000n });
    const maybe = fc.option(minor, { nil: undefined });
    const codes = [
      'NO_PROFILE',
      'LIMIT_EXCEEDED',
      'NO_LIMIT',
      'BLOCKED',
      'OLDEST_ITEM',
      'RISK_CLASS',
      'NOT_COVERED',
      'X_Y',
    ];
    const any = fc.record({
      limitMinor: maybe, groupLimitMinor: maybe, groupExposureMinor: maybe, exposureMinor: minor, overdueMinor: minor,
      documentMaximumMinor: maybe, insuredMinor: maybe, isNewCustomer: fc.boolean(), hasProfile: fc.boolean(),
      blocks: fc.constantFrom([], ['FRAUD_CASE']), riskClass: fc.constantFrom(undefined, 'C'), score: fc.constantFrom(undefined, 7),
    }); // biome-ignore format: a record
    fc.assert(
      fc.property(any, fc.subarray(codes), fc.constantFrom(...LANGUAGES), (facts, reasons, language) => {
        const told = explain(of(reasons, { facts: { ...FACTS, ...facts } }), language);
        const text = JSON.stringify(told);
        expect(text).not.toMatch(/[A-Z]+_[A-Z]+|undefined|null|NaN|headroom|Minor|\d\.\d{2} EUR, not/);
        const decisive = told.criteria.filter((one) => one.decisive);
        expect(decisive.every(({ change = '' }) => change.length > 10)).toBe(true);
        expect(decisive.length).toBeGreaterThanOrEqual(reasons.length > 0 ? 1 : 0);
      }),
      { numRuns: 100 },
    );
  });
});
