import { describeAmountProblem, parseMinor } from '../../../../shared/kernel/money.ts';
import { percentTimes100 } from '../../../../shared/kernel/percent.ts';
import type { Condition } from './condition.ts';
import { type FactDomain, isInDomain } from './facts.ts';
import { at, complain, has, type Place, readList, readObject } from './read-shape.ts';

const FIELDS = [
  'atLeast',
  'above',
  'atMost',
  'below',
  'is',
  'in',
  'notIn',
  'orUnknown',
  'unknown',
  'known',
] as const;
const MAX_VALUES = 100;
const PERCENT = /^\d{1,3}(?:\.\d{1,2})?$/;
const MAX_TEXT = 100;

/**
 * Reads `{atLeast|above, atMost|below}` of numbers, `{is}`, `{in: []}` or `{notIn: []}` of words, yes and no, each with
 * `orUnknown: true` where an unknown fact will do too; or `{unknown: true}`, or `{known: true}` for any value. Amounts are decimal strings in the policy's
 * currency, percentages decimal strings, all other numbers whole JSON numbers. Complains and returns undefined where it is none.
 */
export function parseCondition(place: Place, domain: FactDomain, currency: string): Condition | undefined {
  if (!readObject(place, FIELDS)) return undefined;
  const given = FIELDS.filter((name) => has(at(place, name)));
  const whole = given.find((name) => name === 'unknown' || name === 'known');
  if (whole) {
    if (given.length > 1) return complain(place, `says ${whole} and more`);
    if (at(place, whole).value !== true) return complain(at(place, whole), 'must be true, or left out');
    if (whole === 'unknown') return { kind: 'unknown' };
    return isWords(domain)
      ? { kind: 'except', values: [], unknown: false }
      : { kind: 'range', unknown: false };
  }
  const orUnknown = at(place, 'orUnknown');
  if (has(orUnknown) && orUnknown.value !== true) return complain(orUnknown, 'must be true, or left out');
  const unknown = has(orUnknown);
  const asks = given.filter((name) => name !== 'orUnknown');
  if (asks.length === 0) return complain(place, 'asks nothing; leave the fact out where it may be anything');
  return isWords(domain)
    ? parseWords(place, asks, domain, unknown)
    : parseRange(place, asks, domain, currency, unknown);
}

function isWords({ kind }: FactDomain): boolean {
  return kind === 'choice' || kind === 'text';
}

function parseWords(
  place: Place,
  asks: readonly string[],
  domain: FactDomain,
  unknown: boolean,
): Condition | undefined {
  const [ask = '', more] = asks;
  if (more !== undefined) return complain(place, `says ${asks.join(' and ')}; one is enough`);
  const words = at(place, ask);
  if (ask === 'is') {
    const value = readWord(words, domain);
    return value === undefined ? undefined : { kind: 'values', values: [value], unknown };
  }
  if (ask !== 'in' && ask !== 'notIn') return complain(words, 'asks for a number, and this fact is none');
  const places = readList(words, { max: MAX_VALUES });
  const read = places.map((word) => readWord(word, domain)).filter((word) => word !== undefined);
  if (places.length === 0 || read.length < places.length) return undefined;
  return { kind: ask === 'in' ? 'values' : 'except', values: [...new Set(read)], unknown };
}

function readWord(place: Place, domain: FactDomain): string | undefined {
  const { value } = place;
  const word = typeof value === 'boolean' ? String(value) : value;
  const isYesNo = domain.kind === 'choice' && domain.values.includes('true');
  const isRightType = typeof value === (isYesNo ? 'boolean' : 'string');
  if (isRightType && typeof word === 'string' && word.length <= MAX_TEXT && isInDomain(word, domain))
    return word;
  const choices = domain.kind === 'choice' ? domain.values.join(', ') : 'a text of 100 characters at most';
  return complain(place, `must be ${isYesNo ? 'true or false' : choices}`);
}

function parseRange(
  place: Place,
  asks: readonly string[],
  domain: FactDomain,
  currency: string,
  unknown: boolean,
): Condition | undefined {
  const odd = asks.find((ask) => ask === 'in' || ask === 'notIn');
  if (odd) return complain(at(place, odd), 'asks for words, and this fact is a number');
  if (asks.includes('is') && asks.length > 1) return complain(place, 'says `is` and more');
  if (asks.includes('atLeast') && asks.includes('above')) return complain(place, 'says atLeast and above');
  if (asks.includes('atMost') && asks.includes('below')) return complain(place, 'says atMost and below');
  const bounds: { min?: bigint; max?: bigint } = {};
  for (const ask of asks) {
    const value = readNumber(at(place, ask), domain, currency);
    if (value === undefined) return undefined;
    if (ask === 'is' || ask === 'atLeast') bounds.min = value;
    if (ask === 'above') bounds.min = value + 1n;
    if (ask === 'is' || ask === 'atMost') bounds.max = value;
    if (ask === 'below') bounds.max = value - 1n;
  }
  return { kind: 'range', ...bounds, unknown };
}

function readNumber(place: Place, domain: FactDomain, currency: string): bigint | undefined {
  const { value } = place;
  if (domain.kind === 'money') {
    const minor = typeof value === 'string' ? parseMinor(value, currency) : 'not-a-decimal';
    return typeof minor === 'bigint' ? minor : complain(place, describeAmountProblem(minor, currency));
  }
  if (domain.kind === 'percent') {
    if (typeof value === 'string' && PERCENT.test(value)) return BigInt(percentTimes100(value));
    return complain(place, 'must be a percentage as a string, like "50" or "12.5"');
  }
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  return complain(place, 'must be a whole number');
}
