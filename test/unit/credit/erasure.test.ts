import { describe, expect, it } from 'vitest';
import { NO_EXPOSURE } from '../../../functions/credit/domain/components.ts';
import {
  hindrancesOf,
  retainedUntil,
  valuationRetainedUntil,
} from '../../../functions/credit/domain/persons/erasure.ts';
import { personOf } from '../../../functions/credit/domain/persons/person.ts';
import {
  renameInRows,
  renameInSaid,
  renameInValues,
} from '../../../functions/credit/domain/persons/pseudonym.ts';
import { packRows, unpackRows } from '../../../functions/credit/domain/portfolio/pack-rows.ts';
import { NOTHING_OPEN } from '../../../functions/credit/domain/portfolio/portfolio-row.ts';

const NOW = new Date('2026-06-15T12:00:00.000Z');
const nothing = {
  exposure: undefined,
  checks: [],
  cases: [],
  requestedLimits: 0,
  others: 0,
  proposedValuations: [],
};
const reservation = { state: 'RESERVED' as const, openMinor: 1n, counted: true, dueAt: '' };
const captured = (at: string) => ({
  ...reservation, state: 'CAPTURED' as const, openMinor: 0n, until: at,
  moves: [{ id: 'm', kind: 'captured' as const, amountMinor: 1n, at, by: 'shop' }],
}); // biome-ignore format: a record

describe('the data of a customer', () => {
  it('go where nothing stands against it', () => {
    expect(hindrancesOf(nothing, NOW)).toEqual([]);
    const over = { ...reservation, until: '2026-06-15T12:00:00.000Z' };
    expect(hindrancesOf({ ...nothing, checks: [{ checkId: 'k~1', reservation: over }] }, NOW)).toEqual([]);
  });

  it('stay while something is open, and every hindrance is told', () => {
    const found = hindrancesOf(
      {
        exposure: { openItemsMinor: 1n, prepaymentsMinor: 1n, deliveriesMinor: 1n, invoiced: [{}] },
        checks: [
          { checkId: 'k~1', reservation: { ...reservation, until: '2026-07-01T00:00:00.000Z' } },
          { checkId: 'k~2' },
        ],
        cases: [
          { caseId: 'k~2', isOpen: true },
          { caseId: 'k~3', isOpen: false },
        ],
        requestedLimits: 1,
        others: 2,
        proposedValuations: ['val_1'],
        reportedOn: '2026-01-02',
      },
      NOW,
    );
    expect(found.map(({ what }) => what)).toEqual([
      'open-items', 'prepayments', 'deliveries', 'invoices', 'reservation', 'case', 'limit-request', 'group',
      'valuation', 'report',
    ]); // biome-ignore format: a row
    expect(found[4]).toMatchObject({ until: '2026-07-01' });
    expect(found.at(-1)).toMatchObject({ until: '2032-12-31' });
  });

  it.each([
    ['2020-01-01', '2026-12-31', true],
    ['2020-12-31', '2026-12-31', true],
    ['2019-12-31', '2025-12-31', false],
  ])('what was delivered on %s is kept to the end of %s', (day, until, stands) => {
    expect(retainedUntil(day)).toBe(until);
    const checks = [{ checkId: 'k~1', reservation: captured(`${day}T10:00:00.000Z`) }];
    const found = hindrancesOf({ ...nothing, checks }, NOW);
    expect(found).toEqual(stands ? [expect.objectContaining({ what: 'retention', until })] : []);
  });
});

describe('where figures stay', () => {
  const row = (customer: string, root = customer) => ({
    customer, root, exposureMinor: 1n, components: NO_EXPOSURE, ageing: NOTHING_OPEN, oldestOverdueDays: 0,
  }); // biome-ignore format: a record

  it('the customer goes by another name, as the head of others too; who does not stand there changes nothing', () => {
    const rows = [row('a'), row('mayer'), row('z', 'mayer')];
    expect(renameInRows(rows, 'nobody', 'ers_1')).toBeUndefined();
    const renamed = renameInRows(rows, 'mayer', 'ers_1') ?? [];
    expect(renamed).toEqual([row('a'), row('ers_1'), row('z', 'ers_1')]);
    expect(unpackRows(packRows(renamed))).toEqual(renamed);
  });

  it('words about it go from valuations, values stay', () => {
    const value = {
      customer: 'mayer', treatment: 'specific' as const, netMinor: 9n, uncoveredMinor: 9n, hgbMinor: 5n, taxMinor: 0n,
    }; // biome-ignore format: a record
    expect(renameInValues([value], 'mayer', 'ers_1')).toEqual([{ ...value, customer: 'ers_1' }]);
    expect(renameInValues([value], 'other', 'ers_1')).toBeUndefined();
    const specific = [
      { customer: 'mayer', share: '0.5', reason: 'insolvent' },
      { customer: 'b', share: '0.1', reason: 'late' },
    ];
    expect(renameInSaid({ specific, publicBodies: ['mayer', 'b'] }, 'mayer', 'ers_1')).toEqual({
      specific: [{ customer: 'ers_1', share: '0.5', reason: '-' }, specific[1]],
      publicBodies: ['ers_1', 'b'],
    });
  });

  it('a valuation that was booked is kept to the end of the tenth year', () => {
    expect(valuationRetainedUntil('2026-02-01')).toBe('2036-12-31');
  });
});

describe('a customer', () => {
  it.each([
    [{}, undefined, 'unknown'],
    [{}, { consumer: true }, 'natural'],
    [{}, { consumer: false }, 'unknown'],
    [{ person: 'legal' as const }, { consumer: true }, 'legal'],
    [{ person: 'natural' as const }, undefined, 'natural'],
  ])('%j, as receivables know it %j, is %s', (profile, partner, person) => {
    expect(personOf(profile, partner)).toBe(person);
  });
});
