import type { Cell, Dimension } from './cells.ts';

/** A rule as a box: for each dimension the cells that it takes, a bit each. */
export type Box = readonly bigint[];

/** What stands at one place of the table: a cell of each dimension. */
export type Example = readonly { readonly name: string; readonly cell: Cell }[];

export interface RowsAnalysis {
  /** Ten at most. */
  readonly gaps: readonly Example[];
  /** A hundred at most. */
  readonly overlaps: readonly {
    readonly first: number;
    readonly second: number;
    readonly example: Example;
  }[];
  /** Rows that hold for nothing, or only for what earlier rows hold for as well. */
  readonly unreachable: readonly { readonly row: number; readonly isEmpty: boolean }[];
  /** The table is too large to be looked through; nothing is known of gaps. */
  readonly isTooComplex: boolean;
}

export const MAX_GAPS = 10;
export const MAX_OVERLAPS = 100;
/** Cells that may still be looked at; searches take of it. */
export interface Budget {
  left: number;
}

/** For all tables of a policy together: about a second. What needs more is refused. */
export const MAX_LOOKS = 3_000_000;

class TooComplex extends Error {}

/**
 * Says exactly where rows leave gaps, overlap or can never hold. Rows are boxes over cells (see `cells.ts`), so that finitely
 * many places stand for all values. Overlap: two boxes meet where they share a cell in every dimension. Gap: the dimensions are
 * gone through one after the other, each time with the rows that are still possible; cells that leave the same rows possible
 * are looked at once, and so are equal sets of rows that come up again (after the sweep of Calvanese, Dumas et al., "Semantics,
 * Analysis and Simplification of DMN Decision Tables", 2018). Unreachable: the row's own box has no place that no earlier row takes.
 */
export function analyzeRows(
  dimensions: readonly Dimension[],
  boxes: readonly Box[],
  budget: Budget,
): RowsAnalysis {
  const everything = dimensions.map(({ cells }) => (1n << BigInt(cells.length)) - 1n);
  const search = uncoveredSearch(dimensions, boxes, budget);
  try {
    return {
      gaps: search(allRows(boxes.length), everything, MAX_GAPS),
      overlaps: findOverlaps(dimensions, boxes),
      unreachable: boxes.flatMap((box, row) => {
        const isEmpty = isEmptyBox(box);
        return isEmpty || search(allRows(row), box, 1).length === 0 ? [{ row, isEmpty }] : [];
      }),
      isTooComplex: false,
    };
  } catch (error) {
    if (!(error instanceof TooComplex)) throw error;
    return { gaps: [], overlaps: [], unreachable: [], isTooComplex: true };
  }
}

function allRows(count: number): bigint {
  return (1n << BigInt(count)) - 1n;
}

function isEmptyBox(box: Box): boolean {
  return box.some((mask) => mask === 0n);
}

function hasBit(mask: bigint, bit: number): boolean {
  return ((mask >> BigInt(bit)) & 1n) === 1n;
}

function firstBit(mask: bigint): number {
  let bit = 0;
  while (!hasBit(mask, bit)) bit += 1;
  return bit;
}

function exampleOf(dimensions: readonly Dimension[], indices: readonly number[]): Example {
  return dimensions.flatMap(({ name, cells }, dimension) => {
    const cell = cells[indices[dimension] ?? 0];
    return cell ? [{ name, cell }] : [];
  });
}

function findOverlaps(dimensions: readonly Dimension[], boxes: readonly Box[]): RowsAnalysis['overlaps'] {
  const overlaps: { first: number; second: number; example: Example }[] = [];
  for (const [second, box] of boxes.entries()) {
    for (const [first, earlier] of boxes.slice(0, second).entries()) {
      const shared = box.map((mask, dimension) => mask & (earlier[dimension] ?? 0n));
      if (isEmptyBox(shared)) continue;
      overlaps.push({ first, second, example: exampleOf(dimensions, shared.map(firstBit)) });
      if (overlaps.length === MAX_OVERLAPS) return overlaps;
    }
  }
  return overlaps;
}

/** For each cell of each dimension the rows that take it, a bit each. */
function rowsByCell(dimensions: readonly Dimension[], boxes: readonly Box[]): bigint[][] {
  return dimensions.map(({ cells }, dimension) =>
    cells.map((_, cell) =>
      boxes.reduce(
        (rows, box, row) => (hasBit(box[dimension] ?? 0n, cell) ? rows | (1n << BigInt(row)) : rows),
        0n,
      ),
    ),
  );
}

/** Looks for places within a box that none of some rows takes, up to `limit` of them as examples. */
function uncoveredSearch(dimensions: readonly Dimension[], boxes: readonly Box[], budget: Budget) {
  const rowsAt = rowsByCell(dimensions, boxes);

  /** One cell for each different set of rows that stays possible. */
  function distinctCells(dimension: number, rows: bigint, within: bigint): Map<bigint, number> {
    const bySet = new Map<bigint, number>();
    for (const [cell, taking] of (rowsAt[dimension] ?? []).entries()) {
      budget.left -= 1;
      const left = rows & taking;
      if (hasBit(within, cell) && !bySet.has(left)) bySet.set(left, cell);
    }
    if (budget.left < 0) throw new TooComplex();
    return bySet;
  }

  return (among: bigint, within: Box, limit: number): Example[] => {
    const found: Example[] = [];
    const covered = new Set<string>();

    /** Whether the rows still possible take every place from this dimension on. */
    function isCovered(dimension: number, rows: bigint, path: readonly number[]): boolean {
      if (rows === 0n) {
        found.push(exampleOf(dimensions, [...path, ...within.slice(dimension).map(firstBit)]));
        return false;
      }
      if (dimension === dimensions.length) return true;
      const key = `${dimension}:${rows.toString(36)}`;
      if (covered.has(key)) return true;
      let isWhole = true;
      for (const [left, cell] of distinctCells(dimension, rows, within[dimension] ?? 0n)) {
        if (!isCovered(dimension + 1, left, [...path, cell])) isWhole = false;
        if (found.length >= limit) return false;
      }
      if (isWhole) covered.add(key);
      return isWhole;
    }

    isCovered(0, among, []);
    return found;
  };
}
