import { ABSENT, where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import type { Bounds } from '../domain/decision.ts';
import { changed } from '../store.ts';
import { CreditCheckRow, CreditCounter, CreditEventRow, type CreditProfileRow } from '../table.ts';
import { updateCounter, type When } from './counter-update.ts';

/** The limits are not what they were when it was decided: this is how they stand now. */
export class CounterMovedError extends Error {
  override readonly name = 'CounterMovedError';
  readonly standing: CreditCounter | undefined;

  constructor(standing: CreditCounter | undefined) {
    super('the counter moved meanwhile');
    this.standing = standing;
  }
}

/** Amounts to add to what a customer has reserved, and to what of it counts against the limits. */
export interface Taken {
  readonly reservedMinor: bigint;
  readonly countedMinor: bigint;
}

type Place = Pick<CreditProfileRow, 'company' | 'customer' | 'root' | 'terms'>;
type Row = Parameters<typeof CreditCheckRow.write>[0];

export interface Reserving {
  readonly taken: Taken;
  readonly bounds: Bounds;
  /** Terms of the group's head that the decision rests on. */
  readonly sharedTerms: number;
  /** Name of the mark that stands until the check is written. */
  readonly mark: string;
  readonly at: Date;
}

function sums(customer: string, { reservedMinor, countedMinor }: Taken) {
  return [
    { path: ['members', customer, 'reservedMinor'], minor: reservedMinor },
    { path: ['members', customer, 'exposureMinor'], minor: countedMinor },
    { path: ['totalMinor'], minor: countedMinor },
  ];
}

function withinBounds({ customer, root }: Place, bounds: Bounds): When[] {
  const { exposureMinor, groupExposureMinor, reservedMinor } = bounds;
  const own = root === customer ? ['totalMinor'] : ['members', customer, 'exposureMinor'];
  const most = (path: string[], value: bigint | undefined): When[] =>
    value === undefined ? [] : [{ path, is: '<=', value }];
  return [
    ...most(own, exposureMinor),
    ...most(['totalMinor'], groupExposureMinor),
    ...most(['members', customer, 'reservedMinor'], reservedMinor),
  ];
}

function sameTerms({ customer, terms }: Place): When {
  return { path: ['members', customer, 'terms'], is: '=', value: terms };
}

export type CheckStore = ReturnType<typeof checkStore>;

/** Writes checks and reservations, and what they take of the limits. */
export function checkStore(table: Table) {
  /**
   * Takes of the limits of the customer and its group, in one conditional update: whoever comes at the same moment is
   * put in order by DynamoDB. The mark names the check that is still to be written (decision 0150).
   * @returns how many marks stand in the counter then, its own among them
   * @throws CounterMovedError when it is to be decided again
   */
  async function reserve(place: Place, { taken, bounds, sharedTerms, mark, at }: Reserving): Promise<number> {
    const { customer } = place;
    const value = { customer, amountMinor: taken.reservedMinor, at: at.getTime() };
    const update = updateCounter(
      place,
      {
        set: [{ path: ['marks', mark], value }],
        add: sums(customer, taken),
        when: [
          { path: ['marks', mark], is: 'absent' },
          sameTerms(place),
          { path: ['shared', 'terms'], is: '=', value: sharedTerms },
          ...withinBounds(place, bounds),
        ],
      },
      (standing) => new CounterMovedError(standing && CreditCounter.read(standing)),
    );
    const { marks } = await table.update(update);
    return Object.keys(marks?.M ?? {}).length;
  }

  /** The check is written: its mark is not needed any more. Where the counter has gone, so has the mark. */
  async function settleMark(key: Pick<Place, 'company' | 'root'>, mark: string): Promise<void> {
    const settled = updateCounter(key, { remove: [['marks', mark]] }, () => new CounterMovedError(undefined));
    await table.write(settled).catch((error: unknown) => {
      if (!(error instanceof CounterMovedError)) throw error;
    });
  }

  /** The check will never be written: gives back what it took. Where another has done that, nothing happens. */
  async function undoMark(place: Place, mark: string, taken: Taken): Promise<void> {
    const back = { reservedMinor: -taken.reservedMinor, countedMinor: -taken.countedMinor };
    const update = updateCounter(
      place,
      {
        remove: [['marks', mark]],
        add: sums(place.customer, back),
        when: [{ path: ['marks', mark], is: 'present' }, sameTerms(place)],
      },
      changed('the counter'),
    );
    await table.write(update);
  }

  function eventWrite(event: Parameters<typeof CreditEventRow.write>[0]): Write {
    return insert(CreditEventRow, event, () => new Error(`event ${event.eventId} exists already`));
  }

  /** A check that has no reservation of its own, which is the event too. */
  function checkWrite(row: Row): Write {
    return insert(CreditCheckRow, row, () => new ContentionError('another attempt of this check was faster'));
  }

  /** The check, which is the event too; after an attempt that broke off, in the place of what stands in for it. */
  async function addCheck(row: Row, event: () => Parameters<typeof CreditEventRow.write>[0]): Promise<void> {
    if (row.attempt === undefined) return table.write(checkWrite(row));
    const standsIn = where({ decision: undefined, attempt: row.attempt });
    const rewritten = put(CreditCheckRow, row, standsIn, changed('the check'));
    await table.transact([rewritten, eventWrite(event())]);
  }

  /** Stands in for a check whose attempt broke off, so that it cannot be written any more. */
  async function abandon(row: Row, seen: CreditCheckRow | undefined): Promise<void> {
    const when = seen ? where({ decision: undefined, attempt: seen.attempt }) : ABSENT;
    await table.write(put(CreditCheckRow, row, when, changed('the check')));
  }

  /** A reservation changes together with the counter, and is told of. */
  async function changeReservation(
    place: Place,
    seen: CreditCheckRow,
    next: Row,
    taken: Taken,
    more: { readonly when?: readonly When[]; readonly together: readonly Write[] },
  ): Promise<void> {
    const row = put(CreditCheckRow, next, where({ version: seen.version }), changed('the reservation'));
    const moves = taken.reservedMinor !== 0n || taken.countedMinor !== 0n;
    const change = { add: sums(place.customer, taken), when: [sameTerms(place), ...(more.when ?? [])] };
    const counter = moves ? [updateCounter(place, change, changed('the counter'))] : [];
    await table.transact([row, ...counter, ...more.together]);
  }

  return {
    reserve,
    settleMark,
    undoMark,
    checkWrite,
    addCheck,
    abandon,
    changeReservation,
    eventWrite,
    withinBounds,
  };
}
