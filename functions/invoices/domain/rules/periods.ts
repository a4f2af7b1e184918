import type { Period } from '../model/delivery.ts';
import { each, type Problems, problemIf, type Rule, rule } from './rule.ts';

function order(period: Period | undefined, path: string): Problems {
  const { start, end } = period ?? {};
  const wrong = start !== undefined && end !== undefined && end < start;
  return problemIf(wrong, path, `The period ends on ${end}, before it begins on ${start}.`);
}

function filled(period: Period | undefined, path: string): Problems {
  const empty = period !== undefined && period.start === undefined && period.end === undefined;
  return problemIf(empty, path, 'The period has neither a first nor a last day.');
}

/** Periods and the time VAT becomes due: EN 16931-1, 6.4. */
export const PERIOD_RULES: readonly Rule[] = [
  rule('BR-29', 'BT-73 BT-74', ({ delivery }) => order(delivery?.period, '/delivery/period')),
  rule('BR-30', 'BT-134 BT-135', ({ lines }) =>
    each(lines, '/lines', ({ period }, path) => order(period, `${path}/period`)),
  ),
  rule('BR-CO-03', 'BT-7 BT-8', ({ vatPointDate, vatPointDateCode }) =>
    problemIf(
      vatPointDate !== undefined && vatPointDateCode !== undefined,
      '/vatPointDateCode',
      'The day VAT becomes due is stated both as a day (BT-7) and as a code (BT-8).',
    ),
  ),
  rule('BR-CO-19', 'BT-73 BT-74', ({ delivery }) => filled(delivery?.period, '/delivery/period')),
  rule('BR-CO-20', 'BT-134 BT-135', ({ lines }) =>
    each(lines, '/lines', ({ period }, path) => filled(period, `${path}/period`)),
  ),
];
