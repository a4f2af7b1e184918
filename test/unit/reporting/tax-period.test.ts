import { describe, expect, it } from 'vitest';
import { isInPeriod, taxPeriod, taxPeriodOf } from '../../../functions/reporting/domain/tax-period.ts';

const march = '2026-03-31';
const periodOf = (
  kind: string,
  dates: Parameters<typeof taxPeriodOf>[1],
  more: { reverseChargeCase?: string; kz?: string } = {},
) => taxPeriodOf({ role: 'base', kind, ...more }, dates);

describe('the month an amount is declared in', () => {
  it('supplies: when rendered, whenever the invoice is dated (§13 Abs. 1 Nr. 1 UStG)', () => {
    expect(periodOf('output', { date: '2026-05-02', serviceDate: march })).toBe('2026-03');
    expect(periodOf('output', { date: '2026-02-02', serviceDate: march })).toBe('2026-03');
    expect(periodOf('output', { date: '2026-05-02' })).toBe('2026-05');
    expect(periodOf('exempt', { date: '2026-05-02', serviceDate: march }, { kz: '21' })).toBe('2026-03');
  });

  it('input tax: once supply and invoice are there (§15 Abs. 1 UStG)', () => {
    expect(periodOf('input', { date: '2026-05-02', serviceDate: march })).toBe('2026-05');
    expect(periodOf('input', { date: '2026-02-02', serviceDate: march })).toBe('2026-03');
  });

  it.each([
    ['acquisition', {}],
    ['reverse-charge', {}],
    ['reverse-charge', { reverseChargeCase: '4' }],
    ['exempt', { kz: '41' }],
  ] as const)('%s %j: with the invoice, at the latest the month after', (kind, more) => {
    expect(periodOf(kind, { date: '2026-04-20', serviceDate: march }, more)).toBe('2026-04');
    expect(periodOf(kind, { date: '2026-07-20', serviceDate: march }, more)).toBe('2026-04');
    expect(periodOf(kind, { date: '2026-03-20', serviceDate: march }, more)).toBe('2026-03');
    expect(periodOf(kind, { date: '2027-02-01', serviceDate: '2026-12-31' }, more)).toBe('2027-01');
  });

  it('§13b Abs. 1: when rendered', () => {
    const dates = { date: '2026-05-02', serviceDate: march };
    expect(periodOf('reverse-charge', dates, { reverseChargeCase: '7' })).toBe('2026-03');
  });

  it('what the entry says outdoes all dates', () => {
    expect(periodOf('output', { date: '2026-05-02', serviceDate: march, taxDate: '2026-06-30' })).toBe(
      '2026-06',
    );
  });

  it('periods are months, quarters, the year', () => {
    expect(taxPeriod(2024, '02')).toMatchObject({ from: '2024-02-01', to: '2024-02-29', isLast: false });
    expect(taxPeriod(2026, '44')).toMatchObject({ from: '2026-10-01', to: '2026-12-31', isLast: true });
    expect(taxPeriod(2026, 'year')).toMatchObject({ from: '2026-01-01', to: '2026-12-31', isLast: false });
    expect(isInPeriod('2026-06', taxPeriod(2026, '42'))).toBe(true);
    expect(isInPeriod('2026-07', taxPeriod(2026, '42'))).toBe(false);
  });
});
