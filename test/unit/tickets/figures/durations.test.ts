import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addDurations,
  durationsOf,
  mean,
  minutesOf,
  NO_DURATIONS,
  quantile,
  stepOf,
} from '../../../../functions/tickets/domain/figures/durations.ts';

const Minutes = fc.integer({ min: 0, max: 20_000_000 });
const sum = (minutes: readonly number[]) =>
  minutes.reduce((all, one) => addDurations(all, durationsOf(one)), NO_DURATIONS);

it('a step stands for its minutes: exact below 128, within 0.8 % above', () => {
  fc.assert(
    fc.property(Minutes, (minutes) => {
      const told = minutesOf(stepOf(minutes));
      expect(Math.abs(told - minutes)).toBeLessThanOrEqual(minutes < 128 ? 0 : minutes * 0.008);
    }),
  );
});

it('quantiles of added durations are those of all values by nearest rank, as near as a step', () => {
  fc.assert(
    fc.property(fc.array(Minutes, { minLength: 1, maxLength: 60 }), (minutes) => {
      const all = sum(minutes);
      const sorted = minutes.toSorted((a, b) => a - b);
      for (const share of [0.5, 0.9]) {
        const truth = sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
        expect(Math.abs((quantile(all, share) ?? 0) - truth)).toBeLessThanOrEqual(truth * 0.008);
      }
      expect(mean(all)).toBeCloseTo(minutes.reduce((a, b) => a + b, 0) / minutes.length, 6);
    }),
  );
});

it('what is taken off again leaves nothing behind', () => {
  fc.assert(
    fc.property(fc.array(Minutes), Minutes, (minutes, one) => {
      const all = sum(minutes);
      expect(addDurations(addDurations(all, durationsOf(one)), durationsOf(one), -1)).toEqual(all);
    }),
  );
});

it('of nothing there is no median and no mean', () => {
  expect(quantile(NO_DURATIONS, 0.5)).toBeUndefined();
  expect(mean(NO_DURATIONS)).toBeUndefined();
});
