/** Tickets whose numbers stand together in one posting. */
export const BLOCK = 256;

export function blockOf(number: number): number {
  return Math.floor(number / BLOCK);
}

/** Where the terms of a ticket stand: its block, and its offset in it. */
export function placeOf(ticketId: string): { readonly block: number; readonly offset: number } {
  const number = Number(ticketId);
  return { block: blockOf(number), offset: number % BLOCK };
}

/** The tickets of one block that have one term. */
export interface Posting {
  readonly block: number;
  readonly offsets: ReadonlySet<number>;
}

/** The first postings of a term, newest first, and whether there are more. */
export interface Probe {
  readonly postings: readonly Posting[];
  readonly hasMore: boolean;
}

/** Which term is the rarest, by how many tickets its newest postings have in how many blocks. */
export function rarestOf(probes: readonly Probe[]): number {
  const newest = Math.max(...probes.map(({ postings: [first] }) => first?.block ?? 0));
  const shares = probes.map(({ postings, hasMore }) => {
    const tickets = postings.reduce((sum, { offsets }) => sum + offsets.size, 0);
    const oldest = hasMore ? (postings.at(-1)?.block ?? 0) : 0;
    return tickets / (newest - oldest + 1);
  });
  return shares.indexOf(Math.min(...shares));
}

/**
 * Numbers of the tickets of a block, newest first and below a number, that have a term of every group. A group holds the
 * offsets of each of its terms that stand in the block.
 */
export function numbersIn(
  block: number,
  groups: readonly (readonly ReadonlySet<number>[])[],
  below: number,
): number[] {
  const [first = [], ...others] = groups;
  const candidates = new Set(first.flatMap((offsets) => [...offsets]));
  return [...candidates]
    .filter((offset) => others.every((terms) => terms.some((offsets) => offsets.has(offset))))
    .map((offset) => block * BLOCK + offset)
    .filter((number) => number < below)
    .toSorted((a, b) => b - a);
}

/**
 * Blocks, newest first, of which all postings are known: those of a page of each term, as far down as every page reaches.
 * `rest` is the block from which on nothing is known yet; undefined where there is nothing.
 */
export function knownBlocks(pages: readonly Probe[]): {
  readonly blocks: readonly number[];
  readonly rest: number | undefined;
} {
  const ends = pages.filter(({ hasMore }) => hasMore).map(({ postings }) => postings.at(-1)?.block ?? 0);
  const end = ends.length === 0 ? 0 : Math.max(...ends);
  const all = new Set(pages.flatMap(({ postings }) => postings.map(({ block }) => block)));
  const blocks = [...all].filter((block) => block >= end).toSorted((a, b) => b - a);
  return { blocks, rest: ends.length === 0 || end === 0 ? undefined : end - 1 };
}
