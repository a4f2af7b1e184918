import { describeAmountProblem, parseMinor } from '../../../../shared/kernel/money.ts';
import { percentTimes100 } from '../../../../shared/kernel/percent.ts';
import { domainOf, isFactName } from './facts.ts';
import type { PolicyContext } from './parse-policy.ts';
import type { ClassLimit, LimitFormula, LimitTerm } from './policy.ts';
import { at, complain, has, type Place, readChoice, readList, readObject } from './read-shape.ts';

export const MAX_TERMS = 10;
const PERCENT = /^\d{1,4}(?:\.\d{1,2})?$/;

/** `{roundDownTo, classes: [{riskClass, combine, terms: [{amount} | {fact, percent}]}]}` */
export function parseLimits(place: Place, context: PolicyContext): LimitFormula | undefined {
  if (!readObject(place, ['roundDownTo', 'classes'])) return undefined;
  const roundDownToMinor = readAmount(at(place, 'roundDownTo'), context.currency);
  if (roundDownToMinor === 0n) complain(at(place, 'roundDownTo'), 'must be greater than zero');
  const places = readList(at(place, 'classes'), { max: context.riskClasses.length });
  const classes = places.map((one) => readClassLimit(one, context)).filter((one) => one !== undefined);
  return roundDownToMinor === undefined ? undefined : { roundDownToMinor, classes };
}

function readClassLimit(place: Place, context: PolicyContext): ClassLimit | undefined {
  if (!readObject(place, ['riskClass', 'combine', 'terms'])) return undefined;
  const riskClass = readChoice(at(place, 'riskClass'), context.riskClasses);
  const combine = readChoice(at(place, 'combine'), ['least', 'greatest', 'sum']);
  const terms = readList(at(place, 'terms'), { max: MAX_TERMS })
    .map((term) => readTerm(term, context))
    .filter((term) => term !== undefined);
  return riskClass === undefined || combine === undefined ? undefined : { riskClass, combine, terms };
}

function readTerm(place: Place, context: PolicyContext): LimitTerm | undefined {
  if (!readObject(place, ['amount', 'fact', 'percent'])) return undefined;
  const named = at(place, 'fact');
  if (has(at(place, 'amount'))) {
    if (has(named) || has(at(place, 'percent')))
      return complain(place, 'is an amount, or a percentage of a fact');
    const amountMinor = readAmount(at(place, 'amount'), context.currency);
    return amountMinor === undefined ? undefined : { kind: 'amount', amountMinor };
  }
  const { value: fact } = named;
  if (typeof fact !== 'string' || !isFactName(fact) || domainOf(fact, context.riskClasses).kind !== 'money')
    return complain(named, 'is no fact that is an amount');
  const percent = at(place, 'percent');
  if (typeof percent.value !== 'string' || !PERCENT.test(percent.value))
    return complain(percent, 'must be a percentage as a string, like "80"');
  return { kind: 'share', fact, percentTimes100: percentTimes100(percent.value) };
}

function readAmount(place: Place, currency: string): bigint | undefined {
  const { value } = place;
  const minor = typeof value === 'string' ? parseMinor(value, currency) : 'not-a-decimal';
  if (typeof minor !== 'bigint') return complain(place, describeAmountProblem(minor, currency));
  return minor < 0n ? complain(place, 'must not be negative') : minor;
}
