import { annualKzOf } from './annual-form.ts';
import type { DeclaredLine } from './vat-return.ts';

/**
 * The lines of one entry as the annual return takes them. Tax goes where its base goes; without a base beside it, where
 * supplies for consideration go.
 */
export function annualLines(lines: readonly DeclaredLine[]): DeclaredLine[] {
  return lines.map((line) => {
    const { kz, computedFromKz } = line;
    const base = lines.find(({ role, kz: own }) => role === 'base' && own === computedFromKz);
    return {
      ...line,
      ...(kz === undefined ? {} : { kz: annualKzOf(kz, line.withoutConsideration) }),
      ...(computedFromKz === undefined
        ? {}
        : { computedFromKz: annualKzOf(computedFromKz, base?.withoutConsideration) }),
    };
  });
}
