import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { accepted, noContent, ok } from '../../../shared/http/replies.ts';
import type { Privacy } from '../compose-privacy.ts';
import { STANDARD_WITHOUT_TICKET_DAYS } from '../domain/mail/without-ticket.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/privacy.ts';
import type { MailRow } from '../table/mails.ts';
import type { PrivacySettingsRow, TicketErasureRow } from '../table/privacy.ts';
import { beginErasure } from '../usecases/privacy/erase-person.ts';
import {
  exportArticles,
  looseMails,
  previewErasure,
  ticketsOfPerson,
} from '../usecases/privacy/export-person.ts';
import { keepPrivacySettings, type Marks, markTicket } from '../usecases/privacy/keep-privacy.ts';
import { viewArticle } from './view-ticket.ts';

const PURPOSE =
  'Answering what was reported or asked for, proving when it was answered, and finding causes (Art. 6(1)(b) and (f) GDPR).';
const RETENTION =
  'Words of closed tickets as long as their category says; ' +
  `mails that became no ticket ${STANDARD_WITHOUT_TICKET_DAYS} days, or as long as the company has set; ` +
  'commercial letters six years from the end of their year (§257 HGB, §147 AO); figures without names for good.';
const RECIPIENTS =
  'Those who took part in a ticket, by mail. Mails on their way out are forgotten 30 days after they were sent, failed ones after 180.';

function viewSettings({ standardMonths, letterCategories, version }: PrivacySettingsRow) {
  return { standardMonths, letterCategories, version };
}

function viewErasure({ companyId: _, tickets, articles, blocked, mails, ...row }: TicketErasureRow) {
  return { ...row, done: { tickets, articles, blocked, mails } };
}

function viewMail({ raw, files = [], ...row }: MailRow) {
  const { mailId, receivedAt, mailbox, subject, outcome, ticketId, article } = row;
  const { sizeBytes, sha256 } = raw;
  return { mailId, receivedAt, mailbox, subject, outcome, ticketId, article, sizeBytes, sha256, files };
}

function viewMarks(ticketId: string, marks: Marks) {
  return { ticketId, ...marks };
}

/** What people may ask of their data, and how long it is kept. */
export function privacyBindings(deps: Privacy): readonly Binding[] {
  return [...personBindings(deps), ...erasureBindings(deps), ...keepingBindings(deps)];
}

function personBindings(deps: Privacy): readonly Binding[] {
  const { reader } = deps;
  return [
    on(routes.getPerson, async (request) => {
      const { companyId } = request.params;
      const { email } = request.query;
      const paging = pagingOf(routes.getPerson.id, request);
      const [requester, erasing, { rows, next }] = await Promise.all([
        reader.findRequester(companyId, email),
        reader.findErasing(companyId, email),
        ticketsOfPerson(deps, { companyId, email }, paging),
      ]);
      const tickets = rows.map(async ({ row, part }) => {
        const { ticketId, title, kind, state, category, tags, openedAt, closedAt, redactedAt } = row;
        const hold = (await reader.loadMarks(companyId, ticketId))?.hold;
        return {
          ticketId, part, title, kind, state, category, tags, openedAt, closedAt, redactedAt,
          articles: row.articles,
          participants: row.participants,
          ...(hold && { hold: { at: hold.at } }),
        }; // biome-ignore format: a record
      });
      const page = paging.page(await Promise.all(tickets), next);
      return ok({
        email,
        name: requester?.name,
        requesterId: requester?.requesterId,
        purpose: PURPOSE,
        retention: RETENTION,
        recipients: RECIPIENTS,
        erasure: erasing?.erasureId,
        tickets: page.items,
        next: page.next,
      });
    }),
    on(routes.listPersonArticles, async (request) => {
      const { companyId } = request.params;
      const { email, ticketId } = request.query;
      const takesPart = await reader.takesPart(companyId, email, ticketId);
      if (!takesPart) throw refuse('tickets.unknown-ticket', `The person takes no part in ${ticketId}.`);
      const paging = pagingOf(routes.listPersonArticles.id, request);
      const { items, next } = await exportArticles(deps, companyId, ticketId, paging);
      const shown = items.map(({ article, blocked, sentTo }) => ({
        ...viewArticle(article),
        isOfPerson: article.from?.email === email,
        ...(blocked && { blockedUntil: blocked.until }),
        ...(sentTo && { sentTo }),
      }));
      return ok(paging.page(shown, next));
    }),
    on(routes.listPersonMails, async (request) => {
      const paging = pagingOf(routes.listPersonMails.id, request);
      const { items, next } = await reader.listMailsFrom(
        request.params.companyId,
        request.query.email,
        paging,
      );
      return ok(paging.page(items.map(viewMail), next));
    }),
  ];
}

