import { expect, it } from 'vitest';
import { type Level, priorityOf } from '../../../functions/tickets/domain/priority.ts';

const LEVELS: readonly Level[] = [1, 2, 3, 4, 5];

it('is that of the matrix of the reference, by urgency and impact', () => {
  const rows = LEVELS.map((urgency) => LEVELS.map((impact) => priorityOf({ impact, urgency })).join(' '));
  expect(rows).toEqual(['1 1 2 2 2', '1 2 2 3 3', '2 2 3 4 4', '2 3 4 4 5', '2 3 4 5 5']);
});

it('never falls when impact or urgency rises', () => {
  for (const impact of LEVELS)
    for (const urgency of LEVELS) {
      const here = priorityOf({ impact, urgency });
      if (impact < 5)
        expect(priorityOf({ impact: (impact + 1) as Level, urgency })).toBeGreaterThanOrEqual(here);
      if (urgency < 5)
        expect(priorityOf({ impact, urgency: (urgency + 1) as Level })).toBeGreaterThanOrEqual(here);
    }
});
