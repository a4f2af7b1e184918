import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherFacts } from '../../../functions/credit/domain/gather-facts.ts';
import {
  type InsuredItem,
  insuranceStateOn,
  type OverdueReport,
  type PolicyTerms,
  readClock,
} from '../../../functions/credit/domain/insurance/insurance-clock.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';

const TERMS: PolicyTerms = {
  validFrom: '2026-01-01',
  longestCreditDays: 90,
  reportAfterDays: 60,
  warnBeforeDays: 10,
  longTermsSuspend: false,
};
const ITEM: InsuredItem = { id: 'i-1', date: '2026-01-15', dueDate: '2026-01-31' };

describe('the insurance clock', () => {
  it.each([
    // 31 January and 60 days is 1 April in 2026, 31 March in a leap year.
    ['2026-01-31', '2026-04-01', '2026-03-22'],
    ['2024-01-31', '2024-03-31', '2024-03-21'],
    ['2026-02-28', '2026-04-29', '2026-04-19'],
    ['2026-11-30', '2027-01-29', '2027-01-19'],
  ])('an item due on %s is reported by %s, and warned of from %s', (dueDate, reportDueOn, warnOn) => {
    const item = { ...ITEM, date: dueDate, dueDate };
    const terms = { ...TERMS, validFrom: '2020-01-01' };
    const on = (day: string, reports: OverdueReport[] = []) => readClock(terms, [item], reports, day);
    expect(on(addDays(warnOn, -1))).toEqual({
      state: 'covered', reportDueOn, warnOn, isWarning: false, until: reportDueOn, because: [],
    }); // biome-ignore format: a record
    expect(on(warnOn)).toMatchObject({
      state: 'covered',
      isWarning: true,
      because: [{ code: 'report-due', itemId: 'i-1' }],
    });
    expect(on(reportDueOn)).toMatchObject({ state: 'covered', isWarning: true });
    expect(on(addDays(reportDueOn, 1))).toEqual({
      state: 'suspended', isWarning: false, because: [{ code: 'report-missed', itemId: 'i-1', on: reportDueOn }],
    }); // biome-ignore format: a record
    expect(on(addDays(reportDueOn, 1), [{ itemId: 'i-1', on: reportDueOn }])).toMatchObject({
      state: 'covered',
      because: [],
    });
    expect(on(addDays(reportDueOn, 9), [{ itemId: 'i-1', on: addDays(reportDueOn, 1) }])).toMatchObject({
      state: 'suspended',
    });
  });

  it('has begun and ends with its policy', () => {
    const terms = { ...TERMS, validTo: '2026-12-31' };
    expect(readClock(terms, [], [], '2025-12-31')).toEqual({
      state: 'none', isWarning: false, until: '2025-12-31', because: [{ code: 'not-begun', on: '2026-01-01' }],
    }); // biome-ignore format: a record
    expect(readClock(terms, [], [], '2026-12-31')).toMatchObject({ state: 'covered', until: '2026-12-31' });
    expect(readClock(terms, [], [], '2027-01-01')).toMatchObject({
      state: 'ended',
      because: [{ code: 'ended' }],
    });
  });

  it('tells of terms that are longer than what is covered, and suspends where the policy says so', () => {
    const long = { id: 'i-2', date: '2026-01-01', dueDate: '2026-04-02' };
    const reason = [{ code: 'terms-too-long', itemId: 'i-2', days: 91 }];
    expect(readClock(TERMS, [long], [], '2026-02-01')).toMatchObject({ state: 'covered', because: reason });
    expect(readClock({ ...TERMS, longTermsSuspend: true }, [long], [], '2026-02-01')).toMatchObject({
      state: 'suspended',
      because: reason,
    });
    expect(
      readClock({ ...TERMS, longTermsSuspend: true, longestCreditDays: 91 }, [long], [], '2026-02-01'),
    ).toMatchObject({ state: 'covered' });
  });

  it('is not hidden by a night in which it did not run', () => {
    const said = { state: 'covered' as const, until: '2026-04-01' };
    expect(insuranceStateOn(said, '2026-04-01')).toBe('covered');
    expect(insuranceStateOn(said, '2026-04-02')).toBe('suspended');
    expect(insuranceStateOn({ state: 'covered' }, '2030-01-01')).toBe('covered');
    expect(insuranceStateOn({ state: 'ended' }, '2026-01-01')).toBe('ended');
    expect(insuranceStateOn(undefined, '2026-01-01')).toBeUndefined();
  });
});

