import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { refuse } from '../errors.ts';
import type { DeskReader } from '../reader/desk.ts';
import type { TeamRow } from '../table/desk.ts';
import { assertUnnamed } from './assert-unnamed.ts';
import {
  type DeskPlace,
  type DeskWish,
  type DropDeskDeps,
  isAgent,
  type KeepDeskDeps,
  traceOfDesk,
} from './keep-desk.ts';
import type { Keeper } from './keeper.ts';

/** All of them are read at once. */
const MAX_TEAMS = 100;

/** @throws tickets.unknown-team */
export async function loadTeam(
  { reader }: { readonly reader: Pick<DeskReader, 'loadTeam'> },
  companyId: string,
  id: string,
): Promise<TeamRow> {
  const row = await reader.loadTeam(companyId, id);
  if (!row) throw refuse('tickets.unknown-team', `There is no team ${id}.`);
  return row;
}

/**
 * Keeps a team. Its former version stays.
 * @throws tickets.invalid-team, tickets.too-many, platform.stale, platform.if-match-required
 */
export function keepTeam(
  deps: KeepDeskDeps,
  { companyId, id }: DeskPlace,
  wish: DeskWish<TeamRow>,
  who: Keeper,
): Promise<TeamRow> {
  return deps.retryWhileContended(async () => {
    const head = await deps.reader.loadDesk(companyId);
    const [standing, last, works, above] = await Promise.all([
      deps.reader.loadTeam(companyId, id),
      deps.reader.listTeamVersions(companyId, id, { limit: 1 }),
      Promise.all(wish.members.map((member) => isAgent(deps, companyId, member))),
      wish.escalateTo === undefined ? undefined : deps.reader.loadTeam(companyId, wish.escalateTo),
    ]);
    if (standing) assertIfMatch(who.headers, standing.version);
    else if (head.teams >= MAX_TEAMS)
      throw refuse('tickets.too-many', `A company has at most ${MAX_TEAMS} teams.`);
    const errors: FieldError[] = works.flatMap((is, at) =>
      is ? [] : [{ pointer: `/members/${at}`, detail: 'must be somebody who may work on tickets here' }],
    );
    if (wish.escalateTo !== undefined && (!above || above.id === id))
      errors.push({ pointer: '/escalateTo', detail: 'must be another team that is there' });
    const [first] = errors;
    if (first) throw refuse('tickets.invalid-team', `${first.pointer} ${first.detail}.`, { errors });
    const version = (last.items[0]?.version ?? 0) + 1;
    const row = { companyId, id, version, at: who.now.toISOString(), by: who.principal, ...wish };
    await deps.desk.putTeam(head, row, !standing, [traceOfDesk(deps, row, 'team-kept', who)]);
    return row;
  });
}

/**
 * Drops a team that nothing else of the help desk names, and that has nothing to do. What is done keeps its code.
 * @throws tickets.unknown-team, tickets.still-named, platform.stale, platform.if-match-required
 */
export function dropTeam(deps: DropDeskDeps, { companyId, id }: DeskPlace, who: Keeper): Promise<void> {
  return deps.retryWhileContended(async () => {
    const head = await deps.reader.loadDesk(companyId);
    const standing = await loadTeam(deps, companyId, id);
    assertIfMatch(who.headers, standing.version);
    await assertUnnamed(deps, companyId, 'team', id);
    await deps.desk.dropTeam(head, standing, [traceOfDesk(deps, standing, 'team-dropped', who)]);
  });
}
