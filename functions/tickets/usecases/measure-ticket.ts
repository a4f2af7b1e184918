import type { Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { type Fact, factsOf, type Measures, undoneBy } from '../domain/figures/facts.ts';
import { addFigures, type By, contributionsOf, type Figures, NO_FIGURES } from '../domain/figures/figures.ts';
import type { FigureReader } from '../reader/figures.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { FigureStore } from '../store/figures.ts';
import type { TicketFactRow } from '../table/figures.ts';

export interface MeasureTicketDeps {
  readonly reader: Pick<TicketReader, 'allEvents'> &
    Pick<FigureReader, 'loadMeasured' | 'allFactsOf' | 'loadFigures'>;
  readonly figures: FigureStore;
  readonly measuresOf: (companyId: string) => Promise<Measures>;
  readonly retryWhileContended: Retry;
}

/** Facts that are counted in one transaction: a move touches twenty figures, and all must fit with what is withdrawn. */
const FACTS_AT_ONCE = 3;

/**
 * Counts what has happened to a ticket since it was last measured. Facts, figures and how far it is measured are one transaction: run
 * twice or by two at once, it counts once. What was measured stays as it was, whatever calendars and promises become.
 */
export async function measureTicket(
  deps: MeasureTicketDeps,
  companyId: string,
  ticketId: string,
): Promise<void> {
  const measures = await deps.measuresOf(companyId);
  while (await deps.retryWhileContended(() => measureSome(deps, companyId, ticketId, measures))) {}
}

/** @returns whether there is more */
async function measureSome(
  { reader, figures }: MeasureTicketDeps,
  companyId: string,
  ticketId: string,
  measures: Measures,
): Promise<boolean> {
  const through = (await reader.loadMeasured(companyId, ticketId))?.through ?? 0;
  const [events, standing] = await Promise.all([
    Array.fromAsync(reader.allEvents(companyId, ticketId)),
    Array.fromAsync(reader.allFactsOf(companyId, ticketId)),
  ]);
  const fresh = factsOf(events, measures).filter(({ version }) => version > through);
  const next = fresh.slice(0, FACTS_AT_ONCE);
  const last = next.at(-1);
  if (!last) return false;
  const added = next.map((fact): TicketFactRow => ({ companyId, ticketId, ...fact }));
  const until = last.version;
  // A solution is withdrawn with the fact that undoes it, not sooner: until then it has held.
  const known = [...standing, ...added.map((fact) => ({ ...fact, isWithdrawn: false }))];
  const undone = undoneSince(known, through);
  const isUndone = (fact: Fact) => undone.some(({ version }) => version === fact.version);
  const rows = added.map((fact) => ({ ...fact, isWithdrawn: isUndone(fact) }));
  const withdrawn = standing.filter(isUndone);
  const changes = changesOf([
    ...rows.map((fact) => ({ fact, sign: 1 as const })),
    ...withdrawn.flatMap((fact) => [
      { fact, sign: -1 as const },
      { fact: { ...fact, isWithdrawn: true }, sign: 1 as const },
    ]),
  ]);
  await figures.commit([
    figures.moveMeasured(through, { companyId, ticketId, through: until }),
    ...rows.map(figures.addFact),
    ...withdrawn.map(figures.withdraw),
    ...(await figureWrites({ reader, figures }, companyId, changes)),
  ]);
  return fresh.length > next.length;
}

/** Facts that others after `through` have undone. */
function undoneSince(facts: readonly TicketFactRow[], through: number): TicketFactRow[] {
  return facts.flatMap((fact, at) => {
    if (fact.version <= through) return [];
    const undone = undoneBy(facts.slice(0, at), fact);
    return undone === undefined ? [] : (facts[undone] ?? []);
  });
}

export interface FigureChange {
  readonly by: By;
  readonly period: string;
  readonly key: string;
  readonly figures: Figures;
}

/** What facts change in the figures of their days and months, added up. */
export function changesOf(facts: readonly { readonly fact: Fact; readonly sign: 1 | -1 }[]): FigureChange[] {
  const sums = new Map<string, FigureChange>();
  for (const { fact, sign } of facts)
    for (const { by, key, figures } of contributionsOf(fact))
      for (const period of [`D#${fact.day}`, `M#${fact.day.slice(0, 7)}`]) {
        const id = `${by} ${period} ${key}`;
        const sum = sums.get(id)?.figures ?? NO_FIGURES;
        sums.set(id, { by, period, key, figures: addFigures(sum, figures, sign) });
      }
  return [...sums.values()];
}

async function figureWrites(
  { reader, figures }: Pick<MeasureTicketDeps, 'reader' | 'figures'>,
  companyId: string,
  changes: readonly FigureChange[],
): Promise<Write[]> {
  const rows = await reader.loadFigures(
    changes.map(({ by, period, key }) => ({ companyId, by, period, key })),
  );
  const standing = new Map(rows.map((row) => [`${row.by} ${row.period} ${row.key}`, row]));
  return changes.map(({ by, period, key, figures: change }) => {
    const row = standing.get(`${by} ${period} ${key}`);
    const sum = addFigures(row ?? NO_FIGURES, change);
    return figures.putFigures(row, {
      companyId,
      by,
      period,
      key,
      ...sum,
      version: (row?.version ?? 0) + 1,
    });
  });
}
