import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import {
  germanHolidays,
  type Land,
  LOCAL_HOLIDAYS,
  type LocalHoliday,
} from '../domain/holidays/german-holidays.ts';
import { businessTimeBetween } from '../domain/sla/business-calendar.ts';
import { deadlineOf } from '../domain/sla/deadline.ts';
import { readCalendar } from '../domain/sla/read-calendar.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/calculations.ts';

const MINUTE = 60_000;

/** Business time and holidays: nothing is read or kept. */
export function calculationBindings(): readonly Binding[] {
  return [
    on(routes.calculateSla, async ({ body }) => {
      const { calendar, errors } = readCalendar(body.calendar, '/calendar');
      const [first] = errors;
      if (first)
        throw refuse('tickets.invalid-calendar', `${first.pointer} ${first.detail}.`, {
          errors: [...errors],
        });
      const start = Date.parse(body.start);
      const target = body.minutes * MINUTE;
      const pauses = body.pauses.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
      assertPauses(pauses);
      const deadline = deadlineOf(calendar, { start, target, pauses });
      if (deadline === undefined)
        throw refuse('tickets.no-deadline', 'The target is not reached within twenty years.');
      const passed = businessTimeBetween(calendar, { from: start, to: deadline });
      return ok({
        deadline: new Date(deadline).toISOString(),
        businessMinutesPaused: (passed - target) / MINUTE,
      });
    }),
    on(routes.listHolidays, async ({ query: { land, year, local } }) =>
      ok({ land, year, items: [...germanHolidays(land, year, readLocal(land, local))] }),
    ),
  ];
}

function assertPauses(pauses: readonly { readonly from: number; readonly to: number }[]): void {
  const errors = pauses.flatMap(({ from, to }, index) =>
    from <= to ? [] : [{ pointer: `/pauses/${index}`, detail: 'must not end before it begins' }],
  );
  const [first] = errors;
  if (first) throw refuse('tickets.no-deadline', `${first.pointer} ${first.detail}.`, { errors });
}

function readLocal(land: Land, local = ''): readonly LocalHoliday[] {
  const names = local.split(',').filter((name) => name !== '');
  for (const name of names) {
    const laender: readonly Land[] | undefined = Object.hasOwn(LOCAL_HOLIDAYS, name)
      ? LOCAL_HOLIDAYS[name as LocalHoliday]
      : undefined;
    if (laender?.includes(land)) continue;
    const known = Object.keys(LOCAL_HOLIDAYS).join(', ');
    const why = laender ? `is no holiday of ${land}` : `is none of ${known}`;
    throw refuse('tickets.unknown-holidays', `"${name}" ${why}.`);
  }
  return names as LocalHoliday[];
}
