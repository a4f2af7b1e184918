import { foldText } from '../matching/find-document-number.ts';
import { type RuledTransaction, type RuleTarget, sameTarget } from './bank-rule.ts';

/** What people have booked by hand for payments that look alike, and how often. */
export interface LearnedBooking {
  /** As `traitsOf` gives them. */
  readonly counterparty: string;
  readonly words: string;
  readonly target: Pick<RuleTarget, 'account' | 'taxCode' | 'costCentre'>;
  readonly count: number;
}

export interface LearnedProposal {
  readonly target: LearnedBooking['target'];
  /** 0 to 1. */
  readonly score: number;
  readonly count: number;
  readonly reasons: readonly ('booked-before' | 'iban' | 'name' | 'text')[];
}

/** Months, and words that stand in every remittance: they say nothing of what it is for. */
const EMPTY_WORDS = new Set(
  'JANUAR FEBRUAR MAERZ APRIL MAI JUNI JULI AUGUST SEPTEMBER OKTOBER NOVEMBER DEZEMBER JAN FEB MRZ APR JUN JUL AUG SEP OKT NOV DEZ RECHNUNG RECHNR RGNR RNR INVOICE NUMMER DATUM VOM FUER UND DER DIE DAS VON SAGT DANKE KUNDE KUNDENNUMMER KDNR'.split(
    ' ',
  ),
);
/** Words that make up a pattern: what comes behind is mostly a legal text of the bank. */
const PATTERN_WORDS = 8;
const PATTERN_CHARACTERS = 120;

/** Words of a text without what changes from payment to payment: numbers, months, dates. */
export function patternOf(remittance: string): string {
  const words = foldText(remittance)
    .split(/[^A-Z0-9]+/)
    .filter((word) => /^[A-Z]{3,}$/.test(word) && !EMPTY_WORDS.has(word));
  return [...new Set(words)].slice(0, PATTERN_WORDS).sort().join(' ').slice(0, PATTERN_CHARACTERS);
}

/** What makes payments alike: direction and other side, words of the text. */
export interface Traits extends Pick<LearnedBooking, 'counterparty' | 'words'> {
  readonly namedBy: 'iban' | 'name' | undefined;
}

/**
 * What makes payments alike; undefined where nothing tells them from others. Hashed word by word: what is learned outlives the
 * payments, and says nothing of whose they were.
 */
export function traitsOf(transaction: RuledTransaction, hash: (text: string) => string): Traits | undefined {
  const { amountMinor, counterpartyIban, counterpartyName } = transaction;
  const other = counterpartyIban ?? patternOf(counterpartyName ?? '');
  const words = patternOf(transaction.remittance);
  if (other === '' && words === '') return undefined;
  const namedBy = other === '' ? undefined : counterpartyIban === undefined ? 'name' : 'iban';
  const hidden = words.split(' ').map((word) => (word === '' ? '' : hash(word).slice(0, 8)));
  const direction = amountMinor > 0n ? '+' : '-';
  return { counterparty: `${direction}${hash(other).slice(0, 24)}`, words: hidden.join(' '), namedBy };
}

/** Words that both have, of all that either has. */
function likeness(one: string, other: string): number {
  const [a, b] = [one, other].map((words) => new Set(words.split(' ').filter((word) => word !== ''))) as [
    Set<string>,
    Set<string>,
  ];
  const all = a.union(b).size;
  return all === 0 ? 0 : a.intersection(b).size / all;
}

/** Texts below this are of another kind. */
const ALIKE = 0.6;
/** How sure one booking makes, and how much each further one adds to it. */
const AFTER_ONE = 0.5;
const MOST = 0.9;
const SHOWN = 3;

/**
 * What was booked for payments alike, as proposals. The same other side or (where none is known) the same words; several times
 * the same makes it surer, other bookings of the same traits less.
 */
export function proposeLearned(traits: Traits, learned: readonly LearnedBooking[]): LearnedProposal[] {
  const isNamed = traits.namedBy !== undefined;
  const fits = learned
    .filter(({ counterparty }) => counterparty === traits.counterparty)
    .map((one) => ({ ...one, alike: one.words === traits.words ? 1 : likeness(one.words, traits.words) }))
    .filter(({ alike }) => alike >= ALIKE || (isNamed && alike > 0));
  const total = fits.reduce((sum, { count, alike }) => sum + count * alike, 0);
  const targets: { target: LearnedBooking['target']; weight: number; count: number; alike: number }[] = [];
  for (const { target, count, alike } of fits) {
    const same = targets.find((one) => sameTarget(one.target, target));
    if (!same) targets.push({ target, weight: count * alike, count, alike });
    else {
      same.weight += count * alike;
      same.count += count;
      same.alike = Math.max(same.alike, alike);
    }
  }
  return targets
    .map(({ target, weight, count, alike }): LearnedProposal => {
      const sure = Math.min(MOST, 1 - (1 - AFTER_ONE) ** weight);
      const score = Math.round(sure * (weight / total) * 1000) / 1000;
      const other = traits.namedBy === undefined ? [] : [traits.namedBy];
      const text = alike >= ALIKE ? (['text'] as const) : [];
      return { target, score, count, reasons: ['booked-before', ...other, ...text] };
    })
    .sort((a, b) => b.score - a.score || (a.target.account < b.target.account ? -1 : 1))
    .slice(0, SHOWN);
}
