import { type AskedFor, type DeskGround, sortTicket } from '../desk/sort-ticket.ts';
import { type Level, priorityOf } from '../priority.ts';
import { type Sla, slaFor } from '../sla/sla.ts';
import type { TicketKind } from '../ticket/ticket.ts';
import { applyRules, type Rule, type RuleEffects, type RuleOutcome, type RuleSubject } from './rules.ts';

/** A ticket as it was asked for, and how it opened. */
export interface PastTicket {
  readonly ticketId: string;
  readonly openedAt: string;
  readonly subject: RuleSubject;
  readonly asked: AskedFor;
  /** Rules that held when it opened. */
  readonly rules: readonly string[];
  readonly opened: Opened;
}

/** What the events say of a ticket that opens. */
export interface Opened {
  readonly kind: TicketKind;
  readonly impact: Level;
  readonly urgency: Level;
  readonly category?: string | undefined;
  readonly team?: string | undefined;
  readonly sla?: string | undefined;
  readonly acknowledgement?: string | undefined;
  readonly tags: readonly string[];
}

/** How a ticket opens, with what follows from it. */
export interface Opening extends Opened {
  readonly rules: readonly string[];
  readonly priority: Level;
  /** The promise that it comes under, by the promises as they stand now. */
  readonly sla: string | undefined;
}

const COMPARED = [
  'kind',
  'team',
  'category',
  'impact',
  'urgency',
  'priority',
  'sla',
  'acknowledgement',
  'tags',
] as const;
export type Compared = (typeof COMPARED)[number];

/** A ticket played again: how it opened before, how it would open after the change. */
export interface PlayedTicket {
  readonly ticketId: string;
  readonly openedAt: string;
  readonly before: Opening;
  readonly after: Opening;
  readonly changed: readonly Compared[];
}

/** What a rule did to one ticket. */
export interface RulePart {
  readonly id: string;
  /** It set something that no rule before it had set. */
  readonly decides: boolean;
  /** What it decided was otherwise when the ticket opened. */
  readonly changes: boolean;
  /** Earlier rules that left it nothing to set, or kept it from being asked. */
  readonly shadowedBy: readonly string[];
}

export interface Played {
  readonly ticket: PlayedTicket;
  /** One for each rule whose condition holds, asked or not. */
  readonly parts: readonly RulePart[];
}

function openingOf(opened: Opened, rules: readonly string[], slas: readonly Sla[]): Opening {
  const sla = slaFor(opened, slas)?.id;
  return { ...opened, tags: opened.tags.toSorted(), priority: priorityOf(opened), sla, rules };
}

/** The help desk by which a ticket is sorted, as it stands now. */
export interface Desk {
  readonly ground: DeskGround;
  readonly slas: readonly Sla[];
}

/** How a ticket would open now, by the functions that sort new ones. */
export function openingBy(
  rules: readonly Rule[],
  { subject, asked }: Pick<PastTicket, 'subject' | 'asked'>,
  { ground, slas }: Desk,
): RuleOutcome & { readonly opening: Opening } {
  const outcome = applyRules(rules, subject);
  const { set, tags } = sortTicket(asked, outcome.effects, ground);
  const ids = outcome.applied.map(({ id }) => id);
  return { ...outcome, opening: openingOf({ ...set, tags }, ids, slas) };
}

/** Plays a ticket through a draft of the rules. */
export function play(draft: readonly Rule[], past: PastTicket, desk: Desk): Played {
  const { ticketId, openedAt, subject, opened, rules } = past;
  const before = openingOf(opened, rules, desk.slas);
  const { applied, opening: after } = openingBy(draft, past, desk);
  const ids = after.rules;
  const changed = COMPARED.filter((name) => String(before[name]) !== String(after[name]));
  const stopper = draft.filter(({ id, stop }) => stop && id === ids.at(-1)).map(({ id }) => id);
  // Whether a rule would hold that was not asked, is asked of it alone.
  const isKeptOut = (rule: Rule) => stopper.length > 0 && applyRules([rule], subject).applied.length > 0;
  const parts = draft.flatMap((rule): RulePart[] => {
    const { id } = rule;
    const at = ids.indexOf(id);
    const set = applied[at]?.set;
    if (!set) return isKeptOut(rule) ? [{ id, decides: false, changes: false, shadowedBy: stopper }] : [];
    const decides = Object.keys(set).length > 0;
    const shadowedBy = decides ? [] : settersBefore(rule, applied.slice(0, at));
    return [{ id, decides, changes: comesOtherwise(set, before, after), shadowedBy }];
  });
  return { ticket: { ticketId, openedAt, before, after, changed }, parts };
}

/** Whether something of what a rule sets came about, and was otherwise. A team that is not there does not come about. */
function comesOtherwise({ tags = [], ...set }: RuleEffects, before: Opening, after: Opening): boolean {
  const names = Object.keys(set) as (keyof typeof set)[];
  return (
    names.some((name) => set[name] === after[name] && set[name] !== before[name]) ||
    tags.some((tag) => !before.tags.includes(tag))
  );
}

/** Rules that had set what this one would set. */
function settersBefore({ set }: Rule, before: RuleOutcome['applied']): string[] {
  const { tags = [], ...rest } = set;
  const names = Object.keys(rest) as (keyof typeof rest)[];
  return before.flatMap((one) =>
    names.some((name) => rest[name] !== undefined && one.set[name] !== undefined) ||
    tags.some((tag) => one.set.tags?.includes(tag))
      ? one.id
      : [],
  );
}

/** What a rule did to all tickets that were played. */
export interface RuleSummary {
  readonly id: string;
  /** Tickets that its condition holds for. */
  readonly held: number;
  readonly decided: number;
  readonly changed: number;
  /** Tickets on which it held in vain, because of rules before it, and these. */
  readonly shadowed: number;
  readonly shadowedBy: readonly string[];
}

/** The parts of each rule, added up, in the order of the rules: also of those that never held. */
export function summarize(draft: readonly Rule[], played: readonly Played[]): RuleSummary[] {
  const all = Map.groupBy(
    played.flatMap(({ parts }) => parts),
    ({ id }) => id,
  );
  return draft.map(({ id }) => {
    const parts = all.get(id) ?? [];
    return {
      id,
      held: parts.length,
      decided: parts.filter(({ decides }) => decides).length,
      changed: parts.filter(({ changes }) => changes).length,
      shadowed: parts.filter(({ shadowedBy }) => shadowedBy.length > 0).length,
      shadowedBy: [...new Set(parts.flatMap(({ shadowedBy }) => shadowedBy))],
    };
  });
}
