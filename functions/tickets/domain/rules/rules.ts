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
  'mailbox',
  'header',
  'attachment-name',
  'attachment-type',
] as const;
export const RULE_TESTS = ['contains', 'equals', 'startsWith', 'endsWith', 'inDomain', 'isPresent'] as const;

/** Holds where one of the values does. No regular expressions: every test takes time in proportion to the text. */
export interface RuleTest {
  readonly field: (typeof RULE_FIELDS)[number];
  /** Of the header, in lower case. */
  readonly name?: string | undefined;
  readonly test: (typeof RULE_TESTS)[number];
  /** None where it is asked whether there is anything at all. */
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
  /** Id of the promise that the ticket is under, whatever its team, category and kind. */
  readonly sla?: string | undefined;
  /** Name of the words by which its arrival is confirmed; `-` for none. */
  readonly acknowledgement?: string | undefined;
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
  /** The address that a mail came to, or that the form is answered from. */
  readonly mailbox?: string | undefined;
  /** Of a mail: what is kept of its headers (`domain/mail/kept-headers.ts`). */
  readonly headers?: readonly { readonly name: string; readonly value: string }[] | undefined;
  readonly attachments?: readonly { readonly fileName: string; readonly mediaType: string }[] | undefined;
}

export interface RuleOutcome {
  /** Rules that held, in order, each with what it has set that none before it had. */
  readonly applied: readonly { readonly id: string; readonly set: RuleEffects }[];
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

type Place = Pick<RuleTest, 'field' | 'name'>;

/** The texts that stand there; a mail has several headers of a name, and several files. */
function textsOf(subject: RuleSubject, { field, name }: Place): readonly string[] {
  const { title, text, headers = [], attachments = [] } = subject;
  switch (field) {
    case 'title-or-text':
      return [`${title}\n${text}`];
    case 'header':
      return headers.flatMap((header) => (header.name === name ? [header.value] : []));
    case 'attachment-name':
      return attachments.map(({ fileName }) => fileName);
    case 'attachment-type':
      return attachments.map(({ mediaType }) => mediaType);
    default:
      return [subject[field] ?? []].flat();
  }
}

const MATCHES: Readonly<
  Record<Exclude<RuleTest['test'], 'isPresent'>, (text: string, value: string) => boolean>
> = {
  contains: (text, value) => text.includes(value),
  equals: (text, value) => text === value,
  startsWith: (text, value) => text.startsWith(value),
  endsWith: (text, value) => text.endsWith(value),
  inDomain(address, value) {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    return domain === value || domain.endsWith(`.${value}`);
  },
};

function holds({ test, values, ...place }: RuleTest, textsAt: (place: Place) => readonly string[]): boolean {
  const texts = textsAt(place);
  if (test === 'isPresent') return texts.length > 0;
  return values.some((value) => texts.some((text) => MATCHES[test](text, plain(value))));
}

function reads(subject: RuleSubject): (place: Place) => readonly string[] {
  const read = new Map<string, readonly string[]>();
  return (place) => {
    const key = `${place.field} ${place.name ?? ''}`;
    const texts = read.get(key) ?? textsOf(subject, place).map(plain);
    read.set(key, texts);
    return texts;
  };
}

/** What rules make of a ticket. Of several that set the same, the first counts; tags add up. */
export function applyRules(rules: readonly Rule[], subject: RuleSubject): RuleOutcome {
  const textsAt = reads(subject);
  const applied: { id: string; set: RuleEffects }[] = [];
  let effects: RuleEffects & { readonly tags: readonly string[] } = { tags: [] };
  for (const { id, when, set, stop } of rules) {
    const { all = [], any = [], none = [] } = when;
    const isHit =
      all.every((test) => holds(test, textsAt)) &&
      (any.length === 0 || any.some((test) => holds(test, textsAt))) &&
      !none.some((test) => holds(test, textsAt));
    if (!isHit) continue;
    const own = whatIsLeft(set, effects);
    applied.push({ id, set: own });
    effects = { ...effects, ...own, tags: [...effects.tags, ...(own.tags ?? [])] };
    if (stop) break;
  }
  return { applied, effects };
}

const SETTABLE = ['team', 'category', 'impact', 'urgency', 'sla', 'acknowledgement'] as const;

/** What a rule sets that was not set before it. */
function whatIsLeft({ tags = [], ...set }: RuleEffects, before: RuleEffects): RuleEffects {
  const names = SETTABLE.filter((name) => set[name] !== undefined && before[name] === undefined);
  const added = [...new Set(tags)].filter((tag) => !before.tags?.includes(tag));
  return {
    ...Object.fromEntries(names.map((name) => [name, set[name]])),
    ...(added.length > 0 && { tags: added }),
  };
}

/** Rules that can never be reached: one before them stops and asks for nothing. */
export function unreachableRules(rules: readonly Rule[]): string[] {
  const last = rules.findIndex(
    ({ when: { all = [], any = [], none = [] }, stop }) =>
      stop === true && all.length + any.length + none.length === 0,
  );
  return last < 0 ? [] : rules.slice(last + 1).map(({ id }) => id);
}
