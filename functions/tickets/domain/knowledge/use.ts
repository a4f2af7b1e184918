/** What becomes of articles: shown as a suggestion, opened, said to have helped, named as what solved a ticket. */
export const USES = ['suggested', 'opened', 'helped', 'solved'] as const;
export type Use = (typeof USES)[number];
export type UseCounts = Readonly<Record<Use, number>>;

/** `2026-11`, of UTC. */
export function monthOf(at: string): string {
  return at.slice(0, 7);
}

const NO_USE: UseCounts = { suggested: 0, opened: 0, helped: 0, solved: 0 };

function add(one: UseCounts, other: UseCounts): UseCounts {
  const sum = { ...NO_USE };
  for (const use of USES) sum[use] = one[use] + other[use];
  return sum;
}

/** Sums by key, most opened first, then most suggested. */
export function sumUses<R extends UseCounts>(
  rows: readonly R[],
  keyOf: (row: R) => string,
): { key: string; counts: UseCounts }[] {
  const sums = new Map<string, UseCounts>();
  for (const row of rows) sums.set(keyOf(row), add(sums.get(keyOf(row)) ?? NO_USE, row));
  return [...sums]
    .map(([key, counts]) => ({ key, counts }))
    .toSorted(
      (a, b) =>
        b.counts.opened - a.counts.opened ||
        b.counts.suggested - a.counts.suggested ||
        (a.key < b.key ? -1 : 1),
    );
}

const MACHINE = /bot|crawl|spider|slurp|preview|monitor|scan|headless|https?:/i;

/**
 * Whether a person opens a page, as far as its browser says: every browser calls itself Mozilla, programs that say who they are name
 * themselves or a page about them. What is fetched before anybody asks for it is not opened.
 */
export function isOpenedByPerson(headers: Readonly<Record<string, string | undefined>>): boolean {
  const { 'user-agent': agent = '', purpose, 'sec-purpose': secPurpose } = headers;
  const isEarly = /prefetch|prerender/.test(`${purpose ?? ''} ${secPurpose ?? ''}`);
  return agent.startsWith('Mozilla/') && !MACHINE.test(agent) && !isEarly;
}
