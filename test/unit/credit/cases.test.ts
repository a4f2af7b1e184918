import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assertOpen,
  assertReleasable,
  assign,
  type CreditCase,
  end,
  isOver,
  note,
  recommend,
  resubmit,
  review,
  tick,
} from '../../../functions/credit/domain/cases/case.ts';
import { amendReleased, reserveReleased } from '../../../functions/credit/domain/cases/release.ts';
import {
  comeSince,
  overrideAmountMinor,
  standingOf,
} from '../../../functions/credit/domain/cases/standing.ts';
import {
  capture,
  expire,
  type Moved,
  type Reserved,
  release,
} from '../../../functions/credit/domain/reservation.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

const START = Date.parse('2026-06-15T12:00:00.000Z');
const at = (hour: number) => new Date(START + hour * 3_600_000);
const PEOPLE = ['shop', 'anna', 'bert', 'carla'] as const;

const fresh = (more: Partial<CreditCase> = {}): CreditCase => ({
  kind: 'order', state: 'open', askedBy: ['shop'], openedAt: at(0).toISOString(), endsAt: at(100).toISOString(),
  recommendations: [], checklist: [{ id: 'seen', text: 'Accounts seen', required: true, state: 'open' }], notes: [], ...more,
}); // biome-ignore format: a record

const who = fc.constantFrom(...PEOPLE);
const which = fc.nat(2);
const command = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('open' as const), who, amount: fc.bigInt({ min: 1n, max: 500n }), far: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('recommend' as const), which, who, what: fc.constantFrom('release' as const, 'release' as const, 'decline' as const) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('release' as const), which, who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('amend' as const), which, who, amount: fc.bigInt({ min: 1n, max: 500n }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('decline' as const), which, who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), which, who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('review' as const), which, who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('assign' as const), which, who }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('tick' as const), which, who, state: fc.constantFrom('done' as const, 'done' as const, 'open' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('capture' as const), which, amount: fc.bigInt({ min: 1n, max: 300n }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('giveBack' as const), which, amount: fc.bigInt({ min: 1n, max: 300n }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 12 }) }) },
); // biome-ignore format: one command a line
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

interface Order {
  case: CreditCase;
  readonly amountMinor: bigint;
  readonly counted: boolean;
  reservation?: Reserved;
  releases: number;
}

