import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activate,
  MAX_AHEAD,
  type PolicySchedule,
  policyInForce,
  withdraw,
} from '../../../functions/credit/domain/policy-schedule.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

const TODAY = '2026-06-15';
const one = (policy: number, from: string, activation = `a-${policy}`) => ({ policy, from, activation });

describe('which version decides', () => {
  it('is the standard policy until another has been activated, and from its day on that one', () => {
    const { schedule } = activate([], one(2, '2026-06-20'), TODAY);
    expect([policyInForce(schedule, '2026-06-19'), policyInForce(schedule, '2026-06-20')]).toEqual([1, 2]);
    expect(policyInForce(schedule, '2029-01-01')).toBe(2);
    expect(activate(schedule, one(3, '2026-06-20'), TODAY)).toEqual({
      schedule: [one(3, '2026-06-20')],
      replaced: one(2, '2026-06-20'),
    });
  });

  it('is never changed for a day that is over, nor planned without end', () => {
    const refused =
      (from: string, schedule: PolicySchedule = []) =>
      () =>
        activate(schedule, one(2, from), TODAY);
    expect(refused('2026-06-14')).toThrow('from today');
    expect(refused('2027-07-21')).toThrow('400 days');
    expect(refused('2026-06-31')).toThrow('from today');
    const ahead = Array.from({ length: MAX_AHEAD }, (_, day) => one(2, addDays(TODAY, day + 1), `a-${day}`));
    expect(refused('2026-12-01', ahead)).toThrow('withdraw one');
    expect(() => withdraw([one(2, TODAY)], 'a-2', TODAY)).toThrow('Its day has come');
    expect(() => withdraw([], 'a-2', TODAY)).toThrow('taken back');
  });
});

const command = fc.oneof(
  fc.record({
    kind: fc.constant('activate' as const),
    policy: fc.integer({ min: 1, max: 9 }),
    inDays: fc.integer({ min: -2, max: 30 }),
  }),
  fc.record({ kind: fc.constant('withdraw' as const), which: fc.nat(9) }),
  fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 12 }) }),
);

describe('activations and withdrawals in any order', () => {
  it('leave decided what has been decided, and are what a list of all of them says', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        let schedule: PolicySchedule = [];
        let today = TODAY;
        /** All that were ever said, none forgotten. */
        let all: PolicySchedule = [];
        const byAll = (on: string) =>
          all
            .filter(({ from }) => from <= on)
            .reduce((a, b) => (b.from >= a.from ? b : a), one(1, '0000-01-01')).policy;
        for (const [at, given] of commands.entries()) {
          const before = schedule;
          try {
            if (given.kind === 'wait') today = addDays(today, given.days);
            if (given.kind === 'activate') {
              const next = one(given.policy, addDays(today, given.inDays), `a-${at}`);
              schedule = activate(schedule, next, today).schedule;
              all = [...all.filter(({ from }) => from !== next.from), next];
            }
            if (given.kind === 'withdraw') {
              const id = all[given.which]?.activation ?? 'none';
              schedule = withdraw(schedule, id, today).schedule;
              all = all.filter(({ activation }) => activation !== id);
            }
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            expect(schedule).toBe(before);
          }
          for (let day = -7; day <= 60; day += 1) {
            const on = addDays(today, day);
            expect(policyInForce(schedule, on)).toBe(byAll(on));
            if (day < 0) expect(policyInForce(schedule, on)).toBe(policyInForce(before, on));
          }
          expect(schedule.length).toBeLessThanOrEqual(MAX_AHEAD + 9);
        }
      }),
    );
  });
});
