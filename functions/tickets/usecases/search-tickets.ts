import { BLOCK, blockOf, knownBlocks, numbersIn, type Posting, rarestOf } from '../domain/search/postings.ts';
import type { SearchReader } from '../reader/search.ts';

export interface SearchDeps {
  readonly reader: Pick<SearchReader, 'listPostings' | 'loadPostings'>;
}

/** What is looked for: of every group one term, in tickets below a number. */
export interface Search {
  readonly groups: readonly (readonly string[])[];
  readonly below: number;
  readonly limit: number;
}

/** Postings that are read first, of each term; then twice as many each time. */
const FIRST_READ = 4;
const MOST_AT_ONCE = 32;
/** Reads after which a page ends, whatever it has found: some 250 postings of the rarest term, and those of the others beside them. */
const READS_A_PAGE = 10;

/**
 * Numbers of tickets, newest first, that have a term of every group. Reads the postings of the rarest group from above, and
 * of the others those of the same blocks. `next` is below which number the next page goes on; a page may be empty and have one.
 */
export async function searchTickets(
  deps: SearchDeps,
  companyId: string,
  { groups, below, limit }: Search,
): Promise<{ readonly numbers: readonly number[]; readonly next?: number }> {
  let from = blockOf(below - 1);
  const leading = await rarestGroup(deps, companyId, groups, from);
  if (leading === undefined) return { numbers: [] };
  const others = groups.filter((group) => group !== leading);
  const numbers: number[] = [];
  for (let read = 0; read < READS_A_PAGE; read += 1) {
    const atOnce = Math.min(MOST_AT_ONCE, FIRST_READ * 2 ** read);
    const pages = await Promise.all(
      leading.map((term) => deps.reader.listPostings(companyId, term, from, atOnce)),
    );
    const { blocks, rest } = knownBlocks(pages);
    const own = offsetsBy(pages.flatMap(({ postings }) => postings));
    const beside = await Promise.all(others.map((terms) => offsetsIn(deps, companyId, terms, blocks)));
    for (const block of blocks) {
      const found = [own, ...beside].map((offsets) => offsets.get(block) ?? []);
      numbers.push(...numbersIn(block, found, below));
    }
    const last = numbers[limit - 1];
    if (last !== undefined && (numbers.length > limit || rest !== undefined))
      return { numbers: numbers.slice(0, limit), next: last };
    if (rest === undefined) return { numbers };
    from = rest;
  }
  return { numbers, next: (from + 1) * BLOCK };
}

/** The group to lead; of those with one term, because the others would be many reads. Undefined where nothing has a term of every group. */
async function rarestGroup(
  { reader }: SearchDeps,
  companyId: string,
  groups: Search['groups'],
  from: number,
): Promise<readonly string[] | undefined> {
  if (groups.some((group) => group.length === 0)) return undefined;
  const single = groups.filter((group) => group.length === 1);
  if (groups.length === 1 || single.length === 0) return groups[0];
  const probes = await Promise.all(
    single.flat().map((term) => reader.listPostings(companyId, term, from, FIRST_READ)),
  );
  if (probes.some(({ postings }) => postings.length === 0)) return undefined;
  return single[rarestOf(probes)];
}

type OffsetsByBlock = ReadonlyMap<number, readonly ReadonlySet<number>[]>;

function offsetsBy(postings: readonly Posting[]): OffsetsByBlock {
  const byBlock = Map.groupBy(postings, ({ block }) => block);
  return new Map([...byBlock].map(([block, some]) => [block, some.map(({ offsets }) => offsets)]));
}

async function offsetsIn(
  { reader }: SearchDeps,
  companyId: string,
  terms: readonly string[],
  blocks: readonly number[],
): Promise<OffsetsByBlock> {
  const keys = terms.flatMap((term) => blocks.map((block) => ({ companyId, term, block })));
  return offsetsBy(await reader.loadPostings(keys));
}
