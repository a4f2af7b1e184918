import type { Level } from '../priority.ts';
import type { Channel } from '../ticket/events.ts';
import type { TicketKind } from '../ticket/ticket.ts';

export const RULE_FIELDS = [
  'requester',
  'title',
  'text',
  'title-or-text',
  'kind',
  'channel',
  'category',
  'team',
] as const;
export const RULE_TESTS = ['contains', 'equals', 'startsWith', 'inDomain'] as const;

/** Holds where one of the values does. No regular expressions: every test takes time in proportion to the text. */
export interface RuleTest {
  readonly field: (typeof RULE_FIELDS)[number];
  readonly test: (typeof RULE_TESTS)[number];
  readonly values: readonly string[];
}

/** All of these, at least one of those, none of these; what is absent asks nothing. */
export interface RuleCondition {
  readonly all?: readonly RuleTest[] | undefined;
  readonly any?: readonly RuleTest[] | undefined;
  readonly none?: readonly RuleTest[] | undefined;
}

export interface RuleEffects {
  readonly team?: string | undefined;
  readonly category?: string | undefined;
  readonly impact?: Level | undefined;
  readonly urgency?: Level | undefined;
  readonly tags?: readonly string[] | undefined;
}

export interface Rule {
  readonly id: string;
  readonly when: RuleCondition;
  readonly set: RuleEffects;
  /** Where it holds, later rules are not asked. */
  readonly stop?: boolean | undefined;
}

/** What rules look at: a ticket as it was asked for. What other rules did is not looked at. */
export interface RuleSubject {
  readonly requester: string;
  readonly title: string;
  readonly text: string;
  readonly kind: TicketKind;
  readonly channel: Channel;
  readonly category?: string | undefined;
  readonly team?: string | undefined;
}

export interface RuleOutcome {
  /** Rules that held, in order. */
  readonly ids: readonly string[];
  readonly effects: RuleEffects;
}

/** As texts are compared: without case and accents, umlauts as two letters, so that `Müller` is `MUELLER`. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '');
}

function textOf(subject: RuleSubject, field: RuleTest['field']): string {
  return field === 'title-or-text' ? `${subject.title}\n${subject.text}` : (subject[field] ?? '');
}

const MATCHES: Readonly<Record<RuleTest['test'], (text: string, value: string) => boolean>> = {
  contains: (text, value) => text.includes(value),
  equals: (text, value) => text === value,
  startsWith: (text, value) => text.startsWith(value),
  inDomain(address, value) {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    return domain === value || domain.endsWith(`.${value}`);
  },
};

function holds({ field, test, values }: RuleTest, textBy: (field: RuleTest['field']) => string): boolean {
  const text = textBy(field);
  return values.some((value) => MATCHES[test](text, plain(value)));
}

/** What rules make of a ticket. Of several that set the same, the first counts; tags add up. */
export function applyRules(rules: readonly Rule[], subject: RuleSubject): RuleOutcome {
  const texts = new Map<RuleTest['field'], string>();
  const textBy = (field: RuleTest['field']) => {
    const text = texts.get(field) ?? plain(textOf(subject, field));
    texts.set(field, text);
    return text;
  };
  const ids: string[] = [];
  const tags = new Set<string>();
  let effects: RuleEffects = {};
  for (const { id, when, set, stop } of rules) {
    const { all = [], any = [], none = [] } = when;
    const isHit =
      all.every((test) => holds(test, textBy)) &&
      (any.length === 0 || any.some((test) => holds(test, textBy))) &&
      !none.some((test) => holds(test, textBy));
    if (!isHit) continue;
    ids.push(id);
    for (const tag of set.tags ?? []) tags.add(tag);
    effects = {
      team: effects.team ?? set.team,
      category: effects.category ?? set.category,
      impact: effects.impact ?? set.impact,
      urgency: effects.urgency ?? set.urgency,
    };
    if (stop) break;
  }
  return { ids, effects: tags.size > 0 ? { ...effects, tags: [...tags] } : effects };
}

/** Rules that can never be reached: one before them stops and asks for nothing. */
export function unreachableRules(rules: readonly Rule[]): string[] {
  const last = rules.findIndex(
    ({ when: { all = [], any = [], none = [] }, stop }) =>
      stop === true && all.length + any.length + none.length === 0,
  );
  return last < 0 ? [] : rules.slice(last + 1).map(({ id }) => id);
}
