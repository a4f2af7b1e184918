import { ANSWERS } from '../survey/survey.ts';
import { mean, NO_DURATIONS, quantile } from './durations.ts';
import type { FactKind } from './facts.ts';
import { type Figures, levelOf } from './figures.ts';

export const REPORTS = ['flow', 'times', 'sla', 'reopened', 'workload', 'time', 'satisfaction'] as const;
export type Report = (typeof REPORTS)[number];

/** The figures of one group in a range of days, and what was open before them. */
export interface Stand {
  readonly openBefore: number;
  readonly figures: Figures;
}

export interface Column {
  readonly name: string;
  readonly kind: 'count' | 'minutes' | 'percent' | 'mean';
  readonly read: (stand: Stand) => number | undefined;
  /** The facts that stand behind it: of these kinds, adding to one of these names. None: what is open at the end. */
  readonly facts: readonly FactKind[];
  readonly adds: readonly string[];
}

function counted(name: string, facts: readonly FactKind[]): Column {
  return { name, kind: 'count', facts, adds: [name], read: ({ figures }) => figures.counts[name] ?? 0 };
}

const OPEN: Column = {
  name: 'openAtEnd',
  kind: 'count',
  facts: [],
  adds: [],
  read: ({ openBefore, figures }) => openBefore + levelOf(figures),
};

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : (part / whole) * 100;
}

function timesOf(name: 'response' | 'resolution', time: 'calendar' | 'business'): Column[] {
  const adds = [`${name}.${time}`];
  const facts: FactKind[] = name === 'response' ? ['answered', 'resolved'] : ['resolved'];
  const of = ({ figures }: Stand) => figures.durations[`${name}.${time}`] ?? NO_DURATIONS;
  const base = { facts, adds };
  const words = time === 'calendar' ? name : `${name}Business`;
  return [
    { ...base, name: `${words}Count`, kind: 'count', read: (stand) => of(stand).count },
    { ...base, name: `${words}Median`, kind: 'minutes', read: (stand) => quantile(of(stand), 0.5) },
    { ...base, name: `${words}P90`, kind: 'minutes', read: (stand) => quantile(of(stand), 0.9) },
    { ...base, name: `${words}Mean`, kind: 'minutes', read: (stand) => mean(of(stand)) },
  ];
}

function promiseOf(clock: 'firstResponse' | 'update' | 'resolution', facts: readonly FactKind[]): Column[] {
  const kept = (stand: Stand) => stand.figures.counts[`kept.${clock}`] ?? 0;
  const missed = (stand: Stand) => stand.figures.counts[`missed.${clock}`] ?? 0;
  const column = (name: string, adds: readonly string[]) => ({ name: `${clock}${name}`, facts, adds });
  const both = [`kept.${clock}`, `missed.${clock}`];
  return [
    { ...column('Kept', [`kept.${clock}`]), kind: 'count', read: kept },
    { ...column('Missed', [`missed.${clock}`]), kind: 'count', read: missed },
    {
      ...column('Share', both),
      kind: 'percent',
      read: (stand) => share(kept(stand), kept(stand) + missed(stand)),
    },
  ];
}

const RESOLVED = counted('resolved', ['resolved']);
const REOPENED = counted('reopened', ['reopened']);

const RATED = ANSWERS.map((answer) => `rated.${answer}`);
const ratingsOf = ({ figures: { counts } }: Stand) => RATED.map((name) => counts[name] ?? 0);
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const SURVEYED = counted('surveyed', ['surveyed']);
const rating = (name: string) => ({ name, facts: ['rated'] as const, adds: RATED });

/** Answers count with the survey that was sent, so that a share is of those that were asked. */
const SATISFACTION: Column[] = [
  SURVEYED,
  { ...rating('rated'), kind: 'count', read: (stand) => sum(ratingsOf(stand)) },
  {
    ...rating('ratedShare'),
    kind: 'percent',
    read: (stand) => share(sum(ratingsOf(stand)), stand.figures.counts.surveyed ?? 0),
  },
  {
    ...rating('ratingMean'),
    kind: 'mean',
    read: (stand) => {
      const ratings = ratingsOf(stand);
      const points = sum(ratings.map((many, at) => many * (ANSWERS[at] ?? 0)));
      return sum(ratings) === 0 ? undefined : points / sum(ratings);
    },
  },
  ...ANSWERS.map((answer): Column => ({ ...counted(`rated.${answer}`, ['rated']), name: `rated${answer}` })),
];

