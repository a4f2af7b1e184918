import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chargeEntry, isChargeEntry } from '../../../functions/receivables/domain/dunning/charges.ts';
import type { DunnedItem, DunnedPartner } from '../../../functions/receivables/domain/dunning/dunned-item.ts';
import { checkSettings } from '../../../functions/receivables/domain/dunning/dunning-settings.ts';
import {
  type DunningTerms,
  USUAL_TERMS,
} from '../../../functions/receivables/domain/dunning/dunning-terms.ts';
import { proposeDunning } from '../../../functions/receivables/domain/dunning/propose-dunning.ts';
import { BASE_RATES, builtInRate } from '../../../functions/receivables/domain/interest/base-rates.ts';
import { composeLetter } from '../../../functions/receivables/domain/letters/compose-letter.ts';
import { SENDER } from '../../support/letter-fixture.ts';

const PARTNER: DunnedPartner = {
  id: 'p1',
  kind: 'customer',
  name: 'Müller GmbH',
  account: '10001',
  language: 'de',
};
const LEVEL = {
  daysAfterDue: 1,
  minDaysSinceLast: 0,
  feeMinor: 250n,
  claimsInterest: true,
  payWithinDays: 10,
};
const TERMS: DunningTerms = {
  ...USUAL_TERMS,
  levels: [LEVEL, LEVEL, LEVEL],
  dueDatesAgreed: true,
  lumpSumFromLevel: 1,
  charges: 'booked',
};
/** Due on a Friday that was agreed: in default from 2022-12-31 on. */
const ITEM: DunnedItem = {
  id: 'i1',
  account: '10001',
  partnerId: 'p1',
  date: '2022-12-01',
  dueDate: '2022-12-30',
  openMinor: 1_000_000n,
  currency: 'EUR',
};
function letterOf(
  items: readonly Partial<DunnedItem>[],
  asOf: string,
  {
    partner = {},
    terms = {},
    currency = 'EUR',
  }: { partner?: Partial<DunnedPartner>; terms?: Partial<DunningTerms>; currency?: string } = {},
) {
  const { letters } = proposeDunning({
    items: items.map((item, at) => ({ ...ITEM, id: `i${at + 1}`, currency, ...item })),
    partners: new Map([['p1', { ...PARTNER, ...partner }]]),
    terms: { ...TERMS, ...terms },
    asOf,
    currency,
    baseRateOf: (half) => builtInRate(half)?.rateTimes100,
  });
  const [letter] = letters;
  if (!letter) throw new Error('no letter');
  return letter;
}

describe('the lump sum of § 288 Abs. 5 BGB', () => {
  it('is 40 EUR for each claim on a business; consumers owe none', () => {
    expect(letterOf([{}, {}], '2023-03-01').lumpSumMinor).toBe(8_000n);
    expect(letterOf([{}], '2023-03-01', { partner: { consumer: true } }).lumpSumMinor).toBe(0n);
  });

  it('is once for each claim where it is booked; shown, it stays the same one', () => {
    const reminded = { level: 1, lastOn: '2023-02-01', firstOn: '2023-02-01', lumpSum: true };
    const items = [{ dunning: reminded }, {}];
    expect(letterOf(items, '2023-03-01').lumpSumMinor).toBe(4_000n);
    expect(letterOf(items, '2023-03-01', { terms: { charges: 'shown' } }).lumpSumMinor).toBe(8_000n);
  });

  it('needs default, a claim of the new law, euros, and the level', () => {
    const notYet = { terms: { dueDatesAgreed: false } };
    expect(letterOf([{}], '2023-01-10', notYet).lumpSumMinor).toBe(0n);
    expect(letterOf([{ date: '2014-07-01', dueDate: '2014-07-20' }], '2023-03-01').lumpSumMinor).toBe(0n);
    expect(letterOf([{}], '2023-03-01', { currency: 'CHF' }).lumpSumMinor).toBe(0n);
    expect(letterOf([{}], '2023-03-01', { terms: { lumpSumFromLevel: 2 } }).lumpSumMinor).toBe(0n);
    expect(letterOf([{}], '2023-03-01', { terms: { lumpSumFromLevel: 0 } }).lumpSumMinor).toBe(0n);
  });

  it('is set off against fees: of a fee only what is more is left', () => {
    const fee = (feeMinor: bigint) => ({ levels: [{ ...LEVEL, feeMinor }, LEVEL] });
    expect(letterOf([{}], '2023-03-01').feeMinor).toBe(0n);
    expect(letterOf([{}], '2023-03-01', { terms: fee(5_000n) }).feeMinor).toBe(1_000n);
    const consumer = { partner: { consumer: true } };
    expect(letterOf([{}], '2023-03-01', consumer).feeMinor).toBe(250n);
    const booked = { level: 1, lastOn: '2023-02-01', lumpSum: true };
    expect(letterOf([{ dunning: booked }], '2023-03-01').feeMinor).toBe(0n);
  });

  it('settings that would have to set it off against earlier fees are refused', () => {
    const terms = { ...TERMS, lumpSumFromLevel: 2 };
    const refused = expect.objectContaining({ code: 'receivables.invalid-dunning-settings' });
    expect(() => checkSettings({ terms, texts: [] })).toThrow(refused);
    expect(() => checkSettings({ terms: { ...TERMS, lumpSumFromLevel: 4 }, texts: [] })).toThrow(refused);
    expect(checkSettings({ terms: TERMS, texts: [] }).terms).toBe(TERMS);
  });
});

