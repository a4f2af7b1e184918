import { describe, expect, it } from 'vitest';
import { easterSunday } from '../../../functions/tickets/domain/holidays/easter.ts';
import {
  germanHolidays,
  LAENDER,
  type Land,
  type LocalHoliday,
} from '../../../functions/tickets/domain/holidays/german-holidays.ts';

const days = (land: Land, year: number, local: readonly LocalHoliday[] = []) =>
  germanHolidays(land, year, local).map(({ date }) => date.slice(5));

describe('Easter', () => {
  // Published tables of the Physikalisch-Technische Bundesanstalt, the earliest and the latest among them.
  it.each([
    [1818, '03-22'], [1995, '04-16'], [1996, '04-07'], [2000, '04-23'], [2008, '03-23'], [2011, '04-24'],
    [2019, '04-21'], [2024, '03-31'], [2025, '04-20'], [2026, '04-05'], [2027, '03-28'], [2038, '04-25'],
  ] as const)('%i: %s', (year, day) => {
    expect(easterSunday(year)).toBe(`${year}-${day}`);
  }); // biome-ignore format: a table
});

describe('official holidays', () => {
  it('are nine in every Land', () => {
    const all = LAENDER.map((land) => new Set(days(land, 2026)));
    const common = [...(all[0] ?? [])].filter((day) => all.every((set) => set.has(day)));
    expect(common).toEqual([
      '01-01', '04-03', '04-06', '05-01', '05-14', '05-25', '10-03', '12-25', '12-26',
    ]); // biome-ignore format: a list
  });

  // Counts of 2026 as the Länder publish them, Sundays of Brandenburg included, without municipalities.
  it.each([
    ['BW', 12], ['BY', 12], ['BE', 10], ['BB', 12], ['HB', 10], ['HH', 10], ['HE', 10], ['MV', 11],
    ['NI', 10], ['NW', 11], ['RP', 11], ['SL', 12], ['SN', 11], ['ST', 11], ['SH', 10], ['TH', 11],
  ] as const)('of %s are %i', (land, count) => {
    expect(days(land, 2026)).toHaveLength(count);
  }); // biome-ignore format: a table

  it('begin when their law does', () => {
    expect([2018, 2019].map((year) => days('BE', year).includes('03-08'))).toEqual([false, true]);
    expect([2022, 2023].map((year) => days('MV', year).includes('03-08'))).toEqual([false, true]);
    expect([2018, 2019].map((year) => days('TH', year).includes('09-20'))).toEqual([false, true]);
    expect([2016, 2017, 2018].map((year) => days('HH', year).includes('10-31'))).toEqual([false, true, true]);
  });

  it('of one year only are of that year only', () => {
    const years = [2016, 2017, 2018];
    for (const land of LAENDER) expect(days(land, 2017)).toContain('10-31');
    expect(years.map((year) => days('BY', year).includes('10-31'))).toEqual([false, true, false]);
    const may = [2019, 2020, 2021, 2025, 2026].map((year) => days('BE', year).includes('05-08'));
    expect(may).toEqual([false, true, false, true, false]);
    expect([2027, 2028, 2029].map((year) => days('BE', year).includes('06-17'))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('of municipalities are asked for', () => {
    expect(days('BY', 2026)).not.toContain('08-15');
    expect(days('BY', 2026, ['assumption'])).toContain('08-15');
    expect(days('BY', 2026, ['augsburg-peace', 'assumption'])).toHaveLength(14);
    expect(days('SN', 2026, ['corpus-christi'])).toContain('06-04');
    expect(days('SL', 2026)).toContain('08-15');
  });

  it('know the day of repentance, which is a Wednesday before 23 November', () => {
    const found = [1995, 2022, 2023, 2024, 2025, 2026, 2027].map((year) =>
      germanHolidays('SN', year).find(({ name }) => name === 'Buß- und Bettag'),
    );
    expect(found.map((one) => one?.date)).toEqual([
      '1995-11-22', '2022-11-16', '2023-11-22', '2024-11-20', '2025-11-19', '2026-11-18', '2027-11-17',
    ]); // biome-ignore format: a list
  });

  it('hold no observances', () => {
    for (const land of LAENDER)
      for (const day of ['11-11', '12-24', '12-31', '02-16']) expect(days(land, 2026)).not.toContain(day);
  });
});
