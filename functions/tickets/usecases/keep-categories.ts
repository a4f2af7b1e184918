import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { placeFault } from '../domain/desk/category-tree.ts';
import { refuse } from '../errors.ts';
import type { DeskReader } from '../reader/desk.ts';
import type { CategoryRow } from '../table/desk.ts';
import { assertUnnamed } from './assert-unnamed.ts';
import {
  type DeskPlace,
  type DeskWish,
  type DropDeskDeps,
  type KeepDeskDeps,
  traceOfDesk,
} from './keep-desk.ts';
import type { Keeper } from './keeper.ts';

/** All of them are read at once. */
const MAX_CATEGORIES = 200;

/** @throws tickets.unknown-category */
export async function loadCategory(
  { reader }: { readonly reader: Pick<DeskReader, 'loadCategory'> },
  companyId: string,
  id: string,
): Promise<CategoryRow> {
  const row = await reader.loadCategory(companyId, id);
  if (!row) throw refuse('tickets.unknown-category', `There is no category ${id}.`);
  return row;
}

/**
 * Keeps a category; it holds for tickets that open, change their fields or end from now on. Its former version stays.
 * @throws tickets.invalid-category, tickets.too-many, platform.stale, platform.if-match-required
 */
export function keepCategory(
  deps: KeepDeskDeps,
  { companyId, id }: DeskPlace,
  wish: DeskWish<CategoryRow>,
  who: Keeper,
): Promise<CategoryRow> {
  return deps.retryWhileContended(async () => {
    const head = await deps.reader.loadDesk(companyId);
    const { team } = wish.defaults;
    const [all, last, given] = await Promise.all([
      deps.reader.allCategories(companyId),
      deps.reader.listCategoryVersions(companyId, id, { limit: 1 }),
      team === undefined || head.teams === 0 ? 'any' : deps.reader.loadTeam(companyId, team),
    ]);
    const standing = all.find((one) => one.id === id);
    if (standing) assertIfMatch(who.headers, standing.version);
    else if (head.categories >= MAX_CATEGORIES)
      throw refuse('tickets.too-many', `A company has at most ${MAX_CATEGORIES} categories.`);
    const place = placeFault(all, { id, parent: wish.parent });
    const errors: FieldError[] = place === undefined ? [] : [{ pointer: '/parent', detail: place }];
    if (!given) errors.push({ pointer: '/defaults/team', detail: 'must be a team that is there' });
    const [first] = errors;
    if (first) throw refuse('tickets.invalid-category', `${first.pointer} ${first.detail}.`, { errors });
    const version = (last.items[0]?.version ?? 0) + 1;
    const row = { companyId, id, version, at: who.now.toISOString(), by: who.principal, ...wish };
    await deps.desk.putCategory(head, row, !standing, [traceOfDesk(deps, row, 'category-kept', who)]);
    return row;
  });
}

/**
 * Drops a category that nothing else of the help desk names. Tickets keep its code and their values; nothing is asked of them any more.
 * @throws tickets.unknown-category, tickets.still-named, platform.stale, platform.if-match-required
 */
export function dropCategory(deps: DropDeskDeps, { companyId, id }: DeskPlace, who: Keeper): Promise<void> {
  return deps.retryWhileContended(async () => {
    const head = await deps.reader.loadDesk(companyId);
    const standing = await loadCategory(deps, companyId, id);
    assertIfMatch(who.headers, standing.version);
    await assertUnnamed(deps, companyId, 'category', id);
    await deps.desk.dropCategory(head, standing, [traceOfDesk(deps, standing, 'category-dropped', who)]);
  });
}
