import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';
import type { Tickets } from '../compose.ts';
import { COLUMNS } from '../domain/figures/report.ts';
import { reportChart, reportCsv } from '../domain/figures/report-texts.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/figures.ts';
import { type BehindItem, listBehind } from '../usecases/list-behind.ts';
import { type ReadFiguresDeps, readFigures } from '../usecases/read-figures.ts';
import { reconcileFigures } from '../usecases/reconcile-figures.ts';
import { viewTicket } from './view-ticket.ts';

/** A line a day: longer ranges are asked for by group. */
const MAX_DAYS = 3_660;

function textReply(content: string, type: keyof typeof routes.REPORT_TEXTS, name: string) {
  return ok(content, {
    'content-type': routes.REPORT_TEXTS[type],
    // A picture that a browser opens by itself may do nothing but be looked at.
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': `inline; filename="${name}.${type}"`,
  });
}

/** Figures of tickets. */
export function figureBindings(deps: Tickets): readonly Binding[] {
  async function rangeOf(
    companyId: string,
    query: { readonly from?: string | undefined; readonly to?: string | undefined },
    now: Date,
  ) {
    const { timeZone, dayOf } = await deps.daysOf(companyId);
    const to = query.to ?? dayOf(now.toISOString());
    const from = query.from ?? `${to.slice(0, 7)}-01`;
    if (from > to || addDays(from, MAX_DAYS) < to) {
      const detail = `must be at most ${MAX_DAYS} days before \`to\`, and not after it`;
      throw refuse('tickets.invalid-range', `From ${from} to ${to} is no range of days for a report.`, {
        errors: [{ pointer: 'query/from', detail }],
      });
    }
    return { from, to, timeZone };
  }

  return [
    on(routes.getReport, async ({ params: { companyId, report }, query, now }) => {
      const { from, to, timeZone } = await rangeOf(companyId, query, now);
      const { by, format, language } = query;
      const made = await readFigures(deps as ReadFiguresDeps, companyId, { report, from, to, by });
      const name = `tickets-${report}-${by}-${from}-${to}`;
      if (format === 'csv') return textReply(reportCsv(made, language), 'csv', name);
      if (format === 'svg') return textReply(reportChart(made, language), 'svg', name);
      const columns = COLUMNS[report].map(({ name: column, kind }) => ({ name: column, kind }));
      const lines = made.lines.map(({ key, values }) => ({ key, values: { ...values } }));
      return ok({ report, from, to, by, timeZone, columns, lines });
    }),
    on(routes.listReportTickets, async (request) => {
      const { companyId, report } = request.params;
      const { by, key, figure: column } = request.query;
      const { from, to } = await rangeOf(companyId, request.query, request.now);
      const paging = pagingOf(routes.listReportTickets.id, request);
      const behind = { report, column, from, to, by, key, dayBefore: addDays(from, -1) };
      const { items, next } = await listBehind(deps, companyId, behind, paging);
      return ok(paging.page(items.map(viewBehind), next));
    }),
    on(routes.reconcile, async ({ params: { companyId }, query: { month } }) =>
      ok(await reconcileFigures(deps, companyId, month, false)),
    ),
    on(routes.mend, async ({ params: { companyId }, body: { month } }) =>
      ok(await reconcileFigures(deps, companyId, month, true)),
    ),
  ];
}

function viewBehind({ ticket, fact }: BehindItem) {
  const took = fact?.resolution ?? fact?.firstResponse;
  return {
    ticket: viewTicket(ticket),
    ...(fact && { at: fact.at, day: fact.day, spentMinutes: fact.minutes, rating: fact.rating }),
    ...took,
  };
}