/** Cases and reservations in memory, changed as the use cases change them. */
function run(commands: readonly Command[]) {
  const orders: Order[] = [];
  let reservedMinor = 0n;
  let hour = 0;
  const take = (order: Order, { next, reservedMinor: moved }: Moved) => {
    order.reservation = next;
    reservedMinor += moved;
  };
  const ending = (state: 'released' | 'declined' | 'withdrawn' | 'expired', by: string) => ({
    state, by, at: at(hour).toISOString(),
  }); // biome-ignore format: a record
  const steps: { readonly [K in Command['kind']]: (one: Extract<Command, { kind: K }>) => void } = {
    open: ({ who: by, amount, far }) => {
      orders.push({ case: fresh({ askedBy: [by] }), amountMinor: amount, counted: !far, releases: 0 });
    },
    recommend: ({ which: of, who: by, what }) => {
      const order = openOne(of);
      order.case = recommend(order.case, { what, by, at: at(hour).toISOString(), reason: 'r' });
    },
    release: ({ which: of, who: by }) => {
      const order = openOne(of);
      assertReleasable(order.case, by);
      const timing = { until: at(hour + 50).toISOString(), counted: order.counted, deliveryDate: '2026-09-01' };
      const moved = reserveReleased(order.amountMinor, timing, 30);
      order.case = end(order.case, ending('released', by));
      order.releases += 1;
      take(order, moved);
    },
    amend: ({ which: of, who: by, amount }) => {
      const order = orders[of];
      if (!order?.reservation) return;
      const move = { id: 'm', kind: 'amended' as const, amountMinor: amount, at: at(hour).toISOString(), by };
      take(order, amendReleased(order.reservation, order.reservation, 30, move));
    },
    decline: ({ which: of, who: by }) => {
      const order = openOne(of);
      order.case = end(order.case, ending('declined', by));
    },
    withdraw: ({ which: of, who: by }) => {
      const order = openOne(of);
      order.case = end(order.case, ending('withdrawn', by));
    },
    review: ({ which: of, who: by }) => {
      const order = orders[of];
      if (order) order.case = review(order.case, { by, at: at(hour).toISOString() });
    },
    assign: ({ which: of, who: to }) => {
      const order = openOne(of);
      order.case = assign(order.case, to === 'shop' ? undefined : to);
    },
    tick: ({ which: of, who: by, state }) => {
      const order = openOne(of);
      order.case = tick(order.case, 'seen', state, by, at(hour).toISOString());
    },
    capture: ({ which: of, amount }) => {
      const order = orders[of];
      if (!order?.reservation) return;
      const move = { id: 'c', kind: 'captured' as const, amountMinor: amount, at: at(hour).toISOString(), by: 'shop' };
      take(order, capture(order.reservation, move, 'delivery'));
    },
    giveBack: ({ which: of, amount }) => {
      const order = orders[of];
      if (!order?.reservation) return;
      const move = { id: 'g', kind: 'released' as const, amountMinor: amount, at: at(hour).toISOString(), by: 'shop' };
      take(order, release(order.reservation, move));
    },
    wait: ({ hours }) => {
      hour += hours;
      for (const order of orders) {
        if (isOver(order.case, at(hour))) order.case = end(order.case, ending('expired', 'schedule'));
        const expired = order.reservation && expire(order.reservation, at(hour));
        if (expired) take(order, expired);
      }
    },
  }; // biome-ignore format: records of moves in a line
  function openOne(of: number): Order {
    const order = orders[of];
    if (!order) throw new DomainError('missing', 'test.none', 'no such order');
    assertOpen(order.case, at(hour));
    return order;
  }
  for (const one of commands) {
    const before = snapshot(orders, reservedMinor);
    const endedBefore = orders.map(({ case: { ended } }) => ended);
    try {
      (steps[one.kind] as (one: Command) => void)(one);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(snapshot(orders, reservedMinor)).toBe(before);
    }
    check(orders, reservedMinor, endedBefore);
  }
  return orders;
}

function snapshot(orders: readonly Order[], reservedMinor: bigint): string {
  return JSON.stringify([orders, reservedMinor], (_, part) => (typeof part === 'bigint' ? `${part}` : part));
}

function check(
  orders: readonly Order[],
  reservedMinor: bigint,
  before: readonly CreditCase['ended'][],
): void {
  let sum = 0n;
  for (const [place, order] of orders.entries()) {
    const { case: one, reservation, releases } = order;
    if (reservation?.state === 'RESERVED' && reservation.counted) sum += reservation.openMinor;
    // Kept only by a release, and by one.
    expect([releases, reservation !== undefined]).toEqual(one.state === 'released' ? [1, true] : [0, false]);
    const was = before[place];
    if (was?.state === 'released' || was?.state === 'declined') expect(one.ended).toBe(was);
    if (one.state !== 'released') continue;
    const by = one.ended?.by ?? '';
    expect(one.recommendations.some((given) => given.what === 'release' && given.by !== by)).toBe(true);
    expect(one.askedBy.includes(by) || one.recommendations.some((given) => given.by === by)).toBe(false);
    expect(one.checklist.every(({ state }) => state === 'done')).toBe(true);
  }
  expect(reservedMinor).toBe(sum);
}

describe('cases in any order of events', () => {
  it('are never released by one person alone, keep each order once at most, and leave the sums right', () => {
    let released = 0;
    fc.assert(
      fc.property(fc.array(command, { minLength: 30, maxLength: 80, size: 'max' }), (commands) => {
        released += run(commands).filter(({ releases }) => releases > 0).length;
      }),
      { numRuns: 150 },
    );
    // Chance walks the long way to a release often enough.
    expect(released).toBeGreaterThan(5);
  });
});

