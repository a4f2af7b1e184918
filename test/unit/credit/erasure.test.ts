import { describe, expect, it } from 'vitest';
import { hindrancesOf, retainedUntil } from '../../../functions/credit/domain/persons/erasure.ts';
import { personOf } from '../../../functions/credit/domain/persons/person.ts';

const NOW = new Date('2026-06-15T12:00:00.000Z');
const nothing = { exposure: undefined, checks: [], cases: [], requestedLimits: 0, others: 0 };
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
      },
      NOW,
    );
    expect(found.map(({ what }) => what)).toEqual([
      'open-items', 'prepayments', 'deliveries', 'invoices', 'reservation', 'case', 'limit-request', 'group',
    ]); // biome-ignore format: a row
    expect(found[4]).toMatchObject({ until: '2026-07-01' });
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
