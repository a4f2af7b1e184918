import type { FieldError } from '../../../../shared/kernel/errors.ts';
import { compare, ONE, parseRational, ZERO } from '../figures/rational.ts';
import type { LossRates } from './loss-rates.ts';

const MAX_CLASSES = 50;

/** What is wrong with the rates of the classes: each is a share from 0 to 1 as a decimal. */
export function lossRatesProblems(classes: Readonly<Record<string, LossRates>>): FieldError[] {
  const entries = Object.entries(classes);
  if (entries.length === 0 || entries.length > MAX_CLASSES)
    return [{ pointer: '/classes', detail: `must name 1 to ${MAX_CLASSES} classes` }];
  return entries.flatMap(([riskClass, rates]) =>
    (['pd', 'lgd'] as const).flatMap((name) => {
      const value = parseRational(rates[name]);
      if (value && compare(value, ZERO) >= 0 && compare(value, ONE) <= 0) return [];
      return [
        {
          pointer: `/classes/${riskClass}/${name}`,
          detail: 'must be a share from 0 to 1 with a point, like "0.04" for 4 %',
        },
      ];
    }),
  );
}
