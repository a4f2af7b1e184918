import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideTransit,
  matchTransit,
  prepareTransit,
  type TransitPayment,
  type TransitRun,
  type TransitTransaction,
} from '../../../functions/banking/domain/matching/match-transit.ts';

const OWN = 'DE89370400440532013000';
const core = (letter: string) => `01JZ000000000000000000000${letter}`;

function payment(
  letter: string,
  number: number,
  amountMinor: bigint,
  more: Partial<TransitPayment> = {},
): TransitPayment {
  const endToEndId = `${core(letter)}-${String(number).padStart(4, '0')}`;
  return {
    number,
    endToEndId,
    groupId: `PAY-${core(letter)}-1`,
    amountMinor,
    iban: `IBAN-${number}`,
    rejected: false,
    ...more,
  };
}

function run(letter: string, amounts: readonly bigint[], more: Partial<TransitRun> = {}): TransitRun {
  return {
    runId: `pay_${core(letter)}`,
    messageId: `PAY-${core(letter)}`,
    iban: OWN,
    executionDate: '2026-06-16',
    payments: amounts.map((amountMinor, index) => payment(letter, index + 1, amountMinor)),
    ...more,
  };
}

function line(amountMinor: bigint, more: Partial<TransitTransaction> = {}): TransitTransaction {
  return { iban: OWN, amountMinor, bookingDate: '2026-06-16', remittance: '', isDetail: false, ...more };
}

function match(transaction: TransitTransaction, runs: readonly TransitRun[], rivalScore = 0) {
  const matches = matchTransit(transaction, prepareTransit(runs));
  return { matches, decided: decideTransit(matches, rivalScore, 0.5) };
}

const A = run('A', [-100n, -250n, -50n]);

describe('a line that names payments of ours', () => {
  it('by end-to-end id with its amount: booked, whatever else would fit', () => {
    const { decided } = match(line(-250n, { endToEndId: `${core('A')}-0002` }), [A, run('B', [-250n])], 0.9);
    expect(decided).toMatchObject({ runId: A.runId, numbers: [2], reasons: ['end-to-end-id'] });
  });

  it('by end-to-end id with another amount, or on another account: not ours', () => {
    expect(match(line(-249n, { endToEndId: `${core('A')}-0002` }), [A]).matches).toEqual([]);
    expect(match(line(-250n, { endToEndId: `${core('A')}-0002`, iban: 'X' }), [A]).matches).toEqual([]);
  });

  it.each([
    ['PmtInfId', { paymentGroupId: `PAY-${core('A')}-1` }],
    ['MsgId', { messageId: `PAY-${core('A')}` }],
    ['KREF with the message id', { paymentGroupId: `PAY-${core('A')}` }],
    ['the text', { remittance: `SAMMEL PAY-${core('A')}-1 VOM 16.6.` }],
  ])('a batch by %s', (_what, more) => {
    expect(match(line(-400n, more), [A], 0.9).decided).toMatchObject({ numbers: [1, 2, 3], isNamed: true });
  });

  it('a file of several groups: the one that is named, or all', () => {
    const payments = [payment('A', 1, 100n), payment('A', 2, 200n, { groupId: `PAY-${core('A')}-2` })];
    const runs = [run('A', [], { payments })];
    expect(match(line(200n, { paymentGroupId: `PAY-${core('A')}-2` }), runs).decided?.numbers).toEqual([2]);
    expect(match(line(300n, { messageId: `PAY-${core('A')}` }), runs).decided?.numbers).toEqual([1, 2]);
  });

  it('rejected payments: without them it is booked; with them it is proposed', () => {
    const payments = [payment('A', 1, -100n), payment('A', 2, -250n, { rejected: true })];
    const runs = [run('A', [], { payments })];
    const named = { paymentGroupId: `PAY-${core('A')}-1` };
    expect(match(line(-100n, named), runs).decided?.numbers).toEqual([1]);
    const whole = match(line(-350n, named), runs);
    expect([whole.decided, whole.matches[0]?.numbers, whole.matches[0]?.reasons]).toEqual([
      undefined,
      [1, 2],
      ['payment-group', 'with-rejected'],
    ]);
  });

  it('one payment less than the group, before the report came: proposed without it', () => {
    const { decided, matches } = match(line(-150n, { paymentGroupId: `PAY-${core('A')}-1` }), [A]);
    expect([decided, matches.map(({ numbers }) => numbers)]).toEqual([undefined, [[1, 3]]]);
  });
});

describe('a line that names nothing', () => {
  it('of the sum of a run is booked, if no other comes to it and no open item could be meant', () => {
    expect(match(line(-400n), [A]).decided?.numbers).toEqual([1, 2, 3]);
    expect(match(line(-400n), [A], 0.5).decided).toBeUndefined();
    expect(match(line(-400n), [A, run('B', [-400n])]).decided).toBeUndefined();
  });

  it('of one payment with the account of its payee', () => {
    expect(match(line(-250n, { counterpartyIban: 'IBAN-2' }), [A]).decided?.numbers).toEqual([2]);
    expect(match(line(-250n, { counterpartyIban: 'IBAN-9' }), [A]).matches).toEqual([]);
  });

  it.each([
    ['another end-to-end id', { endToEndId: 'RE-4711' }],
    ['before the day', { bookingDate: '2026-06-15' }],
    ['long after it', { bookingDate: '2026-06-27' }],
    ['on another account', { iban: 'X' }],
    ['as one of several details', { isDetail: true }],
    ['with another sign', { amountMinor: 400n }],
  ])('%s: nothing', (_what, more) => {
    expect(match(line(-400n, more), [A]).matches).toEqual([]);
  });
});

describe('whatever runs there are', () => {
  it('what is booked without asking comes exactly to the amount, of one run, on that account', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 6n }), { minLength: 1, maxLength: 5 });
    const runs = fc.array(amounts, { minLength: 1, maxLength: 4 }).map((all) =>
      all.map((one, index) =>
        run(
          'ABCD'[index] ?? 'A',
          one.map((amount) => -amount),
        ),
      ),
    );
    fc.assert(
      fc.property(runs, fc.bigInt({ min: -20n, max: -1n }), fc.boolean(), (open, amountMinor, named) => {
        const { decided, matches } = match(
          line(amountMinor, named ? { messageId: open[0]?.messageId } : {}),
          open,
        );
        for (const one of matches) {
          const payments = open.find(({ runId }) => runId === one.runId)?.payments ?? [];
          const meant = payments.filter(({ number }) => one.numbers.includes(number));
          expect(meant.reduce((sum, { amountMinor: each }) => sum + each, 0n)).toBe(amountMinor);
        }
        if (decided && !named) expect(matches).toHaveLength(1);
      }),
    );
  });
});
