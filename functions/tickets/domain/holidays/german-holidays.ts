import { addDays, type CalendarDate, calendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { easterSunday } from './easter.ts';

/** The Länder by their codes of ISO 3166-2:DE. */
export const LAENDER = [
  'BW', 'BY', 'BE', 'BB', 'HB', 'HH', 'HE', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH',
] as const; // biome-ignore format: a list
export type Land = (typeof LAENDER)[number];

/** Holidays of single municipalities, which nobody can tell from the Land. */
export const LOCAL_HOLIDAYS = {
  /** Art. 1 Abs. 2 BayFTG: the city of Augsburg, 8 August. */
  'augsburg-peace': ['BY'],
  /** Art. 1 Abs. 1 Nr. 2 BayFTG: municipalities with more Catholic than Protestant inhabitants, 15 August. */
  assumption: ['BY'],
  /** §1 Abs. 1 SächsSFG with the decree on Corpus Christi; §2 Abs. 2 ThürFtG: Catholic municipalities. */
  'corpus-christi': ['SN', 'TH'],
} as const satisfies Readonly<Record<string, readonly Land[]>>;
export type LocalHoliday = keyof typeof LOCAL_HOLIDAYS;

export interface Holiday {
  readonly date: CalendarDate;
  readonly name: string;
}

/** Since 1995 the Buß- und Bettag is a holiday in Saxony only; of the years before, other rules hold. */
export const FIRST_YEAR = 1995;

type Day = (year: number) => CalendarDate;
const fixed =
  (month: number, day: number): Day =>
  (year) =>
    calendarDate(year, month, day);
const easter =
  (days: number): Day =>
  (year) =>
    addDays(easterSunday(year), days);
/** The Wednesday before 23 November, which is the one before the last Sunday of the Church's year. */
const repentance: Day = (year) => {
  const last = new Date(Date.UTC(year, 10, 22));
  return calendarDate(year, 11, 22 - ((last.getUTCDay() + 4) % 7));
};

interface Rule {
  readonly name: string;
  readonly day: Day;
  /** All of them where it is left out. */
  readonly laender?: readonly Land[];
  readonly from?: number;
  readonly until?: number;
  readonly local?: LocalHoliday;
}

const once = (year: number) => ({ from: year, until: year });

/**
 * Official holidays only (gesetzliche Feiertage), by the laws of the Länder on Sundays and holidays; 3 October by Art. 2
 * Abs. 2 Einigungsvertrag. Carnival, St. Martin's day and the like are no holidays, nor are 24 and 31 December.
 */
const RULES: readonly Rule[] = [
  { name: 'Neujahr', day: fixed(1, 1) },
  { name: 'Heilige Drei Könige', day: fixed(1, 6), laender: ['BW', 'BY', 'ST'] },
  { name: 'Internationaler Frauentag', day: fixed(3, 8), laender: ['BE'], from: 2019 },
  { name: 'Internationaler Frauentag', day: fixed(3, 8), laender: ['MV'], from: 2023 },
  { name: 'Karfreitag', day: easter(-2) },
  { name: 'Ostersonntag', day: easter(0), laender: ['BB'] },
  { name: 'Ostermontag', day: easter(1) },
  { name: 'Tag der Arbeit', day: fixed(5, 1) },
  { name: 'Tag der Befreiung', day: fixed(5, 8), laender: ['BE'], ...once(2020) },
  { name: 'Tag der Befreiung', day: fixed(5, 8), laender: ['BE'], ...once(2025) },
  { name: 'Christi Himmelfahrt', day: easter(39) },
  { name: 'Pfingstsonntag', day: easter(49), laender: ['BB'] },
  { name: 'Pfingstmontag', day: easter(50) },
  { name: 'Fronleichnam', day: easter(60), laender: ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'] },
  { name: 'Fronleichnam', day: easter(60), laender: ['SN', 'TH'], local: 'corpus-christi' },
  { name: 'Jahrestag des Volksaufstandes', day: fixed(6, 17), laender: ['BE'], ...once(2028) },
  { name: 'Augsburger Friedensfest', day: fixed(8, 8), laender: ['BY'], local: 'augsburg-peace' },
  { name: 'Mariä Himmelfahrt', day: fixed(8, 15), laender: ['SL'] },
  { name: 'Mariä Himmelfahrt', day: fixed(8, 15), laender: ['BY'], local: 'assumption' },
  { name: 'Weltkindertag', day: fixed(9, 20), laender: ['TH'], from: 2019 },
  { name: 'Tag der Deutschen Einheit', day: fixed(10, 3) },
  { name: 'Reformationstag', day: fixed(10, 31), laender: ['BB', 'MV', 'SN', 'ST', 'TH'] },
  { name: 'Reformationstag', day: fixed(10, 31), laender: ['BW', 'BY', 'BE', 'HE', 'NW', 'RP', 'SL'], ...once(2017) },
  { name: 'Reformationstag', day: fixed(10, 31), laender: ['HB', 'HH', 'NI', 'SH'], from: 2017 },
  { name: 'Allerheiligen', day: fixed(11, 1), laender: ['BW', 'BY', 'NW', 'RP', 'SL'] },
  { name: 'Buß- und Bettag', day: repentance, laender: ['SN'] },
  { name: '1. Weihnachtstag', day: fixed(12, 25) },
  { name: '2. Weihnachtstag', day: fixed(12, 26) },
]; // biome-ignore format: a table

/** The official holidays of a Land in a year (from 1995 on), in the order of the calendar. */
export function germanHolidays(
  land: Land,
  year: number,
  local: readonly LocalHoliday[] = [],
): readonly Holiday[] {
  return RULES.filter(
    ({ laender, from = FIRST_YEAR, until = Number.POSITIVE_INFINITY, local: own }) =>
      (laender === undefined || laender.includes(land)) &&
      year >= from &&
      year <= until &&
      (own === undefined || local.includes(own)),
  )
    .map(({ name, day }) => ({ name, date: day(year) }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