describe('interest that is booked', () => {
  const interest = (asOf: string, through?: string, partner: Partial<DunnedPartner> = {}) => {
    const dunning = { level: 1, lastOn: '2022-12-31', firstOn: '2022-12-31' };
    const state = through === undefined ? dunning : { ...dunning, interestThrough: through };
    return letterOf([{ dueDate: '2022-12-30', dunning: state }], asOf, { partner }).interestMinor;
  };

  it('adds up to the vector of the reference, no day twice and none left out', () => {
    // In default from 2022-12-31 on (due on a Friday): the day before the vector begins is booked first.
    for (const [partner, sum] of [
      [{}, 52_996n],
      [{ consumer: true }, 33_050n],
    ] as const) {
      expect(interest('2023-07-01', '2022-12-31', partner)).toBe(sum);
      const first = interest('2023-06-30', '2022-12-31', partner);
      expect(first + interest('2023-07-01', '2023-06-30', partner)).toBe(sum);
    }
  });

  it('is nothing for days that are booked, and shown letters ask for all of it', () => {
    expect(interest('2023-06-30', '2023-06-30')).toBe(0n);
    const dunning = { level: 1, lastOn: '2022-12-31', interestThrough: '2023-06-30' };
    const shown = letterOf([{ dunning }], '2023-07-01', { terms: { charges: 'shown' } }).interestMinor;
    expect(shown).toBeGreaterThan(52_996n);
  });

  it('bears none itself, and costs no lump sum or fee (§ 289 BGB)', () => {
    const charge = letterOf([{ isCharge: true }], '2023-07-01');
    expect([charge.interestMinor, charge.lumpSumMinor, charge.feeMinor]).toEqual([0n, 0n, 0n]);
    expect(charge.totalMinor).toBe(1_000_000n);
    const both = letterOf([{}, { isCharge: true, openMinor: 5_000n }], '2023-07-01');
    const alone = letterOf([{}], '2023-07-01');
    expect(both.totalMinor - alone.totalMinor).toBe(5_000n);
  });
});

describe('the entry of a letter’s charges', () => {
  const RUN = { runId: 'dun_01JDC5M6Z0R7W5V0G3N1Q8T2XK', asOf: '2023-03-01' };
  const BOOKS = {
    chart: 'SKR03',
    accountLength: 4,
    accounts: { interest: '2650', costs: '2700' },
  } as const;

  it('has costs and interest on the customer’s account, without tax, due when the letter says', () => {
    const letter = letterOf([{}], '2023-03-01');
    const entry = chargeEntry(RUN, 3, letter, BOOKS);
    expect(entry).toMatchObject({
      id: 'dunning-dun_01JDC5M6Z0R7W5V0G3N1Q8T2XK-3',
      date: '2023-03-01',
      documentNumber: 'MA-Q8T2XK-3',
      lines: [
        { account: '10001', debitMinor: 4_000n + letter.interestMinor, dueDate: letter.payBy },
        { account: '2700', creditMinor: 4_000n },
        { account: '2650', creditMinor: letter.interestMinor },
      ],
    });
    expect(entry?.lines.every((line) => !('taxCode' in line))).toBe(true);
    expect(isChargeEntry(entry?.id ?? '')).toBe(true);
    expect(isChargeEntry('dunning-2026')).toBe(false);
  });

  it('says on an Automatikkonto that there is no tax', () => {
    const accounts = { interest: '2650', costs: '8400' };
    const entry = chargeEntry(RUN, 1, letterOf([{}], '2023-03-01'), { ...BOOKS, accounts });
    expect(entry?.lines[1]).toMatchObject({ account: '8400', taxCode: 'no-automation' });
  });

  it('is none where nothing is asked for besides', () => {
    const terms = { levels: [{ ...LEVEL, claimsInterest: false, feeMinor: 0n }], lumpSumFromLevel: 0 };
    expect(chargeEntry(RUN, 1, letterOf([{}], '2023-03-01', { terms }), BOOKS)).toBeUndefined();
  });

  it('property: it balances, and with what was open it is what the letter asks for', () => {
    const items = fc.array(
      fc.record({ openMinor: fc.bigInt({ min: 1_000n, max: 10_000_000n }), isCharge: fc.boolean() }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(items, fc.boolean(), fc.bigInt({ min: 0n, max: 20_000n }), (open, consumer, feeMinor) => {
        const terms = { levels: [{ ...LEVEL, feeMinor }] };
        const letter = letterOf(open, '2023-03-01', { partner: { consumer }, terms });
        const entry = chargeEntry(RUN, 1, letter, BOOKS);
        const [debit, ...credits] = entry?.lines ?? [];
        const booked = debit?.debitMinor ?? 0n;
        expect(credits.reduce((sum, { creditMinor = 0n }) => sum + creditMinor, 0n)).toBe(booked);
        expect(letter.principalMinor + booked).toBe(letter.totalMinor);
      }),
    );
  });
});

it('the letter names the lump sum, in the language of the partner', () => {
  const frame = { sender: SENDER, asOf: '2023-03-01', currency: 'EUR', levels: 3 };
  const labels = (partner: Partial<DunnedPartner>) =>
    composeLetter(letterOf([{}], '2023-03-01', { partner }), frame).sums.map(({ label }) => label);
  expect(labels({})).toContain('Verzugspauschale (§ 288 Abs. 5 BGB)');
  expect(labels({ language: 'en' })).toContain('Lump sum for default (§ 288 (5) BGB)');
  expect(labels({ consumer: true })).not.toContain('Verzugspauschale (§ 288 Abs. 5 BGB)');
});

it('the base rate that only one source names says so', () => {
  expect(BASE_RATES.find(({ from }) => from === '2026-07-01')?.source).toMatch(/^One secondary source/);
  expect(BASE_RATES.find(({ from }) => from === '2026-01-01')?.source).toMatch(/several secondary sources/);
});
