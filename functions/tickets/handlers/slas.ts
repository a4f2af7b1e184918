import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/slas.ts';
import { keepCalendar, keepSla } from '../usecases/keep-promises.ts';

/** What a row shows: everything but whose it is. */
function view<R extends { readonly companyId: string }>({ companyId: _, ...row }: R): Omit<R, 'companyId'> {
  return row;
}

/** Calendars of business time, and what is promised in it. */
export function slaBindings(deps: Tickets): readonly Binding[] {
  const { reader } = deps;
  return [
    on(routes.putCalendar, async ({ params, body, principal, now, requestId, headers }) => {
      const { companyId, calendarId: id } = params;
      const who = { principal: principal.id, now, requestId, headers };
      const row = await keepCalendar(deps, { companyId, id }, body, who);
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.getCalendar, async ({ params: { companyId, calendarId } }) => {
      const row = await reader.loadCalendar(companyId, calendarId);
      if (!row) throw refuse('tickets.unknown-calendar', `There is no calendar ${calendarId}.`);
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.listCalendars, async ({ params: { companyId } }) =>
      ok({ items: (await reader.allCalendars(companyId)).map(view) }),
    ),
    on(routes.listCalendarVersions, async (request) => {
      const { companyId, calendarId } = request.params;
      const paging = pagingOf(routes.listCalendarVersions.id, request);
      const { items, next } = await reader.listCalendarVersions(companyId, calendarId, paging);
      return ok(paging.page(items.map(view), next));
    }),
    on(routes.putSla, async ({ params, body, principal, now, requestId, headers }) => {
      const { companyId, slaId: id } = params;
      const who = { principal: principal.id, now, requestId, headers };
      const row = await keepSla(deps, { companyId, id }, body, who);
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.getSla, async ({ params: { companyId, slaId } }) => {
      const row = await reader.loadSla(companyId, slaId);
      if (!row) throw refuse('tickets.unknown-sla', `There is no promise ${slaId}.`);
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.listSlas, async ({ params: { companyId } }) =>
      ok({ items: (await reader.allSlas(companyId)).map(view) }),
    ),
    on(routes.listSlaVersions, async (request) => {
      const { companyId, slaId } = request.params;
      const paging = pagingOf(routes.listSlaVersions.id, request);
      const { items, next } = await reader.listSlaVersions(companyId, slaId, paging);
      return ok(paging.page(items.map(view), next));
    }),
  ];
}
