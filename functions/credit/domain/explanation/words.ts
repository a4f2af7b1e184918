import type { CreditFacts } from '../facts.ts';
import type { Outcome } from '../policy/policy.ts';
import type { Criterion } from './criteria.ts';

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Facts as sentences need them: amounts are written out already. */
export interface Told {
  readonly facts: CreditFacts;
  readonly money: (minor: bigint) => string;
}

export interface CriterionWords {
  readonly title: string;
  readonly finding: (told: Told, isDecisive: boolean) => string;
  /** What would have to be different, where it was decisive. */
  readonly change: (told: Told) => string;
}

/** Points that one fact gave, by the name that policies have for it. */
export interface PointsTold {
  readonly what: string;
  readonly points: number;
}

/** All sentences of an explanation in one language. */
export interface Words {
  readonly decision: Readonly<Record<Outcome, string>>;
  readonly byPerson: (what: 'released' | 'declined', on: string) => string;
  readonly underReview: string;
  readonly criteria: Readonly<Record<Criterion, CriterionWords>>;
  readonly ownRule: { readonly title: string; readonly change: string };
  /** Facts that points are given for. */
  readonly factNames: Readonly<Record<string, string>>;
  readonly otherFact: string;
  readonly points: (parts: readonly PointsTold[]) => string;
  readonly procedure: readonly string[];
  readonly rights: readonly string[];
  readonly thousands: string;
  readonly decimal: string;
}

/** `1.234,56 EUR`. */
export function writeAmount(text: string, currency: string, { thousands, decimal }: Words): string {
  const [whole = '', cents] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${grouped}${cents === undefined ? '' : `${decimal}${cents}`} ${currency}`;
}
