import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { refuse } from '../errors.ts';
import type { CatalogueReader } from '../reader/catalogue.ts';
import type { CatalogueStore } from '../store/catalogue.ts';
import type { CatalogueItemRow } from '../table/catalogue.ts';
import { type AssertCodesDeps, assertCodes } from './assert-codes.ts';
import { type Keeper, traceOfKeeping } from './keeper.ts';

export interface KeepCatalogueDeps {
  readonly reader: CatalogueReader & AssertCodesDeps['reader'];
  readonly catalogue: CatalogueStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

export type ItemWish = Omit<CatalogueItemRow, 'companyId' | 'id' | 'version' | 'at' | 'by'>;

interface Place {
  readonly companyId: string;
  readonly id: string;
}

/** Of a company. */
export const MAX_ITEMS = 300;

/** @throws tickets.unknown-item */
export async function loadItem(
  { reader }: { readonly reader: Pick<CatalogueReader, 'loadItem'> },
  { companyId, id }: Place,
): Promise<CatalogueItemRow> {
  const row = await reader.loadItem(companyId, id);
  if (!row) throw refuse('tickets.unknown-item', `There is no item ${id}.`);
  return row;
}

/**
 * Keeps an item of the catalogue. Orders under way stay under the version that they were made under.
 * @throws tickets.invalid-item, tickets.does-not-fit, tickets.too-many, platform.stale, platform.if-match-required
 */
export function keepItem(
  deps: KeepCatalogueDeps,
  place: Place,
  wish: ItemWish,
  who: Keeper,
): Promise<CatalogueItemRow> {
  const { companyId, id } = place;
  return deps.retryWhileContended(async () => {
    const [standing, last] = await Promise.all([
      deps.reader.loadItem(companyId, id),
      deps.reader.lastItemVersion(companyId, id),
    ]);
    if (standing) assertIfMatch(who.headers, standing.version);
    else await assertRoom(deps, companyId);
    await assertApprovers(deps, companyId, wish);
    await assertCodes(deps, companyId, { items: [{ ...wish, id }] });
    const row = { ...wish, ...place, version: last + 1, at: who.now.toISOString(), by: who.principal };
    await deps.catalogue.keepItem(standing, row, [traceOf(deps, row, 'item-kept', who)]);
    return row;
  });
}

/** @throws tickets.unknown-item, platform.stale, platform.if-match-required */
export function dropItem(deps: KeepCatalogueDeps, place: Place, who: Keeper): Promise<void> {
  return deps.retryWhileContended(async () => {
    const standing = await loadItem(deps, place);
    assertIfMatch(who.headers, standing.version);
    await deps.catalogue.dropItem(standing, [traceOf(deps, standing, 'item-dropped', who)]);
  });
}

async function assertRoom({ reader }: KeepCatalogueDeps, companyId: string): Promise<void> {
  if ((await reader.countItems(companyId, MAX_ITEMS)) >= MAX_ITEMS)
    throw refuse('tickets.too-many', `A catalogue has at most ${MAX_ITEMS} items.`);
}

/** Teams that approve have to be there, also where a company keeps none yet: nobody could. */
async function assertApprovers(
  { reader }: KeepCatalogueDeps,
  companyId: string,
  { approvals }: ItemWish,
): Promise<void> {
  const faults = await Promise.all(
    approvals.map(async ({ by }, step): Promise<FieldError[]> => {
      if (!('team' in by) || (await reader.loadTeam(companyId, by.team))) return [];
      return [{ pointer: `/approvals/${step}/by/team`, detail: 'must be a team of the help desk' }];
    }),
  );
  const errors = faults.flat();
  if (errors[0])
    throw refuse('tickets.invalid-item', `${errors[0].pointer} ${errors[0].detail}.`, { errors });
}

function traceOf(
  deps: KeepCatalogueDeps,
  { companyId, id, version }: CatalogueItemRow,
  what: 'item-kept' | 'item-dropped',
  keeper: Keeper,
): Write {
  const subject = `help-desk/catalogue/${id}`;
  return traceOfKeeping(deps, companyId, { action: `tickets.${what}`, subject, after: { version } }, keeper);
}
