import type { Level } from '../priority.ts';
import type { RuleEffects } from '../rules/rules.ts';
import type { ByCategory } from '../ticket/events.ts';
import type { TicketKind } from '../ticket/ticket.ts';

/** What a category sets where nobody else has. */
export interface CategoryDefaults {
  readonly team?: string | undefined;
  readonly kind?: TicketKind | undefined;
  readonly impact?: Level | undefined;
  readonly urgency?: Level | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** What somebody asked for; the rest is up to the help desk. */
export interface AskedFor {
  readonly kind?: TicketKind | undefined;
  readonly impact?: Level | undefined;
  readonly urgency?: Level | undefined;
  readonly category?: string | undefined;
  readonly team?: string | undefined;
}

/** The help desk, as far as a ticket needs it. A company without teams or categories takes every code. */
export interface DeskGround {
  readonly isTeam: (code: string) => boolean;
  readonly category: (
    code: string,
  ) => 'any' | { readonly version: number; readonly defaults: CategoryDefaults } | undefined;
}

/** What holds where nobody says otherwise. */
export const GENERAL = { kind: 'incident', impact: 3, urgency: 3 } as const;

/**
 * Sorts a new ticket: what rules set counts before what was asked for, that before what the category sets, that before what holds
 * generally; tags add up. A team or category that is not there sets nothing, so that the ticket stands where all look.
 */
export function sortTicket(asked: AskedFor, effects: RuleEffects, ground: DeskGround) {
  const codes = [effects.category, asked.category].filter((code) => code !== undefined);
  const category = codes.find((code) => ground.category(code) !== undefined);
  const found = category === undefined ? undefined : ground.category(category);
  const kept = found === 'any' ? undefined : found;
  const defaults = kept?.defaults ?? {};
  const team = [effects.team, asked.team, defaults.team].find((code) => code && ground.isTeam(code));
  const before = {
    kind: asked.kind,
    impact: effects.impact ?? asked.impact,
    urgency: effects.urgency ?? asked.urgency,
  };
  const isAskedTeam = [effects.team, asked.team].some((code) => code && code === team);
  const byCategory: ByCategory['set'][number][] = [
    ...(['kind', 'impact', 'urgency'] as const).filter(
      (name) => before[name] === undefined && defaults[name],
    ),
    ...(team !== undefined && !isAskedTeam ? (['team'] as const) : []),
    ...(defaults.tags?.length ? (['tags'] as const) : []),
  ];
  const unknown = {
    ...(asked.team !== undefined && !ground.isTeam(asked.team) && { team: asked.team }),
    ...(asked.category !== undefined && !ground.category(asked.category) && { category: asked.category }),
  };
  return {
    set: {
      kind: before.kind ?? defaults.kind ?? GENERAL.kind,
      impact: before.impact ?? defaults.impact ?? GENERAL.impact,
      urgency: before.urgency ?? defaults.urgency ?? GENERAL.urgency,
      category,
      team,
      sla: effects.sla,
      acknowledgement: effects.acknowledgement,
    },
    tags: [...new Set([...(effects.tags ?? []), ...(defaults.tags ?? [])])],
    byCategory: kept && byCategory.length > 0 ? { version: kept.version, set: byCategory } : undefined,
    unknown: Object.keys(unknown).length > 0 ? unknown : undefined,
  };
}
