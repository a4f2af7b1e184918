import type { ListEntry, ListedName } from '../list-entry.ts';
import type { NameComparison, WordPair } from '../names/compare-names.ts';

/** Who is looked for. What is not known neither supports nor contradicts. */
export interface Subject {
  readonly name: string;
  /** `YYYY-MM-DD` or `YYYY`. */
  readonly bornOn?: string | undefined;
  /** Of nationality or seat, ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
}

/**
 * Points on top of the name, which alone may give 100. Set so that an identical name stays above the standard bound (82) whatever
 * contradicts it: only a person says that it is somebody else.
 */
export const POINTS = {
  'weak-name': -4,
  'birthdate-matches': 5,
  'birthyear-matches': 2,
  'birthdate-differs': -11,
  'country-matches': 2,
  'country-differs': -3,
} as const;
export const MOST_SUPPORT = POINTS['birthdate-matches'] + POINTS['country-matches'];

export interface Adjustment {
  readonly fact: keyof typeof POINTS;
  readonly points: number;
}

/** Why a name was found: which of the listed names, which words for which, and what else spoke for or against it. */
export interface Explanation {
  readonly listedName: string;
  /** Of the names alone, 0 to 100. */
  readonly nameScore: number;
  readonly pairs: readonly WordPair[];
  readonly adjustments: readonly Adjustment[];
}

export interface Match {
  readonly entry: ListEntry;
  /** 0 to 100. */
  readonly score: number;
  readonly explanation: Explanation;
}

/** The score of one listed name: that of the names, rounded, and the points of all that is known besides. */
export function scoreMatch(
  subject: Subject,
  entry: ListEntry,
  listed: ListedName,
  compared: NameComparison,
): Match {
  const nameScore = Math.round(compared.similarity * 100);
  const facts: Adjustment['fact'][] = [
    ...(listed.weak ? (['weak-name'] as const) : []),
    ...birthFacts(subject.bornOn, entry.births ?? []),
    ...countryFacts(subject.country, entry.countries ?? []),
  ];
  const adjustments = facts.map((fact) => ({ fact, points: POINTS[fact] }));
  const sum = adjustments.reduce((total, { points }) => total + points, nameScore);
  const pairs = compared.pairs.map((pair) => ({
    ...pair,
    similarity: Math.round(pair.similarity * 1000) / 1000,
  }));
  const explanation = { listedName: listed.text, nameScore, pairs, adjustments };
  return { entry, score: Math.min(100, Math.max(0, sum)), explanation };
}

/** Lists know birthdays badly: a year that is one off contradicts nothing. */
function birthFacts(bornOn: string | undefined, births: readonly string[]): Adjustment['fact'][] {
  if (bornOn === undefined || births.length === 0) return [];
  if (bornOn.length === 10 && births.includes(bornOn)) return ['birthdate-matches'];
  const year = Number(bornOn.slice(0, 4));
  const years = births.map((birth) => Number(birth.slice(0, 4)));
  if (years.includes(year)) {
    const isOtherDay = bornOn.length === 10 && births.every((birth) => birth.length === 10);
    return isOtherDay ? [] : ['birthyear-matches'];
  }
  return years.some((other) => Math.abs(other - year) <= 1) ? [] : ['birthdate-differs'];
}

function countryFacts(country: string | undefined, countries: readonly string[]): Adjustment['fact'][] {
  if (country === undefined || countries.length === 0) return [];
  return [countries.includes(country) ? 'country-matches' : 'country-differs'];
}