const offset = fc.integer({ min: 0, max: 400 });
const someItems = fc
  .array(fc.record({ from: offset, credit: fc.integer({ min: 0, max: 150 }) }), { maxLength: 6 })
  .map((all) =>
    all.map(({ from, credit }, at): InsuredItem => {
      const date = addDays('2025-06-01', from);
      return { id: `i-${at}`, date, dueDate: addDays(date, credit) };
    }),
  );
const someReports = fc.array(
  fc
    .record({ item: fc.nat(6), on: offset })
    .map(({ item, on }): OverdueReport => ({ itemId: `i-${item}`, on: addDays('2025-08-01', on) })),
  { maxLength: 4 },
);
const someTerms = fc.record({
  validFrom: fc.constant('2025-07-01'),
  validTo: fc.option(fc.constantFrom('2025-12-31', '2026-12-31'), { nil: undefined }),
  longestCreditDays: fc.integer({ min: 30, max: 120 }),
  reportAfterDays: fc.integer({ min: 1, max: 75 }),
  warnBeforeDays: fc.integer({ min: 0, max: 20 }),
  longTermsSuspend: fc.boolean(),
});
const ORDER = ['none', 'covered', 'suspended', 'ended'];

describe('as days go by', () => {
  it('never gets better by itself, and keeps its word as long as it gave it', () => {
    fc.assert(
      fc.property(
        someTerms,
        someItems,
        someReports,
        offset,
        fc.integer({ min: 0, max: 60 }),
        (terms, items, reports, start, later) => {
          const day = addDays('2025-06-01', start);
          const before = readClock(terms, items, reports, day);
          const after = readClock(terms, items, reports, addDays(day, later));
          expect(ORDER.indexOf(after.state)).toBeGreaterThanOrEqual(ORDER.indexOf(before.state));
          if (before.until !== undefined && addDays(day, later) <= before.until)
            expect(after.state).toBe(before.state);
          if (before.state === 'covered' && before.until !== undefined)
            expect(readClock(terms, items, reports, addDays(before.until, 1)).state).not.toBe('covered');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is never covered with a missed report, and covered again when the items are paid', () => {
    fc.assert(
      fc.property(someTerms, someItems, someReports, offset, (terms, items, reports, start) => {
        const day = addDays('2025-07-01', start);
        const isMissed = items.some(({ id, dueDate }) => {
          const by = addDays(dueDate, terms.reportAfterDays);
          return by < day && !reports.some(({ itemId, on }) => itemId === id && on <= by);
        });
        const { state, because } = readClock(terms, items, reports, day);
        if (isMissed) expect(state).not.toBe('covered');
        expect(because.some(({ code }) => code === 'report-missed')).toBe(isMissed);
        if (state === 'suspended') expect(readClock(terms, [], reports, day).state).toBe('covered');
      }),
      { numRuns: 300 },
    );
  });
});

describe('the facts of a check', () => {
  it('take cover beyond its last certain day as suspended', () => {
    const insurance = { coverMinor: 1_000n, state: 'covered' as const, until: '2026-04-01' };
    const profile = {
      customer: 'k-1', root: 'k-1', currency: 'EUR', insurance, mustBeCovered: false, blocks: [], exposure: {},
      customerSince: '2020-01-01',
    }; // biome-ignore format: a record
    const counter = { totalMinor: 0n, shared: {}, members: {} };
    const on = (day: string) =>
      gatherFacts(
        { amountMinor: 1n, currency: 'EUR' },
        { profile, counter, exposure: undefined, terms: {}, on: day },
      );
    expect(on('2026-04-01').insuranceState).toBe('covered');
    expect(on('2026-04-02').insuranceState).toBe('suspended');
  });
});
