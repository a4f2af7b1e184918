import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_EXPOSURE } from '../../../functions/credit/domain/components.ts';
import { boundsOf, decide } from '../../../functions/credit/domain/decision.ts';
import { gatherFacts } from '../../../functions/credit/domain/gather-facts.ts';
import { standardPolicy } from '../../../functions/credit/domain/policy/standard-policy.ts';
import {
  amend,
  capture,
  dueAtOf,
  endOf,
  enterHorizon,
  expire,
  type Moved,
  type Reserved,
  release,
} from '../../../functions/credit/domain/reservation.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

const STANDARD_POLICY = standardPolicy('EUR');
const LIMIT = 1_000n;
const START = Date.parse('2026-06-15T12:00:00.000Z');
const at = (hour: number) => new Date(START + hour * 3_600_000);
const move = (kind: 'captured' | 'released' | 'amended', amountMinor: bigint, id = 'm') => ({
  id, kind, amountMinor, at: at(0).toISOString(), by: 'shop',
}); // biome-ignore format: a record
const reserved = (openMinor: bigint, hours = 24): Reserved => ({
  state: 'RESERVED', openMinor, counted: true, until: at(hours).toISOString(), dueAt: at(hours).toISOString(),
}); // biome-ignore format: a record

const command = fc.oneof(
  fc.record({
    kind: fc.constant('check' as const),
    amount: fc.bigInt({ min: 1n, max: 600n }),
    hours: fc.integer({ min: 1, max: 60 }),
    lag: fc.nat(5),
  }),
  fc.record({
    kind: fc.constant('amend' as const),
    which: fc.nat(9),
    amount: fc.bigInt({ min: 1n, max: 900n }),
    lag: fc.nat(5),
  }),
  fc.record({
    kind: fc.constant('deliver' as const),
    which: fc.nat(9),
    amount: fc.bigInt({ min: 1n, max: 300n }),
  }),
  fc.record({
    kind: fc.constant('invoice' as const),
    which: fc.nat(9),
    amount: fc.bigInt({ min: 1n, max: 300n }),
  }),
  fc.record({
    kind: fc.constant('release' as const),
    which: fc.nat(9),
    amount: fc.bigInt({ min: 1n, max: 600n }),
  }),
  fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }),
);

type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

interface State {
  reservedMinor: bigint;
  deliveriesMinor: bigint;
}

/** What a check reads: it may be as old as `lag` commands, as where others are faster. */
function factsOf(state: State, amountMinor: bigint, ownMinor = 0n) {
  const totalMinor = state.reservedMinor + state.deliveriesMinor;
  const profile = {
    customer: 'k', root: 'k', currency: 'EUR', mustBeCovered: false, blocks: [], exposure: {}, customerSince: '2020-01-01',
  }; // biome-ignore format: a record
  const members = { k: { exposureMinor: totalMinor, reservedMinor: state.reservedMinor } };
  return gatherFacts(
    { amountMinor, currency: 'EUR' },
    {
      profile,
      counter: { totalMinor, shared: { limitMinor: LIMIT }, members },
      exposure: {
        ...NO_EXPOSURE,
        openItemsMinor: 0n,
        prepaymentsMinor: 0n,
        deliveriesMinor: state.deliveriesMinor,
        dues: [],
        dunningLevel: 0,
      },
      terms: {},
      on: '2026-06-15',
      own: { countedMinor: ownMinor, reservedMinor: ownMinor },
    },
  );
}

