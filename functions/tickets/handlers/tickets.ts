import type { Membership, Principal } from '../../../shared/access.ts';
import type { LinkMaker } from '../../../shared/files/presign.ts';
import type { PutFile } from '../../../shared/files/put-by-link.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { Tickets } from '../compose.ts';
import { dropOpenTasks } from '../domain/tasks/decide-tasks.ts';
import { addArticle, assign, changeState, classify, nameSolution, retag } from '../domain/ticket/decide.ts';
import type { TicketHappening } from '../domain/ticket/events.ts';
import type { Actor, Ticket } from '../domain/ticket/ticket.ts';
import { refuse } from '../errors.ts';
import { keepAttachments, ticketFileKey } from '../files.ts';
import * as routes from '../routes/tickets.ts';
import type { TicketRow } from '../table/tickets.ts';
import { assertSlas } from '../usecases/assert-slas.ts';
import { type Changed, changeTicket } from '../usecases/change-ticket.ts';
import { findTickets } from '../usecases/find-tickets.ts';
import { openTicket } from '../usecases/open-ticket.ts';
import { pastClocks } from '../usecases/read-clocks.ts';
import { type NamedSolution, readSolution, solveByRequester } from '../usecases/solve-ticket.ts';
import { viewArticle, viewTicket } from './view-ticket.ts';

/** In which part somebody acts: who may work on tickets is an agent, machines that only report are machines. */
export function actorOf({ id, kind }: Principal, membership: Membership | undefined): Actor {
  const works = membership?.roles.some((role) => role === 'agent' || role === 'admin') ?? false;
  return { kind: works || kind === 'person' ? 'agent' : 'machine', id };
}

export interface TicketHttpDeps extends Tickets {
  readonly putFile: PutFile;
  readonly links: Pick<LinkMaker, 'toDownload'>;
}

/** Opens tickets, and works on them. */
export function ticketBindings(deps: TicketHttpDeps): readonly Binding[] {
  const { reader, putFile, links } = deps;
  const location = (companyId: string, { ticketId }: TicketRow) =>
    `/companies/${companyId}/tickets/${ticketId}`;
  const opened = (companyId: string, { row }: Changed) =>
    created(viewTicket(row), location(companyId, row), etagOf(row.version));
  const added = (companyId: string, { row, articles: [article] }: Changed) => {
    invariant(article, 'an article was added');
    const place = `${location(companyId, row)}/articles`;
    return created({ ticket: viewTicket(row), article: viewArticle(article) }, place, etagOf(row.version));
  };

  return [
    on(
      routes.postTicket,
      async ({ params: { companyId }, body, principal, membership, now, idempotency }) => {
        const { description, attachments = [], ...wish } = body;
        const files = await keepAttachments(putFile, companyId, attachments, now);
        const who = { by: actorOf(principal, membership), now };
        const result = await openTicket(
          deps,
          { companyId, channel: 'api', words: { text: description, from: wish.requester, files }, ...wish },
          who,
          (changed) => (idempotency ? [idempotency.writeFor(opened(companyId, changed))] : []),
        );
        return opened(companyId, result);
      },
    ),
    on(routes.listTickets, async (request) => {
      const { params, query } = request;
      const paging = pagingOf(routes.listTickets.id, request);
      const { items, next } = await findTickets(deps, params.companyId, query, paging);
      return ok(paging.page(items.map(viewTicket), next));
    }),
    on(routes.getTicket, async ({ params: { companyId, ticketId } }) => {
      const row = await reader.loadTicket(companyId, ticketId);
      if (!row) throw refuse('tickets.unknown-ticket', `There is no ticket ${ticketId}.`);
      return ok(viewTicket(row), etagOf(row.version));
    }),
    on(routes.patchTicket, async ({ params, body, principal, membership, headers, now }) => {
      const by = actorOf(principal, membership);
      await assertSlas(deps, params.companyId, [{ sla: body.sla, pointer: '/sla' }]);
      const solvedBy = body.solvedBy && (await readSolution(deps, params.companyId, body.solvedBy, 'agents'));
      const { row } = await changeTicket(deps, params, { by, now, headers }, (seen) => ({
        happenings: happeningsOf(seen, by, body, solvedBy),
        title: body.title,
        fields: body.fields,
      }));
      return ok(viewTicket(row), etagOf(row.version));
    }),
    on(routes.postArticle, async ({ params, body, principal, membership, now, idempotency }) => {
      const { companyId } = params;
      const { kind, text, from, cc = [], state, attachments = [], seenArticles } = body;
      const told = kind === 'reply' ? 'requesters' : 'agents';
      const solvedBy = body.solvedBy && (await readSolution(deps, companyId, body.solvedBy, told));
      const files = await keepAttachments(putFile, companyId, attachments, now);
      const by = actorOf(principal, membership);
      const changed = await changeTicket(
        deps,
        params,
        { by, now },
        (seen) => {
          assertNothingNew(seen, seenArticles);
          if (state !== undefined) assertStep(seen, by, state);
          // Who passes on what the requester said speaks for it.
          const speaker = kind === 'message' ? { kind: 'requester' as const, id: seen.requesterId } : by;
          const happenings = [
            ...(solvedBy ? nameSolution(seen, solvedBy) : []),
            ...addArticle(seen, speaker, { kind, isPublic: kind !== 'note', state }),
          ];
          const participants = [...(from ? [from.email] : []), ...cc];
          return { happenings, words: [{ text, from, cc, files }], participants };
        },
        (result) => (idempotency ? [idempotency.writeFor(added(companyId, result))] : []),
      );
      return added(companyId, changed);
    }),
    on(routes.putSolution, async ({ params, body, principal, now }) => {
      const { ticketId } = params;
      return ok({ ticketId, ...(await solveByRequester(deps, { ...params, ...body }, principal, now)) });
    }),
    on(routes.getClocks, async ({ params, query }) => {
      const { version, sla, calendar, clocks } = await pastClocks(deps, params, query);
      const shown = clocks.map(({ steps: _, ...clock }) => clock);
      return ok({ version, sla, calendar, clocks: shown });
    }),
    on(routes.listArticles, async (request) => {
      const { companyId, ticketId } = request.params;
      const paging = pagingOf(routes.listArticles.id, request);
      const { items, next } = await reader.listArticles(companyId, ticketId, paging);
      return ok(paging.page(items.map(viewArticle), next));
    }),
    on(routes.getFile, async ({ params: { companyId, ticketId, article, sha256 }, now }) => {
      const row = await reader.loadArticle(companyId, ticketId, article);
      const file = row?.files.find((one) => one.sha256 === sha256);
      if (!file) throw refuse('tickets.unknown-file', `The article has no file ${sha256}.`);
      const link = links.toDownload(ticketFileKey(companyId, sha256), file.fileName, now);
      return ok({ ...link, fileName: file.fileName, sizeBytes: file.sizeBytes });
    }),
    on(routes.listEvents, async (request) => {
      const { companyId, ticketId } = request.params;
      const paging = pagingOf(routes.listEvents.id, request);
      const { items, next } = await reader.listEvents(companyId, ticketId, paging);
      const shown = items.map(({ version, at, by, what, macro }) => ({ version, at, by, what, macro }));
      return ok(paging.page(shown, next));
    }),
  ];
}

