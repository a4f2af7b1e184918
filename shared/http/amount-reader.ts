import type { DomainError, ErrorDetails, FieldError } from '../kernel/errors.ts';
import { describeAmountProblem, parseMinor } from '../kernel/money.ts';

/** What an amount may be: more than nothing, nothing or more, or anything but nothing. */
type Sign = 'positive' | 'not-negative' | 'not-zero';

export type AmountReader = ReturnType<typeof amountReader>;

/** Reads the amounts of a request; collects every complaint before it refuses. */
export function amountReader(
  currency: string,
  refuse: (detail: string, details: ErrorDetails) => DomainError,
) {
  const errors: FieldError[] = [];
  function read(text: string, pointer: string, sign: Sign): bigint {
    const minor = parseMinor(text, currency);
    if (typeof minor === 'string') {
      errors.push({ pointer, detail: `${text} ${describeAmountProblem(minor, currency)}` });
      return 0n;
    }
    const problem =
      sign === 'not-zero' && minor === 0n
        ? 'must not be zero'
        : sign === 'positive' && minor <= 0n
          ? 'must be greater than zero'
          : sign === 'not-negative' && minor < 0n
            ? 'must not be negative'
            : undefined;
    if (problem) errors.push({ pointer, detail: `${text} ${problem}` });
    return minor;
  }
  function optional(text: string | undefined, pointer: string, sign: Sign): bigint | undefined {
    return text === undefined ? undefined : read(text, pointer, sign);
  }
  function assertRead(): void {
    if (errors[0]) throw refuse(errors[0].detail, { errors });
  }
  return { read, optional, assertRead };
}
