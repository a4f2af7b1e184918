import type { Link, LinkRelation } from './ticket.ts';

/** What a relation is called from the other ticket. */
export const INVERSE: Readonly<Record<LinkRelation, LinkRelation>> = {
  parent: 'child',
  child: 'parent',
  'duplicate-of': 'duplicated-by',
  'duplicated-by': 'duplicate-of',
  'caused-by': 'causes',
  causes: 'caused-by',
  follows: 'followed-by',
  'followed-by': 'follows',
  'merged-into': 'merged-from',
  'merged-from': 'merged-into',
};

/** Relations that people may say; merging and splitting say the others. Each leads to one ticket above at most where `isSingle`. */
export const SAID_RELATIONS = [
  'parent',
  'child',
  'duplicate-of',
  'duplicated-by',
  'caused-by',
  'causes',
] as const;
export type SaidRelation = (typeof SAID_RELATIONS)[number];

/** Of these a ticket has one: it has one parent, and is a duplicate of one. */
const SINGLE: ReadonlySet<LinkRelation> = new Set(['parent', 'duplicate-of', 'merged-into']);

/** The relation along which a circle would have no beginning, seen from below. */
export const UPWARDS: Readonly<Record<SaidRelation, 'parent' | 'duplicate-of' | 'caused-by'>> = {
  parent: 'parent',
  child: 'parent',
  'duplicate-of': 'duplicate-of',
  'duplicated-by': 'duplicate-of',
  'caused-by': 'caused-by',
  causes: 'caused-by',
};

export function isLinked(links: readonly Link[], { relation, ticketId }: Link): boolean {
  return links.some((link) => link.relation === relation && link.ticketId === ticketId);
}

/** The ticket that already has the place which a link would take. */
export function takenBy(links: readonly Link[], { relation, ticketId }: Link): string | undefined {
  if (!SINGLE.has(relation)) return undefined;
  return links.find((link) => link.relation === relation && link.ticketId !== ticketId)?.ticketId;
}

/** The ticket that this one was merged into. */
export function mergedInto(links: readonly Link[]): string | undefined {
  return links.find(({ relation }) => relation === 'merged-into')?.ticketId;
}
