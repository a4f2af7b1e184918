import { invariant } from '../../../shared/kernel/errors.ts';
import { parseMinor } from '../../../shared/kernel/money.ts';
import { euros } from './figure-text.ts';

/** Figures as they are declared, by Kennzahl: `{ '81': '1000', '83': '190.00' }`. */
export type FigureTexts = Readonly<Record<string, string>>;

/** A declared figure in cents; absent: nothing. */
export function minorOf(text: string | undefined): bigint {
  const minor = parseMinor(text ?? '0', 'EUR', Number.POSITIVE_INFINITY);
  invariant(typeof minor === 'bigint', `figure ${text} cannot be read`);
  return minor;
}

/** New less old by Kennzahl, those that differ; whole euros stay whole. */
export function figureDifferences(before: FigureTexts, after: FigureTexts): Record<string, string> {
  const kzs = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return Object.fromEntries(
    kzs.flatMap((kz) => {
      const difference = minorOf(after[kz]) - minorOf(before[kz]);
      const isWhole = !(after[kz] ?? before[kz] ?? '').includes('.');
      return difference === 0n ? [] : [[kz, isWhole ? (difference / 100n).toString() : euros(difference)]];
    }),
  );
}
