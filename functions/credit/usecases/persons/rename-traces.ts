import { utcDay } from '../../../../shared/kernel/calendar-date.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import { valuationRetainedUntil } from '../../domain/persons/erasure.ts';
import {
  renameInRows,
  renameInSaid,
  renameInValues,
  type SaidOfDebtors,
} from '../../domain/persons/pseudonym.ts';
import { packRows, unpackRows } from '../../domain/portfolio/pack-rows.ts';
import { packJson, unpackJson } from '../../domain/valuation/packed-json.ts';
import type { DebtorValue } from '../../domain/valuation/value-debtors.ts';
import type { TraceReader } from '../../reader/traces.ts';
import type { TraceStore } from '../../store/traces.ts';
import type { CreditErasureRow } from '../../table/erasures.ts';
import type { CreditValuationRow } from '../../table.ts';

export interface TraceDeps {
  readonly traces: TraceReader;
  readonly traceWrites: TraceStore;
}

/** Days and packed items of one transaction: each item has some 100 KB and comes twice, of the 4 MB that it may have. */
const DAYS = 20;
const PARTS = 12;
/** A snapshot that is being taken may still come to the customer; one that has stood still for longer has broken off. */
const SNAPSHOT_TAKES_MILLISECONDS = 6 * 3_600_000;

export interface TracesRenamed {
  readonly next: CreditErasureRow;
  readonly writes: readonly Write[];
  /** There is nothing more of this kind; `waits`: there may be, later. */
  readonly state: 'goes-on' | 'done' | 'waits';
}

/**
 * In the snapshots of some more days the customer goes by the id of the erasure: totals of the past stay what they were, and
 * nothing leads back to it, because the record of the erasure forgets whose it was.
 */
export async function renameInSnapshots(
  { traces, traceWrites }: TraceDeps,
  row: CreditErasureRow,
  customer: string,
  now: Date,
): Promise<TracesRenamed> {
  const { company, id } = row;
  const next = { ...row, version: row.version + 1 };
  const writes: Write[] = [];
  const days = await traces.snapshotsAfter(company, row.throughDay, DAYS);
  for (const { day, state, beganAt } of days) {
    if (state === 'running' && now.getTime() - Date.parse(beganAt) < SNAPSHOT_TAKES_MILLISECONDS)
      return { next, writes, state: 'waits' };
    const renamed = (await traces.snapshotParts(company, day)).flatMap((part) => {
      const rows = renameInRows(unpackRows(part.content), customer, id);
      return rows ? [traceWrites.snapshotPart(part, packRows(rows))] : [];
    });
    // The head of a large group may stand in every part of a day: what is renamed is not found again.
    const room = PARTS - writes.length;
    writes.push(...renamed.slice(0, room));
    if (renamed.length > room) return { next, writes, state: 'goes-on' };
    next.throughDay = day;
    if (renamed.length > 0) next.snapshots += 1;
  }
  return { next, writes, state: days.length < DAYS ? 'done' : 'goes-on' };
}

/** The same for the next valuation in which the customer stands: one that was booked stays as it is while the law wants it. */
export async function renameInValuation(
  { traces, traceWrites }: TraceDeps,
  row: CreditErasureRow,
  customer: string,
  now: Date,
): Promise<TracesRenamed> {
  const { company, id } = row;
  const next = { ...row, version: row.version + 1 };
  for await (const seen of traces.valuationsAfter(company, row.throughValuation)) {
    const { said, parts } = await findInValuation({ traces }, seen, customer);
    if (said || parts.length > 0) {
      if (seen.state === 'proposed') return { next, writes: [], state: 'waits' };
      const until = retainedUntil(seen);
      if (until === undefined || until < utcDay(now)) {
        const renamed = parts.map(({ part, values }) =>
          traceWrites.valuationPart(part, packJson(renameInValues(values, customer, id) ?? values)),
        );
        const words = said && [
          traceWrites.valuation(seen, {
            ...seen,
            said: packJson(renameInSaid(said, customer, id)),
            version: seen.version + 1,
          }),
        ];
        const counted = { ...next, valuations: next.valuations + 1, throughValuation: seen.id };
        return { next: counted, writes: [...renamed, ...(words ?? [])], state: 'goes-on' };
      }
      next.keptValuations += 1;
      next.keptUntil = until > (next.keptUntil ?? '') ? until : next.keptUntil;
    }
    next.throughValuation = seen.id;
  }
  return { next, writes: [], state: 'done' };
}

/** Up to when what was booked must stay; undefined where nothing was. */
function retainedUntil({ state, decidedAt, proposedAt }: CreditValuationRow): string | undefined {
  return state === 'booked' ? valuationRetainedUntil((decidedAt ?? proposedAt).slice(0, 10)) : undefined;
}

/** Where a customer stands in a valuation. */
export async function findInValuation(
  { traces }: Pick<TraceDeps, 'traces'>,
  { company, id, said: packed }: CreditValuationRow,
  customer: string,
) {
  const said = unpackJson<SaidOfDebtors>(packed);
  const isSaid =
    said.publicBodies.includes(customer) || said.specific.some((one) => one.customer === customer);
  const parts = (await traces.valuationParts(company, id)).flatMap((part) => {
    const values = unpackJson<DebtorValue[]>(part.content);
    return values.some((value) => value.customer === customer) ? [{ part, values }] : [];
  });
  return { said: isSaid ? said : undefined, parts };
}