/** What each report shows of a group. */
export const COLUMNS: Readonly<Record<Report, readonly Column[]>> = {
  flow: [
    {
      name: 'openAtStart',
      kind: 'count',
      facts: [],
      adds: [],
      read: ({ openBefore }) => openBefore,
    },
    counted('opened', ['opened']),
    REOPENED,
    RESOLVED,
    counted('merged', ['merged']),
    counted('movedIn', ['moved']),
    counted('movedOut', ['moved']),
    OPEN,
  ],
  times: [
    ...timesOf('response', 'calendar'),
    ...timesOf('response', 'business'),
    ...timesOf('resolution', 'calendar'),
    ...timesOf('resolution', 'business'),
  ],
  sla: [
    ...promiseOf('firstResponse', ['answered', 'resolved']),
    ...promiseOf('update', ['answered', 'resolved']),
    ...promiseOf('resolution', ['resolved']),
  ],
  reopened: [
    RESOLVED,
    REOPENED,
    {
      name: 'reopenedShare',
      kind: 'percent',
      facts: ['reopened'],
      adds: ['reopened'],
      read: ({ figures: { counts } }) => share(counts.reopened ?? 0, counts.resolved ?? 0),
    },
  ],
  workload: [OPEN, counted('movedIn', ['moved']), RESOLVED],
  time: [{ ...counted('spentMinutes', ['spent']), kind: 'minutes' }],
  satisfaction: SATISFACTION,
};

/** What its chart shows: only numbers that add up to something stand in one lane. */
export const CHARTED: Readonly<Record<Report, readonly (readonly string[])[]>> = {
  flow: [['opened', 'reopened'], ['resolved'], ['openAtEnd']],
  times: [['responseMedian'], ['resolutionMedian']],
  sla: [
    ['firstResponseKept', 'firstResponseMissed'],
    ['resolutionKept', 'resolutionMissed'],
  ],
  reopened: [['resolved'], ['reopened']],
  workload: [['openAtEnd'], ['resolved']],
  time: [['spentMinutes']],
  satisfaction: [ANSWERS.map((answer) => `rated${answer}`)],
};

export interface Line {
  readonly key: string;
  /** By column; what there is not is left out. Counts whole, minutes and percents to one decimal, means of answers to two. */
  readonly values: Readonly<Record<string, string>>;
}

/** A line of a report. */
export function lineOf(report: Report, key: string, stand: Stand): Line {
  const values = COLUMNS[report].flatMap(({ name, kind, read }) => {
    const value = read(stand);
    return value === undefined
      ? []
      : [[name, kind === 'count' ? String(value) : value.toFixed(kind === 'mean' ? 2 : 1)]];
  });
  return { key, values: Object.fromEntries(values) };
}

const LEVELS = ['opened', 'reopened', 'resolved', 'merged', 'movedIn', 'movedOut'];

/** Whether there is nothing in a group that the report shows. */
export function isEmpty(report: Report, { openBefore, figures }: Stand): boolean {
  const columns = COLUMNS[report];
  if (openBefore !== 0 && columns.includes(OPEN)) return false;
  const names = columns.flatMap(({ adds }) => (adds.length === 0 ? LEVELS : adds));
  return !names.some((name) => name in figures.counts || name in figures.durations);
}

/** By which the groups of a report are in order: most to do, most time, most that were asked. */
export function weightOf(report: Report, { openBefore, figures: { counts } }: Stand): number {
  if (report === 'time') return counts.spentMinutes ?? 0;
  if (report === 'satisfaction') return counts.surveyed ?? 0;
  return openBefore + (counts.opened ?? 0) + (counts.movedIn ?? 0) + (counts.resolved ?? 0);
}
