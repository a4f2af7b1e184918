import { isDeepStrictEqual } from 'node:util';

import { FACT_KINDS, type Fact, factsOf } from '../domain/figures/facts.ts';
import { addFigures, BYS, type Figures, NO_FIGURES } from '../domain/figures/figures.ts';
import type { FigureReader } from '../reader/figures.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { TicketFiguresRow } from '../table/figures.ts';
import { changesOf, type MeasureTicketDeps, measureTicket } from './measure-ticket.ts';

export interface ReconcileFiguresDeps extends Omit<MeasureTicketDeps, 'reader'> {
  readonly reader: MeasureTicketDeps['reader'] &
    Pick<FigureReader, 'allFacts' | 'allFigures'> &
    Pick<TicketReader, 'listTickets'>;
}

export interface Difference {
  readonly by: string;
  readonly period: string;
  readonly key: string;
  /** What stands, and what the facts come to. */
  readonly standing: Figures;
  readonly facts: Figures;
}

export interface Reconciled {
  readonly month: string;
  readonly facts: number;
  /** Tickets opened in the month of which events are not counted yet. */
  readonly unmeasured: readonly string[];
  readonly differences: readonly Difference[];
}

const PAGE = 100;

/**
 * Compares the figures of a month with its facts, and the facts with the histories of tickets that were opened in it. With `mend`
 * what was not counted is counted, and figures that differ are made anew from the facts.
 */
export async function reconcileFigures(
  deps: ReconcileFiguresDeps,
  companyId: string,
  month: string,
  mend: boolean,
): Promise<Reconciled> {
  const unmeasured = await unmeasuredOf(deps, companyId, month);
  if (mend) for (const ticketId of unmeasured) await measureTicket(deps, companyId, ticketId);
  const facts: Fact[] = [];
  for (const what of FACT_KINDS)
    for await (const fact of deps.reader.allFacts(companyId, what, `${month}-01`, `${month}-31`))
      facts.push(fact);
  const due = new Map<string, Omit<Difference, 'standing'>>();
  for (const { by, period, key, figures } of changesOf(facts.map((fact) => ({ fact, sign: 1 }))))
    due.set(`${by} ${period} ${key}`, { by, period, key, facts: figures });
  const rows = await standingOf(deps, companyId, month);
  const differences: Difference[] = [];
  for (const id of new Set([...due.keys(), ...rows.keys()])) {
    const row = rows.get(id);
    const want = due.get(id);
    const [standing, wanted] = [addFigures(NO_FIGURES, row ?? NO_FIGURES), want?.facts ?? NO_FIGURES];
    if (isDeepStrictEqual(standing, wanted)) continue;
    const { by, period, key } = (want ?? row) as TicketFiguresRow;
    differences.push({ by, period, key, standing, facts: wanted });
    if (mend) {
      const next = { companyId, by, period, key, ...wanted, version: (row?.version ?? 0) + 1 };
      await deps.figures.commit([deps.figures.putFigures(row, next)]);
    }
  }
  return { month, facts: facts.length, unmeasured, differences };
}

async function standingOf(
  { reader }: ReconcileFiguresDeps,
  companyId: string,
  month: string,
): Promise<Map<string, TicketFiguresRow>> {
  const rows = new Map<string, TicketFiguresRow>();
  for (const by of BYS)
    for (const [from, to] of [
      [`M#${month}`, `M#${month}`],
      [`D#${month}-01`, `D#${month}-31`],
    ] as const)
      for await (const row of reader.allFigures(companyId, by, from, to))
        rows.set(`${row.by} ${row.period} ${row.key}`, row);
  return rows;
}

/** Tickets opened in a month (UTC) that have facts which are not counted. */
async function unmeasuredOf(
  { reader, measuresOf }: ReconcileFiguresDeps,
  companyId: string,
  month: string,
): Promise<string[]> {
  const found: string[] = [];
  const measures = await measuresOf(companyId);
  for (const phase of ['OPEN', 'DONE'] as const) {
    let after: Readonly<Record<string, string>> | undefined;
    do {
      const page = await reader.listTickets(companyId, { phase }, { limit: PAGE, after });
      for (const { ticketId, openedAt, version } of page.items) {
        if (!openedAt.startsWith(month)) continue;
        const through = (await reader.loadMeasured(companyId, ticketId))?.through ?? 0;
        if (through === version) continue;
        const events = await Array.fromAsync(reader.allEvents(companyId, ticketId));
        if (factsOf(events, measures).some((fact) => fact.version > through)) found.push(ticketId);
      }
      after = page.next;
    } while (after);
  }
  return found;
}
