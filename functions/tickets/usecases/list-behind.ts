import type { Page } from '../../../shared/table/table.ts';
import type { Fact } from '../domain/figures/facts.ts';
import { type By, contributionsOf, levelOf } from '../domain/figures/figures.ts';
import { COLUMNS, type Column, type Report } from '../domain/figures/report.ts';
import { refuse } from '../errors.ts';
import type { FigureReader } from '../reader/figures.ts';
import type { PageSpec, TicketReader } from '../reader/tickets.ts';
import type { TicketFactRow } from '../table/figures.ts';
import type { TicketRow } from '../table/tickets.ts';

export interface ListBehindDeps {
  readonly reader: Pick<FigureReader, 'listFacts' | 'allFactsOf'> &
    Pick<TicketReader, 'listTickets' | 'loadTickets'>;
}

export interface Behind {
  readonly report: Report;
  readonly column: string;
  readonly from: string;
  readonly to: string;
  readonly by: By;
  readonly key: string;
  /** The day before which `openAtStart` was. */
  readonly dayBefore: string;
}

export interface BehindItem {
  readonly ticket: TicketRow;
  /** What counted; absent for tickets that were open. */
  readonly fact?: TicketFactRow | undefined;
}

/** The tickets behind a figure, a page of them; a page may be empty and still have a next one. */
export async function listBehind(
  deps: ListBehindDeps,
  companyId: string,
  behind: Behind,
  page: PageSpec,
): Promise<Page<BehindItem>> {
  const column = COLUMNS[behind.report].find(({ name }) => name === behind.column);
  if (!column) {
    const detail = `must be one of ${COLUMNS[behind.report].map(({ name }) => name).join(', ')}`;
    throw refuse('tickets.no-such-figure', `The report has no figure ${behind.column}.`, {
      errors: [{ pointer: 'query/figure', detail }],
    });
  }
  if (column.facts.length > 0) return factsBehind(deps, companyId, behind, column, page);
  const day = column.name === 'openAtStart' ? behind.dayBefore : behind.to;
  return openAt(deps, companyId, day, behind, page);
}

function stages<T extends string>(list: readonly T[], after: PageSpec['after']) {
  const { stage, ...position } = after ?? {};
  const at = Math.max(0, list.indexOf(stage as T));
  const following = list[at + 1];
  return {
    stage: list[at] as T,
    position: Object.keys(position).length > 0 ? position : undefined,
    nextOf: (next: PageSpec['after']) =>
      next ? { next: { stage: list[at] as T, ...next } } : following ? { next: { stage: following } } : {},
  };
}

async function factsBehind(
  { reader }: ListBehindDeps,
  companyId: string,
  { from, to, by, key }: Behind,
  { facts, adds }: Column,
  { limit, after }: PageSpec,
): Promise<Page<BehindItem>> {
  const { stage, position, nextOf } = stages(facts, after);
  const { items, next } = await reader.listFacts(companyId, stage, from, to, { limit, after: position });
  const wanted = items.filter((fact) => addsTo(fact, by, key, adds));
  const rows = await reader.loadTickets(companyId, [...new Set(wanted.map(({ ticketId }) => ticketId))]);
  const byId = new Map(rows.map((row) => [row.ticketId, row]));
  const found = wanted.flatMap((fact) => {
    const ticket = byId.get(fact.ticketId);
    return ticket ? [{ ticket, fact }] : [];
  });
  return { items: found, ...nextOf(next) };
}

function addsTo(fact: Fact, by: By, key: string, adds: readonly string[]): boolean {
  return contributionsOf(fact).some(
    ({ by: ofBy, key: ofKey, figures }) =>
      ofBy === by &&
      ofKey === key &&
      adds.some((name) => name in figures.counts || name in figures.durations),
  );
}

/**
 * Tickets that were open at the end of a day: those that are open now, and those that were resolved or merged for good since; of each its
 * facts up to the day tell. Reads what is open and what has ended since, not the whole past.
 */
async function openAt(
  { reader }: ListBehindDeps,
  companyId: string,
  day: string,
  { by, key }: Behind,
  { limit, after }: PageSpec,
): Promise<Page<BehindItem>> {
  const { stage, position, nextOf } = stages(['open', 'resolved', 'merged'], after);
  const { ticketIds, next } = await candidates();
  const were: string[] = [];
  for (const ticketId of ticketIds) if (await wasOpen(ticketId)) were.push(ticketId);
  const rows = await reader.loadTickets(companyId, were);
  return { items: rows.map((ticket) => ({ ticket })), ...nextOf(next) };

  async function candidates() {
    if (stage === 'open') {
      const found = await reader.listTickets(companyId, { phase: 'OPEN' }, { limit, after: position });
      return { ticketIds: found.items.map(({ ticketId }) => ticketId), next: found.next };
    }
    const page = { limit, after: position };
    const since = await reader.listFacts(companyId, stage, `${day}#~`, '9999-12-31', page);
    const last = since.items.filter(({ isWithdrawn }) => !isWithdrawn);
    return { ticketIds: last.map(({ ticketId }) => ticketId), next: since.next };
  }

  /** The level that a ticket adds to its group is one while it is open there, else none. */
  async function wasOpen(ticketId: string): Promise<boolean> {
    let level = 0;
    for await (const fact of reader.allFactsOf(companyId, ticketId)) {
      if (fact.day > day) break;
      for (const one of contributionsOf(fact))
        if (one.by === by && one.key === key) level += levelOf(one.figures);
    }
    return level > 0;
  }
}