type Patch = Parameters<Parameters<typeof on<typeof routes.patchTicket>>[1]>[0]['body'];

/** Who answers what has been answered meanwhile, or answers past what the requester just said, is told so. */
function assertNothingNew({ articles }: Ticket, seenArticles: number | undefined): void {
  if (seenArticles === undefined || articles <= seenArticles) return;
  throw refuse(
    'tickets.written-meanwhile',
    `The ticket has ${articles} articles by now; read on from ${seenArticles + 1} before you answer.`,
    { errors: [{ pointer: '/seenArticles', detail: `must be ${articles}` }] },
  );
}

function assertStep(seen: Ticket, by: Actor, state: Ticket['state'], until?: string): TicketHappening[] {
  const happenings = changeState(seen, by, state, until);
  if (!happenings)
    throw refuse('tickets.no-such-step', `A ticket that is ${seen.state} does not become ${state}.`);
  return happenings;
}

/** All that a patch wants, in one go. */
function happeningsOf(
  seen: TicketRow,
  by: Actor,
  body: Patch,
  solvedBy: NamedSolution | null | undefined,
): TicketHappening[] {
  const {
    title,
    kind,
    impact,
    urgency,
    priority,
    category,
    team,
    sla,
    assignee,
    tags,
    state,
    until,
    dropTasks,
  } = body;
  return [
    ...(title !== undefined && title !== seen.title ? [{ type: 'retitled' as const }] : []),
    ...classify(seen, { kind, impact, urgency, priority, category, sla }),
    ...assign(seen, { team, assignee }),
    ...(tags ? retag(seen, tags) : []),
    ...(dropTasks ? dropOpenTasks(seen) : []),
    ...(solvedBy === undefined ? [] : nameSolution(seen, solvedBy)),
    ...(state === undefined ? [] : assertStep(seen, by, state, until)),
  ];
}
