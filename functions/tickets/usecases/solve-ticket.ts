import { invariant } from '../../../shared/kernel/errors.ts';
import { changeState, nameSolution } from '../domain/ticket/decide.ts';
import type { Channel } from '../domain/ticket/events.ts';
import { DONE_STATES, type Solution, type TicketState } from '../domain/ticket/ticket.ts';
import { refuse } from '../errors.ts';
import type { KnowledgeReader } from '../reader/knowledge.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { KnowledgeRow } from '../table/knowledge.ts';
import type { TicketEventRow } from '../table/tickets.ts';
import { type ChangeTicketDeps, changeTicket } from './change-ticket.ts';
import { unfit } from './desk-ground.ts';

export type NamedSolution = Omit<Solution, 'at'>;

export interface SolutionWish {
  readonly articleId: string;
  readonly text?: number | undefined;
}

/** Who gets to know which article it is: an agent may name a draft, too. */
type Told = 'agents' | 'requesters';

interface SolutionDeps {
  readonly reader: Pick<KnowledgeReader, 'loadKnowledge'>;
}

/**
 * The article, and the text of it, that somebody names as what solved a ticket.
 * @throws tickets.does-not-fit where there is none, or none that those who are told may see
 */
export async function readSolution(
  { reader }: SolutionDeps,
  companyId: string,
  { articleId, text }: SolutionWish,
  told: Told,
  pointer = '/solvedBy',
): Promise<NamedSolution> {
  const row = await reader.loadKnowledge(companyId, articleId);
  const last = told === 'agents' ? agentsSee(row) : requestersSee(row);
  if (last === undefined) {
    const which =
      told === 'agents' ? 'is there and not withdrawn' : 'is published and that requesters may see';
    throw unfit([{ pointer: `${pointer}/articleId`, detail: `must be an article that ${which}` }]);
  }
  if (text !== undefined && text > last)
    throw unfit([{ pointer: `${pointer}/text`, detail: `must be 1 to ${last}, the texts that are there` }]);
  return { articleId, text: text ?? row?.publishedText ?? last };
}

/** The last text that agents see. */
function agentsSee(row: KnowledgeRow | undefined): number | undefined {
  return row?.state === 'withdrawn' ? undefined : row?.latestText;
}

/** The last text that requesters see. */
function requestersSee(row: KnowledgeRow | undefined): number | undefined {
  return row?.visibility === 'internal' ? undefined : row?.publishedText;
}

/** Ways on which people and portals open tickets under names of their own: other ids of an event could be called as they are. */
const OWN_WAYS: ReadonlySet<Channel> = new Set(['api', 'catalogue']);

function isOpener(principal: string, opened: TicketEventRow | undefined): boolean {
  return opened?.what.type === 'opened' && OWN_WAYS.has(opened.what.channel) && opened.by.id === principal;
}

/**
 * Names what solved a ticket for its requester, and resolves the ticket: for whoever opened it.
 * @throws tickets.unknown-ticket for everybody else, tickets.does-not-fit, tickets.tasks-open, tickets.approval-pending
 */
export async function solveByRequester(
  deps: ChangeTicketDeps & { readonly reader: SolutionDeps['reader'] & Pick<TicketReader, 'loadEvent'> },
  { companyId, ticketId, ...wish }: SolutionWish & { readonly companyId: string; readonly ticketId: string },
  { id: principal }: { readonly id: string },
  now: Date,
): Promise<{ readonly state: TicketState; readonly solvedBy: Solution }> {
  const [opened, row] = await Promise.all([
    deps.reader.loadEvent(companyId, ticketId, 1),
    deps.reader.loadTicket(companyId, ticketId),
  ]);
  if (!row || !isOpener(principal, opened))
    throw refuse('tickets.unknown-ticket', `There is no ticket ${ticketId} that you have opened.`);
  const solvedBy = await readSolution(deps, companyId, wish, 'requesters', '');
  const by = { kind: 'requester', id: row.requesterId } as const;
  const changed = await changeTicket(deps, { companyId, ticketId }, { by, now }, (seen) => ({
    happenings: [
      ...nameSolution(seen, solvedBy),
      ...(DONE_STATES.has(seen.state) ? [] : (changeState(seen, by, 'resolved') ?? [])),
    ],
  }));
  const { state, solvedBy: named } = changed.row;
  invariant(named, 'what was named stands in the ticket');
  return { state, solvedBy: named };
}
