import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { readCalendar } from '../domain/sla/read-calendar.ts';
import { refuse } from '../errors.ts';
import type { SlaReader } from '../reader/slas.ts';
import type { SlaStore } from '../store/slas.ts';
import type { CalendarRow, SlaRow } from '../table/slas.ts';
import { type AssertCodesDeps, assertCodes } from './assert-codes.ts';
import { type Keeper, traceOfKeeping } from './keeper.ts';

export interface KeepPromisesDeps {
  readonly reader: Pick<
    SlaReader,
    'loadCalendar' | 'loadSla' | 'loadClockState' | 'allSlas' | 'allCalendars'
  > &
    AssertCodesDeps['reader'];
  readonly slas: SlaStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

type Kept = 'companyId' | 'id' | 'version' | 'at' | 'by';
type Wish<R> = Omit<R, Kept>;

/** Each promise is read with every change of a ticket. */
const MAX_SLAS = 50;
const MAX_CALENDARS = 20;

/** A standing one is replaced by whoever has seen it; a new one needs no `If-Match`. */
function assertSeen(standing: { readonly version: number } | undefined, { headers }: Keeper): void {
  if (standing) assertIfMatch(headers, standing.version);
}

function trace(
  deps: KeepPromisesDeps,
  { companyId, id, version }: Pick<SlaRow, 'companyId' | 'id' | 'version'>,
  what: 'calendar' | 'sla',
  keeper: Keeper,
): Write {
  const kept = { action: `tickets.${what}-kept`, subject: `${what}s/${id}`, after: { version } };
  return traceOfKeeping(deps, companyId, kept, keeper);
}

/**
 * Keeps a calendar; what it says holds for all open tickets under it, within minutes. Its former version stays.
 * @throws tickets.invalid-calendar, tickets.too-many, platform.stale, platform.if-match-required
 */
export function keepCalendar(
  deps: KeepPromisesDeps,
  { companyId, id }: { readonly companyId: string; readonly id: string },
  wish: Wish<CalendarRow>,
  who: Keeper,
): Promise<CalendarRow> {
  const { errors } = readCalendar(wish);
  const [first] = errors;
  if (first) throw refuse('tickets.invalid-calendar', `${first.pointer} ${first.detail}.`, { errors });
  return deps.retryWhileContended(async () => {
    const [standing, state] = await Promise.all([
      deps.reader.loadCalendar(companyId, id),
      deps.reader.loadClockState(companyId),
    ]);
    assertSeen(standing, who);
    if (!standing && (await deps.reader.allCalendars(companyId)).length >= MAX_CALENDARS)
      throw refuse('tickets.too-many', `A company has at most ${MAX_CALENDARS} calendars.`);
    const version = (standing?.version ?? 0) + 1;
    const row = { companyId, id, version, at: who.now.toISOString(), by: who.principal, ...wish };
    await deps.slas.putCalendar(state, row, [trace(deps, row, 'calendar', who)]);
    return row;
  });
}

/**
 * Keeps a promise; it holds for all open tickets that it fits, within minutes. Its former version stays.
 * @throws tickets.invalid-sla, tickets.does-not-fit, tickets.too-many, platform.stale, platform.if-match-required
 */
export async function keepSla(
  deps: KeepPromisesDeps,
  { companyId, id }: { readonly companyId: string; readonly id: string },
  wish: Wish<SlaRow>,
  who: Keeper,
): Promise<SlaRow> {
  await assertCodes(deps, companyId, { promises: [{ id, when: wish.when }] });
  return deps.retryWhileContended(async () => {
    const [standing, state, calendar] = await Promise.all([
      deps.reader.loadSla(companyId, id),
      deps.reader.loadClockState(companyId),
      deps.reader.loadCalendar(companyId, wish.calendarId),
    ]);
    assertSeen(standing, who);
    if (!calendar) {
      throw refuse('tickets.invalid-sla', `There is no calendar ${wish.calendarId}.`, {
        errors: [{ pointer: '/calendarId', detail: 'must be the id of a calendar that is kept' }],
      });
    }
    if (!standing && (await deps.reader.allSlas(companyId)).length >= MAX_SLAS)
      throw refuse('tickets.too-many', `A company has at most ${MAX_SLAS} promises.`);
    const version = (standing?.version ?? 0) + 1;
    const row = { companyId, id, version, at: who.now.toISOString(), by: who.principal, ...wish };
    await deps.slas.putSla(state, row, [trace(deps, row, 'sla', who)]);
    return row;
  });
}
