import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { Condition } from './condition.ts';
import type { FactDomain, FactName } from './facts.ts';

export const OUTCOMES = ['approved', 'referred', 'declined'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Rule {
  readonly id: string;
  /** Every fact that is named must fit; those that are not may be anything. */
  readonly when: Readonly<Partial<Record<FactName, Condition>>>;
  readonly outcome: Outcome;
  /** Where the outcome is not `approved`: what the caller is told. */
  readonly code?: string;
  readonly text?: string;
}

/** Exactly one rule of a table holds for whatever facts there are (DMN calls this hit policy "unique"). */
export interface DecisionTable {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly Rule[];
}

export interface PointsRow {
  readonly when: Condition;
  readonly points: number;
}

export interface ScoreAttribute {
  readonly fact: FactName;
  readonly rows: readonly PointsRow[];
}

export interface ScoreClass {
  readonly riskClass: string;
  readonly when: Condition;
}

export interface Scorecard {
  /** `when-unknown`: class and score of the profile stand, and only what it leaves open is computed. */
  readonly use: 'always' | 'when-unknown';
  readonly attributes: readonly ScoreAttribute[];
  readonly classes: readonly ScoreClass[];
}

export type LimitTerm =
  | { readonly kind: 'amount'; readonly amountMinor: bigint }
  /** Percent times 100 of an amount among the facts. */
  | { readonly kind: 'share'; readonly fact: FactName; readonly percentTimes100: number };

/** The limit proposed for a risk class; none where a fact that it needs is unknown. */
export interface ClassLimit {
  readonly riskClass: string;
  readonly combine: 'least' | 'greatest' | 'sum';
  readonly terms: readonly LimitTerm[];
}

export interface LimitFormula {
  /** Proposals are rounded down to multiples of it. */
  readonly roundDownToMinor: bigint;
  readonly classes: readonly ClassLimit[];
}

/** How ratings of an agency become classes, for ratings from a day on. */
export interface MappingVersion {
  readonly validFrom: CalendarDate;
  readonly scale: FactDomain;
  readonly rows: readonly { readonly when: Condition; readonly riskClass: string }[];
}

export interface RatingMapping {
  readonly id: string;
  /** Oldest first. */
  readonly versions: readonly MappingVersion[];
}

export interface Agency {
  readonly agency: string;
  readonly maximumAgeDays: number;
  readonly mapping: string;
}

export interface Ratings {
  /** The next one is asked only where those before have nothing usable. */
  readonly waterfall: readonly Agency[];
  readonly mappings: readonly RatingMapping[];
}

/** A version of a policy, read and well-formed. Whether it has gaps or overlaps is another question: `analyze-policy.ts`. */
export interface Policy {
  readonly version: number;
  readonly name: string;
  /** Of its amounts; facts come in minor units of the same. */
  readonly currency: string;
  /** Best first. */
  readonly riskClasses: readonly string[];
  readonly tables: readonly DecisionTable[];
  readonly scorecard?: Scorecard;
  readonly limits?: LimitFormula;
  readonly ratings?: Ratings;
}

export const NO_RULES = 'POLICY_GAP';
