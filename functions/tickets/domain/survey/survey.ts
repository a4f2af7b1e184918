import { mergedInto } from '../ticket/links.ts';
import { DONE_STATES, type Ticket } from '../ticket/ticket.ts';

export const ANSWERS = [1, 2, 3, 4, 5] as const;
/** 1 very dissatisfied to 5 very satisfied. */
export type Answer = (typeof ANSWERS)[number];

/** How a company asks whether people are satisfied. */
export interface SurveySettings {
  readonly isOn: boolean;
  /** Under which people outside reach the API. */
  readonly address?: string | undefined;
  /** How long a ticket must have stayed done. */
  readonly afterHours: number;
  /** Nobody is asked twice within so many days. */
  readonly perRequesterDays: number;
  readonly exceptTags: readonly string[];
  readonly exceptCategories: readonly string[];
}

export const NOT_ASKED_BECAUSE = [
  'off',
  'not-done',
  'merged',
  'asked-before',
  'excepted',
  'asked-lately',
  'not-reachable',
] as const;
export type NotAskedBecause = (typeof NOT_ASKED_BECAUSE)[number];

export type Asking =
  | { readonly state: 'ask' }
  | { readonly state: 'later'; readonly at: string }
  | { readonly state: 'never'; readonly because: NotAskedBecause };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const never = (because: NotAskedBecause): Asking => ({ state: 'never', because });

/**
 * Whether a requester is asked about a ticket now: it has stayed done for as long as the company waits, is nothing that was thrown away or
 * merged, and the requester was not asked lately. A ticket is asked about once.
 * @param lastAskedAt when the requester was asked about any ticket
 */
export function mayAsk(
  ticket: Pick<Ticket, 'state' | 'resolvedAt' | 'links' | 'tags' | 'category' | 'satisfaction'>,
  settings: SurveySettings,
  lastAskedAt: string | undefined,
  now: Date,
): Asking {
  const { state, resolvedAt, links, tags, category, satisfaction } = ticket;
  if (!settings.isOn || settings.address === undefined) return never('off');
  if (satisfaction) return never('asked-before');
  if (!DONE_STATES.has(state) || resolvedAt === undefined) return never('not-done');
  if (mergedInto(links) !== undefined) return never('merged');
  const isExcepted =
    tags.some((tag) => settings.exceptTags.includes(tag)) ||
    (category !== undefined && settings.exceptCategories.includes(category));
  if (isExcepted) return never('excepted');
  const at = Date.parse(resolvedAt) + settings.afterHours * HOUR;
  if (at > now.getTime()) return { state: 'later', at: new Date(at).toISOString() };
  const isLately =
    lastAskedAt !== undefined && now.getTime() - Date.parse(lastAskedAt) < settings.perRequesterDays * DAY;
  return isLately ? never('asked-lately') : { state: 'ask' };
}
