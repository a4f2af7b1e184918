import { type Condition, matches, valueText } from './condition.ts';
import type { FactDomain, FactValue } from './facts.ts';

/**
 * Values of one fact that no rule tells apart: all numbers between two bounds that occur in rules, one word, every word
 * that no rule names, or that the fact is unknown. `sample` is one of them: what holds for it holds for the cell.
 */
export interface Cell {
  readonly text: string;
  readonly sample: FactValue;
}

/** One fact, cut into cells that are disjoint and together are all it can be. */
export interface Dimension {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** A word that nobody has named. */
const ANOTHER = '\u0000another';

/** Cuts a fact at every bound that the conditions name: within a cell all of them say the same of every value. */
export function cutIntoCells(
  name: string,
  domain: FactDomain,
  conditions: readonly Condition[],
  { currency, canBeUnknown }: { readonly currency: string; readonly canBeUnknown: boolean },
): Dimension {
  const known =
    domain.kind === 'choice' || domain.kind === 'text'
      ? wordCells(domain, conditions)
      : rangeCells(domain, conditions, currency);
  const unknown: Cell = { text: 'unknown', sample: null };
  return { name, cells: canBeUnknown ? [...known, unknown] : known };
}

function wordCells(domain: FactDomain, conditions: readonly Condition[]): Cell[] {
  const show = (value: string): Cell => ({ text: valueText(value, domain, ''), sample: value });
  if (domain.kind === 'choice') return domain.values.map(show);
  const named = conditions.flatMap((condition) =>
    condition.kind === 'values' || condition.kind === 'except' ? condition.values : [],
  );
  return [...new Set(named)].map(show).concat({ text: 'another', sample: ANOTHER });
}

function rangeCells(domain: FactDomain, conditions: readonly Condition[], currency: string): Cell[] {
  const bounds = domain as { readonly min?: bigint; readonly max?: bigint };
  const ranges = [...conditions.filter(({ kind }) => kind === 'range'), bounds] as readonly (typeof bounds)[];
  const starts = ranges.flatMap(({ min, max }) => [
    ...(min === undefined ? [] : [min]),
    ...(max === undefined ? [] : [max + 1n]),
  ]);
  const cuts = [...new Set(starts)].sort((a, b) => (a < b ? -1 : 1));
  const isInside = (value: bigint) =>
    (bounds.min === undefined || value >= bounds.min) && (bounds.max === undefined || value <= bounds.max);
  const show = (value: bigint) => valueText(value, domain, currency);
  const [first] = cuts;
  if (first === undefined) return [{ text: 'any number', sample: 0n }];
  const lowest = { text: `below ${show(first)}`, sample: first - 1n };
  const others = cuts.map((from, index) => {
    const next = cuts[index + 1];
    const to = next === undefined ? undefined : next - 1n;
    const text =
      to === undefined ? `at least ${show(from)}` : to === from ? show(from) : `${show(from)} to ${show(to)}`;
    return { text, sample: from };
  });
  return [lowest, ...others].filter(({ sample }) => isInside(sample));
}

/** The cells that a condition takes, a bit each; without a condition all of them. */
export function maskOf(condition: Condition | undefined, { cells }: Dimension): bigint {
  let mask = 0n;
  for (const [index, { sample }] of cells.entries())
    if (!condition || matches(condition, sample)) mask |= 1n << BigInt(index);
  return mask;
}
