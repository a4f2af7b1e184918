import type { FieldError } from '../../../../shared/kernel/errors.ts';
import { refuseFigure } from './errors.ts';
import {
  compare,
  decimalsOf,
  MAX_DECIMALS,
  MAX_INTEGER_DIGITS,
  ONE,
  parseRational,
  type Rational,
  ZERO,
} from './rational.ts';

/** Which numbers are possible in a place: any, nothing or more, more than nothing, or a share from 0 to 1. */
export type Range = 'any' | 'not-negative' | 'positive' | 'share';

const NOT_A_NUMBER = `must be a decimal number as a string, like "0.25", with at most ${MAX_INTEGER_DIGITS} digits before and ${MAX_DECIMALS} behind the point`;

function problemOf(value: Rational, range: Range): string | undefined {
  const sign = compare(value, ZERO);
  if (range === 'not-negative' && sign < 0) return 'must not be negative';
  if (range === 'positive' && sign <= 0) return 'must be greater than zero';
  if (range === 'share' && (sign < 0 || compare(value, ONE) > 0))
    return 'must be a share from 0 to 1, like "0.04" for 4 %';
  return undefined;
}

export type FigureReader = ReturnType<typeof figureReader>;

/** Reads the numbers of a calculation, and collects every complaint before it refuses. Pointers are RFC 6901. */
export function figureReader() {
  const errors: FieldError[] = [];
  let decimals = 0;
  function complain(pointer: string, detail: string): void {
    errors.push({ pointer, detail });
  }
  /** In place of what could not be read stands 1, by which anything may be divided until `assertRead`. */
  function read(text: string, pointer: string, range: Range): Rational {
    const value = parseRational(text);
    if (!value) {
      complain(pointer, NOT_A_NUMBER);
      return ONE;
    }
    const problem = problemOf(value, range);
    if (problem === undefined) return value;
    complain(pointer, problem);
    return ONE;
  }
  /** An amount of money: results are written with the decimals of the most precise amount, two at least. */
  function readAmount(text: string, pointer: string, range: Range): Rational {
    decimals = Math.max(decimals, decimalsOf(text));
    return read(text, pointer, range);
  }
  function mustHaveSome(list: readonly unknown[], pointer: string): void {
    if (list.length === 0) complain(pointer, 'must not be empty');
  }
  /** @throws credit.impossible-figure */
  function assertRead(): void {
    const [first] = errors;
    if (!first) return;
    throw refuseFigure('credit.impossible-figure', `${first.pointer} ${first.detail}.`, { errors });
  }
  const amountDecimals = () => Math.max(2, Math.min(decimals, MAX_DECIMALS));
  return { read, readAmount, mustHaveSome, complain, assertRead, amountDecimals };
}