function erasureBindings(deps: Privacy): readonly Binding[] {
  const { reader } = deps;
  return [
    on(routes.previewErasure, async (request) => {
      const paging = pagingOf(routes.previewErasure.id, request);
      const person = { companyId: request.params.companyId, email: request.query.email };
      const [{ items, next }, loose] = await Promise.all([
        previewErasure(deps, person, request.now, paging),
        paging.after ? [] : looseMails(deps, person),
      ]);
      const shown = items.map(({ row: { ticketId, state }, part, hindrance, articles }) => ({
        ticketId,
        part,
        state,
        waits: hindrance,
        articles: [...articles],
      }));
      const mails = loose.map(({ mailId, receivedAt, outcome }) => ({ mailId, receivedAt, outcome }));
      return ok({ ...paging.page(shown, next), mails });
    }),
    on(routes.postErasure, async ({ params: { companyId }, body, principal, now, requestId }) => {
      const who = { principal: principal.id, now, requestId };
      const row = await beginErasure(deps, { companyId, ...body }, who);
      const place = `/companies/${companyId}/help-desk/privacy/erasures/${row.erasureId}`;
      return accepted(viewErasure(row), place);
    }),
    on(routes.getErasure, async ({ params: { companyId, erasureId } }) => {
      const row = await reader.loadErasure(companyId, erasureId);
      if (!row) throw refuse('tickets.unknown-erasure', `There is no erasure ${erasureId}.`);
      return ok(viewErasure(row));
    }),
    on(routes.listErasures, async (request) => {
      const paging = pagingOf(routes.listErasures.id, request);
      const { items, next } = await reader.listErasures(request.params.companyId, paging);
      return ok(paging.page(items.map(viewErasure), next));
    }),
    on(routes.listBlocked, async (request) => {
      const { companyId, ticketId } = request.params;
      const paging = pagingOf(routes.listBlocked.id, request);
      const { items, next } = await reader.listBlocked(companyId, ticketId, paging);
      const shown = items.map(({ words, until, blockedAt, title, requester }) => ({
        ...viewArticle(words),
        blockedUntil: until,
        blockedAt,
        title,
        requester,
      }));
      return ok(paging.page(shown, next));
    }),
  ];
}

function keepingBindings(deps: Privacy): readonly Binding[] {
  const { reader } = deps;
  return [
    on(routes.getPrivacy, async ({ params: { companyId } }) => {
      const row = await reader.privacyOf(companyId);
      return ok(viewSettings(row), etagOf(row.version));
    }),
    on(routes.putPrivacy, async ({ params: { companyId }, body, principal, headers, now, requestId }) => {
      const keeper = { principal: principal.id, headers, now, requestId };
      const row = await keepPrivacySettings(deps, companyId, body, keeper);
      return ok(viewSettings(row), etagOf(row.version));
    }),
    on(routes.putHold, async ({ params, body: { reason }, principal, now, requestId }) => {
      const by = principal.id;
      const hold = { at: now.toISOString(), by, reason };
      const keeper = { principal: by, now, requestId };
      const marks = await markTicket(deps, params, 'tickets.hold-set', (seen) => ({ ...seen, hold }), keeper);
      return ok(viewMarks(params.ticketId, marks));
    }),
    on(routes.deleteHold, async ({ params, principal, now, requestId }) => {
      const lift = ({ isBusinessLetter }: Marks): Marks => ({ isBusinessLetter });
      await markTicket(deps, params, 'tickets.hold-lifted', lift, {
        principal: principal.id,
        now,
        requestId,
      });
      return noContent();
    }),
    on(routes.listHolds, async (request) => {
      const paging = pagingOf(routes.listHolds.id, request);
      const { items, next } = await reader.listHeld(request.params.companyId, paging);
      const shown = items.map(({ ticketId, hold, isBusinessLetter }) =>
        viewMarks(ticketId, { hold, isBusinessLetter }),
      );
      return ok(paging.page(shown, next));
    }),
    on(routes.putLetters, async ({ params, body: { isBusinessLetter }, principal, now, requestId }) => {
      const keeper = { principal: principal.id, now, requestId };
      const mark = (seen: Marks): Marks => ({ ...seen, isBusinessLetter });
      const marks = await markTicket(deps, params, 'tickets.letters-marked', mark, keeper);
      return ok(viewMarks(params.ticketId, marks));
    }),
  ];
}