describe('a release', () => {
  const recommended = recommend(fresh({ checklist: [] }), {
    what: 'release', by: 'anna', at: at(0).toISOString(), reason: 'r',
  }); // biome-ignore format: a record

  it.each([
    ['nobody has recommended it', fresh({ checklist: [] }), 'bert', 'credit.case-not-recommended'],
    ['by whoever recommended it', recommended, 'anna', 'credit.case-four-eyes'],
    ['by whoever asked for the order', recommended, 'shop', 'credit.case-four-eyes'],
    [
      'by whoever recommended first',
      recommend(recommended, { what: 'release', by: 'bert', at: '', reason: '' }),
      'anna',
      'credit.case-four-eyes',
    ],
    [
      'after the last word was to decline',
      recommend(recommended, { what: 'decline', by: 'bert', at: '', reason: '' }),
      'carla',
      'credit.case-not-recommended',
    ],
    [
      'with the checklist open',
      { ...recommended, checklist: fresh().checklist },
      'bert',
      'credit.checklist-open',
    ],
  ])('is refused where %s', (_, one, by, code) => {
    expect(() => assertReleasable(one, by)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a case', () => {
  it('is open until its time is over, swept or not', () => {
    expect(() => assertOpen(fresh(), at(99))).not.toThrow();
    expect(() => assertOpen(fresh(), at(100))).toThrow('by itself');
  });

  it('of a customer that asks for a person waits for one, even where nobody waited any more', () => {
    const over = end(fresh(), { state: 'expired', by: 'schedule', at: at(100).toISOString() });
    const asked = review(over, { by: 'service', at: at(200).toISOString() });
    expect(asked).toMatchObject({ kind: 'review', state: 'open', askedBy: ['shop', 'service'] });
    expect([asked.ended, isOver(asked, at(9_999))]).toEqual([undefined, false]);
    const declined = end(fresh(), { state: 'declined', by: 'bert', at: at(1).toISOString() });
    expect(() => review(declined, { by: 'service', at: '' })).toThrow('A person has decided');
  });

  it('is given to somebody and back, and laid before again', () => {
    const given = resubmit(assign(fresh(), 'anna'), '2026-07-01');
    expect([given.state, given.assignee, given.resubmitOn]).toEqual(['in-review', 'anna', '2026-07-01']);
    const back = resubmit(assign(given, undefined), undefined);
    expect([back.state, 'assignee' in back, 'resubmitOn' in back]).toEqual(['open', false, false]);
  });

  it('takes a hundred notes, and knows its own list only', () => {
    const full = fresh({
      notes: Array.from({ length: 100 }, (_, nth) => ({ id: `${nth}`, by: 'a', at: '', text: 't' })),
    });
    expect(() => note(full, { id: 'n', by: 'a', at: '', text: 't' })).toThrow('100 notes');
    expect(() => tick(fresh(), 'other', 'done', 'a', '')).toThrow('no item other');
  });
});

describe('what has come since', () => {
  const then = { blocks: ['OLD'], held: ['limit'] };
  const limit = { rule: 'limit', reason: { code: 'LIMIT_EXCEEDED', text: 'l' } };

  it('is what was not there: rules, blocks, suspicions, the same order', () => {
    const same = { blocks: ['OLD'], declining: [limit], sameOrders: [] };
    expect(comeSince(then, same)).toEqual([]);
    const now = {
      blocks: ['OLD', 'NEW'],
      sanctions: 'pending',
      declining: [limit, { rule: 'class', reason: { code: 'RISK_CLASS', text: 'c' } }],
      sameOrders: ['k~2'],
    };
    const codes = comeSince(then, now).map(({ code }) => code);
    expect(codes).toEqual(['RISK_CLASS', 'BLOCK:NEW', 'SANCTIONS:pending', 'SAME_ORDER:k~2']);
    expect(comeSince({ ...then, sanctions: 'pending' }, now).map(({ code }) => code)).not.toContain(
      'SANCTIONS:pending',
    );
  });

  it('is confirmed with its name and the version of the terms', () => {
    const come = [{ code: 'B', text: '' }, { code: 'A', text: '' }]; // biome-ignore format: a row
    expect(standingOf({ own: 3, shared: 7 }, come)).toBe('3.7 A B');
  });

  it('is measured together with what was released before, so that slices are no way around a tier', () => {
    const others = [
      { openMinor: 40n, deliveredMinor: 2n, override: true },
      { openMinor: 100n },
      { openMinor: 0n, override: true },
    ];
    expect(overrideAmountMinor(10n, others)).toBe(52n);
  });
});
