import { type CalendarDate, yearOf } from '../../../../shared/kernel/calendar-date.ts';

/** The base rate of one half-year, in hundredths of a percent (2.27 % is 227n). */
export interface BaseRate {
  /** 1 January or 1 July; that day already counts at this rate (§ 247 Abs. 1 S. 2 BGB). */
  readonly from: CalendarDate;
  readonly rateTimes100: bigint;
  readonly source: string;
}

const NOTICES =
  'Notices in the Bundesanzeiger as listed in Prütting/Wegen/Weinreich, BGB, § 247 Rn. 3 (seen second-hand)';
/** Recomputed besides as the rate of the ECB's main refinancing operations less 0.88 points, the distance since 2016. */
const SECONDARY =
  'Deutsche Bundesbank, as quoted alike by several secondary sources; not seen in the Bundesanzeiger';

/** Nobody else was found who names it: confirm it before relying on it. */
const ONE_SOURCE = 'One secondary source; neither the Bundesanzeiger nor a second source was seen';

/** In hundredths of a percent; a half-year that is not named keeps the rate before it. */
const NOTIFIED: Readonly<Record<CalendarDate, number>> = {
  '2002-01-01': 257, '2002-07-01': 247, '2003-01-01': 197, '2003-07-01': 122, '2004-01-01': 114, '2004-07-01': 113,
  '2005-01-01': 121, '2005-07-01': 117, '2006-01-01': 137, '2006-07-01': 195, '2007-01-01': 270, '2007-07-01': 319,
  '2008-01-01': 332, '2008-07-01': 319, '2009-01-01': 162, '2009-07-01': 12, '2011-07-01': 37, '2012-01-01': 12,
  '2013-01-01': -13, '2013-07-01': -38, '2014-01-01': -63, '2014-07-01': -73, '2015-01-01': -83, '2016-07-01': -88,
  '2023-01-01': 162,
}; // biome-ignore format: a table
const QUOTED: Readonly<Record<CalendarDate, number>> = {
  '2023-07-01': 312, '2024-01-01': 362, '2024-07-01': 337, '2025-01-01': 227, '2025-07-01': 127, '2026-01-01': 127,
  '2026-07-01': 152,
}; // biome-ignore format: a table

const FIRST_YEAR = 2002;
const LAST: CalendarDate = '2026-07-01';

/** The half-year of a day, named by its first day. */
export function halfYearOf(day: CalendarDate): CalendarDate {
  return day.slice(5) < '07-01' ? `${day.slice(0, 4)}-01-01` : `${day.slice(0, 4)}-07-01`;
}

export function nextHalfYear(halfYear: CalendarDate): CalendarDate {
  const year = yearOf(halfYear);
  return halfYear.endsWith('-01-01') ? `${year}-07-01` : `${year + 1}-01-01`;
}

function allHalfYears(): readonly BaseRate[] {
  const rates: BaseRate[] = [];
  let rate = 0;
  for (let from = `${FIRST_YEAR}-01-01`; from <= LAST; from = nextHalfYear(from)) {
    rate = NOTIFIED[from] ?? QUOTED[from] ?? rate;
    const source = from < '2023-07-01' ? NOTICES : from < '2026-07-01' ? SECONDARY : ONE_SOURCE;
    rates.push({ from, rateTimes100: BigInt(rate), source });
  }
  return rates;
}

/**
 * Basiszinssatz (§ 247 BGB) of every half-year since the paragraph is in force (2002-01-01, Art. 229 § 7 EGBGB), as it
 * was known when this was written. Later half-years are data of the company.
 */
export const BASE_RATES: readonly BaseRate[] = allHalfYears();

const BY_HALF_YEAR = new Map(BASE_RATES.map((rate) => [rate.from, rate]));

/** The rate of a half-year that is part of the product. */
export function builtInRate(halfYear: CalendarDate): BaseRate | undefined {
  return BY_HALF_YEAR.get(halfYear);
}
