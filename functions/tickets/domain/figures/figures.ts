import { CLOCKS } from '../sla/sla.ts';
import { addCounts, addDurations, type Durations, durationsOf, NO_DURATIONS } from './durations.ts';
import { type Fact, GROUPS, type GroupName, type Took } from './facts.ts';

/** `total` is all of a company, under the key `-`. */
export const BYS = ['total', ...GROUPS] as const;
export type By = (typeof BYS)[number];

/** What can be added up over days and groups. Names that are missing are zero. */
export interface Figures {
  /** `opened`, `resolved`, `merged`, `reopened`, `movedIn`, `movedOut`, `kept.<clock>`, `missed.<clock>`, `spentMinutes`, `surveyed`, `rated.<answer>`. */
  readonly counts: Readonly<Record<string, number>>;
  /** `response.calendar`, `response.business`, `resolution.calendar`, `resolution.business`. */
  readonly durations: Readonly<Record<string, Durations>>;
}

export const NO_FIGURES: Figures = { counts: {}, durations: {} };

export function addFigures(a: Figures, b: Figures, sign: 1 | -1 = 1): Figures {
  const durations: Record<string, Durations> = { ...a.durations };
  for (const [name, more] of Object.entries(b.durations)) {
    const sum = addDurations(durations[name] ?? NO_DURATIONS, more, sign);
    if (sum.count === 0) delete durations[name];
    else durations[name] = sum;
  }
  return { counts: addCounts(a.counts, b.counts, sign), durations };
}

/** How many are open after these, less how many were before. */
export function levelOf({ counts }: Figures): number {
  const { opened = 0, reopened = 0, movedIn = 0, movedOut = 0, resolved = 0, merged = 0 } = counts;
  return opened + reopened + movedIn - movedOut - resolved - merged;
}

export interface Contribution {
  readonly by: By;
  readonly key: string;
  readonly figures: Figures;
}

const count = (name: string): Figures => ({ counts: { [name]: 1 }, durations: {} });

/** What a fact adds to the figures of its day, group by group. */
export function contributionsOf(fact: Fact): Contribution[] {
  const { groups, from } = fact;
  if (from)
    return GROUPS.filter((by) => from[by] !== groups[by]).flatMap((by) => [
      { by, key: from[by], figures: count('movedOut') },
      { by, key: groups[by], figures: count('movedIn') },
    ]);
  const figures = figuresOf(fact);
  const keyOf = (by: By) => (by === 'total' ? '-' : groups[by as GroupName]);
  return BYS.map((by) => ({ by, key: keyOf(by), figures }));
}

function figuresOf({ what, firstResponse, resolution, minutes, rating, kept, isWithdrawn }: Fact): Figures {
  if (rating !== undefined) return isWithdrawn ? NO_FIGURES : count(`rated.${rating}`);
  if (minutes !== undefined) return { counts: { spentMinutes: minutes }, durations: {} };
  const counts: Record<string, number> = what === 'answered' ? {} : { [what]: 1 };
  if (isWithdrawn) return { counts, durations: {} };
  for (const clock of CLOCKS)
    if (kept[clock] !== undefined) counts[`${kept[clock] ? 'kept' : 'missed'}.${clock}`] = 1;
  return {
    counts,
    durations: { ...durationsIn('response', firstResponse), ...durationsIn('resolution', resolution) },
  };
}

function durationsIn(name: string, took: Took | undefined): Record<string, Durations> {
  if (!took) return {};
  const { calendarMinutes, businessMinutes } = took;
  return {
    [`${name}.calendar`]: durationsOf(calendarMinutes),
    ...(businessMinutes !== undefined && { [`${name}.business`]: durationsOf(businessMinutes) }),
  };
}
