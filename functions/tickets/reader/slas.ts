import type { Table } from '../../../shared/table/table.ts';
import type { Level } from '../domain/priority.ts';
import type { BusinessCalendar } from '../domain/sla/business-calendar.ts';
import { readCalendar } from '../domain/sla/read-calendar.ts';
import type { Sla, Targets } from '../domain/sla/sla.ts';
import { CalendarRow, CalendarVersionRow, ClockStateRow, SlaRow, SlaVersionRow } from '../table/slas.ts';
import type { PageSpec } from './tickets.ts';

export type SlaReader = ReturnType<typeof slaReader>;

/** What all clocks of a company go by. */
export interface Promises {
  readonly slas: readonly Sla[];
  readonly calendars: ReadonlyMap<string, { readonly version: number; readonly calendar: BusinessCalendar }>;
}

function slaOf(row: SlaRow): Sla {
  const { id, version, calendarId, rank, when, warnPercent, repeatMinutes } = row;
  const targets: Partial<Record<Level, Targets>> = {};
  for (const [priority, target] of Object.entries(row.targets))
    if (target) targets[Number(priority) as Level] = target;
  return { id, version, calendarId, targets, rank, when, warnPercent, repeatMinutes };
}

/** Read-only queries of calendars and promises. */
export function slaReader(table: Table) {
  async function collect<T>(items: AsyncGenerator<T, void, undefined>): Promise<T[]> {
    const all: T[] = [];
    for await (const item of items) all.push(item);
    return all;
  }
  const partition = (companyId: string) => `C#${companyId}#TICKET-CLOCKS`;
  const allCalendars = (companyId: string) =>
    collect(table.queryAll(CalendarRow, { pk: partition(companyId), beginsWith: 'CALENDAR#' }));
  const allSlas = (companyId: string) =>
    collect(table.queryAll(SlaRow, { pk: partition(companyId), beginsWith: 'SLA#' }));

  async function loadPromises(companyId: string): Promise<Promises> {
    const [slas, calendars] = await Promise.all([allSlas(companyId), allCalendars(companyId)]);
    return {
      slas: slas.map(slaOf),
      calendars: new Map(
        calendars.map((row) => [row.id, { version: row.version, calendar: readCalendar(row).calendar }]),
      ),
    };
  }

  return {
    allCalendars,
    allSlas,
    loadPromises,
    loadCalendar: (companyId: string, id: string) => table.get(CalendarRow, { companyId, id }),
    loadSla: (companyId: string, id: string) => table.get(SlaRow, { companyId, id }),
    listCalendarVersions: (companyId: string, id: string, page: PageSpec) =>
      table.query(CalendarVersionRow, {
        pk: `C#${companyId}#TICKET-CALENDAR#${id}`,
        descending: true,
        ...page,
      }),
    loadCalendarVersion: (companyId: string, id: string, version: number) =>
      table.get(CalendarVersionRow, { companyId, id, version }),
    listSlaVersions: (companyId: string, id: string, page: PageSpec) =>
      table.query(SlaVersionRow, { pk: `C#${companyId}#TICKET-SLA#${id}`, descending: true, ...page }),
    async loadSlaVersion(companyId: string, id: string, version: number): Promise<Sla | undefined> {
      const row = await table.get(SlaVersionRow, { companyId, id, version });
      return row && slaOf(row);
    },
    loadClockState: async (companyId: string): Promise<ClockStateRow> =>
      (await table.get(ClockStateRow, { companyId })) ?? { companyId, changes: 0, followed: 0 },
  };
}
