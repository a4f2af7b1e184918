import { formatMinor } from '../../../../shared/kernel/money.ts';
import type { CreditFacts } from '../facts.ts';
import type { Person } from '../persons/person.ts';
import type { Outcome } from '../policy/policy.ts';
import { CRITERIA, sortReasons } from './criteria.ts';
import { type Language, type PointsTold, type Words, writeAmount } from './words.ts';
import { GERMAN } from './words-de.ts';
import { ENGLISH } from './words-en.ts';

export interface Explained {
  readonly decision: Outcome;
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
  readonly facts: CreditFacts;
  readonly person: Person;
  /** What a person has said since; `open`: one is looking at it. */
  readonly review?: { readonly state: 'released' | 'declined'; readonly on: string } | 'open' | undefined;
  /** How a computed score came about. */
  readonly points?: readonly PointsTold[] | undefined;
}

export interface CriterionTold {
  readonly title: string;
  readonly finding: string;
  readonly decisive: boolean;
  readonly change?: string | undefined;
}

export interface Explanation {
  readonly language: Language;
  readonly summary: readonly string[];
  readonly criteria: readonly CriterionTold[];
  readonly procedure: readonly string[];
  readonly rights: readonly string[];
}

const WORDS: Readonly<Record<Language, Words>> = { de: GERMAN, en: ENGLISH };

/**
 * Why an order was decided as it was, for the customer itself: what was looked at, what was found, what was decisive and
 * what would have to be different. Meaningful information about the logic involved is the procedure and principles that were
 * actually applied, which data were used and how, and how other data would have led to another result; neither a formula nor every step
 * of the computation (Art. 15(1)(h) and Art. 12(1) GDPR; CJEU 27 February 2025, C-203/22, Dun & Bradstreet Austria). A score on which the
 * decision essentially depends is itself an automated decision (CJEU 7 December 2023, C-634/21, SCHUFA Holding), so it is explained too;
 * §31 BDSG says which scores may be used at all.
 */
export function explain(of: Explained, language: Language): Explanation {
  const words = WORDS[language];
  const { facts, reasons, decision, person, review } = of;
  const currency = facts.limitCurrency ?? facts.currency;
  const told = {
    facts,
    money: (minor: bigint) => writeAmount(formatMinor(minor, currency), currency, words),
  };
  const { decisive, others } = sortReasons(reasons, facts);
  const isKnown = (criterion: (typeof CRITERIA)[number]) =>
    facts.hasProfile || criterion === 'account' || decisive.has(criterion);
  const criteria = CRITERIA.filter(isKnown).map((criterion): CriterionTold => {
    const { title, finding, change } = words.criteria[criterion];
    const isDecisive = decisive.has(criterion);
    const found = [finding(told, isDecisive)];
    if (criterion === 'class' && of.points?.length) {
      const nameOf = (fact: string) =>
        Object.hasOwn(words.factNames, fact) ? words.factNames[fact] : undefined;
      const parts = of.points.map(({ what, points }) => ({ what: nameOf(what) ?? words.otherFact, points }));
      found.push(words.points(parts));
    }
    return {
      title,
      finding: found.join(' '),
      decisive: isDecisive,
      ...(isDecisive ? { change: change(told) } : {}),
    };
  });
  const own = others.map((text) => ({ ...words.ownRule, finding: text, decisive: true }));
  const since =
    review === undefined
      ? []
      : [review === 'open' ? words.underReview : words.byPerson(review.state, review.on)];
  return {
    language,
    summary: [words.decision[decision], ...since],
    criteria: [...criteria, ...own],
    procedure: words.procedure,
    rights: person === 'legal' ? [] : words.rights,
  };
}
