import type { MembershipOf } from '../../../shared/access.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import {
  changedFields,
  fieldFaults,
  MAX_FIELD_VALUES,
  missingFields,
  withWishes,
} from '../domain/desk/fields.ts';
import type { TicketHappening } from '../domain/ticket/events.ts';
import { type Actor, DONE_STATES } from '../domain/ticket/ticket.ts';
import { refuse } from '../errors.ts';
import type { TeamRow } from '../table/desk.ts';
import type { TicketRow } from '../table/tickets.ts';
import type { TicketChange } from './change-ticket.ts';
import { type DeskGroundDeps, NOT_THERE, refuseUnfit } from './desk-ground.ts';
import { isAgent } from './keep-desk.ts';

export interface FitToDeskDeps {
  readonly reader: DeskGroundDeps['reader'];
  readonly companies: { readonly membershipOf: MembershipOf };
}

type Of<T extends TicketHappening['type']> = Extract<TicketHappening, { type: T }>;

function find<T extends TicketHappening['type']>(
  happenings: readonly TicketHappening[],
  type: T,
): Of<T> | undefined {
  return happenings.find((what): what is Of<T> => what.type === type);
}

/** Whether somebody of ours ends the ticket with it; requesters say themselves that a thing is done. */
function ends(seen: TicketRow, happenings: readonly TicketHappening[], by: Actor): boolean {
  const step = happenings.findLast((what): what is Of<'state-changed'> => what.type === 'state-changed');
  const isOurs = by.kind === 'agent' || by.kind === 'machine';
  // An order that fails ends without anybody having worked on it.
  const isFailure = find(happenings, 'approval-refused') ?? find(happenings, 'order-withdrawn');
  return (
    !isFailure && isOurs && step !== undefined && DONE_STATES.has(step.state) && !DONE_STATES.has(seen.state)
  );
}

/**
 * A change as the help desk takes it: it names teams, agents, categories and fields that are there, and ends a ticket only with
 * all that its category asks for. What fields it changes is said in its history. Nothing is read where it touches none of these.
 * @throws tickets.does-not-fit, tickets.too-many
 */
export async function fitToDesk(
  deps: FitToDeskDeps,
  seen: TicketRow,
  change: TicketChange,
  by: Actor,
): Promise<TicketChange> {
  const { happenings, fields: wishes = {} } = change;
  const assigned = find(happenings, 'assigned');
  const recategorized = find(happenings, 'classified')?.category;
  const isEnd = ends(seen, happenings, by);
  const { fields: values = {}, companyId } = seen;
  const changed = changedFields(values, wishes);
  if (!assigned && !recategorized && !isEnd && changed.length === 0) return change;

  const { teams, categories } = await deps.reader.loadDesk(companyId);
  const code = recategorized === undefined ? seen.category : (recategorized ?? undefined);
  const category =
    categories > 0 && code !== undefined ? await deps.reader.loadCategory(companyId, code) : undefined;
  const next = withWishes(values, wishes);
  const asks = category?.fields ?? [];
  const missing = isEnd ? missingFields(asks, next, 'on-resolve') : [];
  refuseUnfit([
    ...(recategorized && categories > 0 && !category?.active
      ? [{ pointer: '/category', detail: NOT_THERE.category }]
      : []),
    ...(assigned && teams > 0 ? await assignFaults(deps, seen, assigned) : []),
    ...fieldFaults(asks, Object.fromEntries(changed.map((id) => [id, wishes[id] ?? null]))),
    ...missing
      .filter(({ id }) => !changed.includes(id) || wishes[id] === null)
      .map(({ id, label }) => ({
        pointer: `/fields/${id}`,
        detail: `must be given before the ticket is resolved: ${label}`,
      })),
  ]);
  if (changed.length === 0) return change;
  if (Object.keys(next).length > MAX_FIELD_VALUES)
    throw refuse(
      'tickets.too-many',
      `A ticket keeps at most ${MAX_FIELD_VALUES} values; take some of former categories away with null.`,
    );
  const said = { type: 'fields-changed' as const, fields: changed, categoryVersion: category?.version };
  return { ...change, happenings: [said, ...happenings] };
}

/** Who works on a ticket of a team is one of it; on others, whoever may work on tickets. */
async function assignFaults(
  deps: FitToDeskDeps,
  seen: TicketRow,
  { team, assignee }: Of<'assigned'>,
): Promise<FieldError[]> {
  const { companyId } = seen;
  const code = team === undefined ? seen.team : (team ?? undefined);
  const row: TeamRow | undefined =
    code === undefined ? undefined : await deps.reader.loadTeam(companyId, code);
  const errors: FieldError[] = team && !row?.active ? [{ pointer: '/team', detail: NOT_THERE.team }] : [];
  if (typeof assignee !== 'string') return errors;
  if (row && !row.members.includes(assignee))
    errors.push({
      pointer: '/assignee',
      detail: `must be a member of team ${row.id}, or come with another team`,
    });
  else if (!(await isAgent(deps, companyId, assignee)))
    errors.push({ pointer: '/assignee', detail: 'must be somebody who may work on tickets here' });
  return errors;
}