/** The use cases with a counter in memory: decide on what was read, take on what stands. */
function run(commands: readonly Command[]) {
  const state: State = { reservedMinor: 0n, deliveriesMinor: 0n };
  const history: State[] = [{ ...state }];
  const orders: Reserved[] = [];
  let hour = 0;
  const total = () => state.reservedMinor + state.deliveriesMinor;
  const stale = (lag: number) => history.at(-1 - lag) ?? history[0] ?? state;
  const keep = (which: number, { next, reservedMinor }: Moved) => {
    orders[which] = next;
    state.reservedMinor += reservedMinor;
  };
  const approves = (seen: State, amount: bigint, own: bigint) => {
    const facts = factsOf(seen, amount, own);
    if (decide(facts, STANDARD_POLICY).decision !== 'approved') return false;
    const { exposureMinor = total() } = boundsOf(facts, STANDARD_POLICY);
    return total() <= exposureMinor + own;
  };
  const steps = {
    check: (amount: bigint, hours: number, lag: number) => {
      if (!approves(stale(lag), amount, 0n)) return;
      orders.push(reserved(amount, hour + hours));
      state.reservedMinor += amount;
    },
    amend: (which: number, amount: bigint, lag: number) => {
      const order = orders[which];
      // The version of the order is held fast: what was read of it stands.
      if (!order || !approves(lag > 0 ? { ...state } : stale(0), amount, order.openMinor)) return;
      keep(which, amend(order, order, move('amended', amount)));
    },
    capture: (which: number, amount: bigint, into: 'delivery' | 'invoice') => {
      const order = orders[which];
      if (!order) return;
      const captured = capture(order, move('captured', amount), into);
      keep(which, captured);
      state.deliveriesMinor += captured.deliveriesMinor;
    },
    release: (which: number, amount: bigint) => {
      const order = orders[which];
      if (order) keep(which, release(order, move('released', amount)));
    },
    sweep: () => {
      for (const [which, order] of orders.entries()) {
        const expired = expire(order, at(hour));
        if (expired) keep(which, expired);
      }
    },
  };
  const perform = (one: (typeof commands)[number]) => {
    if (one.kind === 'check') steps.check(one.amount, one.hours, one.lag);
    else if (one.kind === 'amend') steps.amend(one.which, one.amount, one.lag);
    else if (one.kind === 'deliver') steps.capture(one.which, one.amount, 'delivery');
    else if (one.kind === 'invoice') steps.capture(one.which, one.amount, 'invoice');
    else if (one.kind === 'release') steps.release(one.which, one.amount);
    else {
      hour += one.hours;
      steps.sweep();
    }
  };
  for (const one of commands) {
    const before = JSON.stringify([orders, state], (_, part) =>
      typeof part === 'bigint' ? `${part}` : part,
    );
    try {
      perform(one);
    } catch (error) {
      // A refusal leaves everything as it was.
      if (!(error instanceof DomainError)) throw error;
      const after = JSON.stringify([orders, state], (_, part) =>
        typeof part === 'bigint' ? `${part}` : part,
      );
      expect(after).toBe(before);
    }
    expect(total()).toBeLessThanOrEqual(LIMIT);
    expect(
      orders.every(({ openMinor, deliveredMinor = 0n }) => openMinor >= 0n && deliveredMinor >= 0n),
    ).toBe(true);
    const open = orders.filter(({ state: word }) => word === 'RESERVED');
    expect(open.reduce((sum, { openMinor }) => sum + openMinor, 0n)).toBe(state.reservedMinor);
    history.push({ ...state });
  }
  hour += 1_000;
  steps.sweep();
  return { state, orders };
}

describe('checks, amendments, captures, releases and ends in any order', () => {
  it('never take more than the limit, and leave nothing reserved', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const { state, orders } = run(commands);
        expect(state.reservedMinor).toBe(0n);
        expect(orders.some(({ state: word }) => word === 'RESERVED')).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a reservation', () => {
  it.each([
    ['released whole', [], 'RELEASED'],
    ['captured in part, the rest released', [30n], 'CAPTURED'],
    ['captured whole', [60n, 40n], 'CAPTURED'],
  ] as const)('%s ends as %s', (_, captures, state) => {
    let order = reserved(100n);
    for (const amount of captures) order = capture(order, move('captured', amount), 'delivery').next;
    if (order.openMinor > 0n) order = release(order, move('released', order.openMinor)).next;
    expect(order).toMatchObject({ state, openMinor: 0n });
    expect(() => release(order, move('released', 0n))).toThrow('Nothing is reserved');
  });

  it('is invoiced from what is delivered first, even after it has ended', () => {
    const delivered = capture(reserved(100n), move('captured', 100n), 'delivery').next;
    const invoiced = capture(delivered, move('captured', 70n), 'invoice');
    expect(invoiced).toMatchObject({ reservedMinor: 0n, deliveriesMinor: -70n, invoicedMinor: 70n });
    expect(() => capture(invoiced.next, move('captured', 31n), 'invoice')).toThrow('More is to be taken');
  });

  it('ends within 400 days, after 30 unless said', () => {
    expect(endOf(undefined, at(0))).toBe('2026-07-15T12:00:00.000Z');
    expect(() => endOf('2026-06-15T12:00:00.000Z', at(0))).toThrow('in the future');
    expect(() => endOf('2027-07-21T12:00:00.000Z', at(0))).toThrow('400 days');
  });

  it('comes within the horizon on its day, and not before', () => {
    const far = { ...reserved(100n, 2_000), counted: false, deliveryDate: '2026-08-14' };
    expect(dueAtOf(far, 30)).toBe('2026-07-15T00:00:00.000Z');
    expect(enterHorizon(far, '2026-07-14', 30)).toBeUndefined();
    expect(enterHorizon(far, '2026-07-15', 30)).toMatchObject({
      reservedMinor: 100n,
      next: { counted: true },
    });
  });
});
