import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { ArticleKind } from '../ticket/events.ts';
import type { TicketState } from '../ticket/ticket.ts';
import { letterKeptUntil } from './retention.ts';

/** Why the words of a ticket stay for now: it is being worked on, or somebody has said that they are needed. */
export type Hindrance = 'open' | 'hold';

/** What stands against redacting a ticket now. A hold comes first: it outlasts the closing. */
export function hindranceOf(
  { state }: { readonly state: TicketState },
  marks: { readonly hold?: unknown } | undefined,
): Hindrance | undefined {
  if (marks?.hold !== undefined) return 'hold';
  return state === 'closed' ? undefined : 'open';
}

/** Whether a ticket holds commercial letters: as somebody has said of it, else as its category says. */
export function isCorrespondence(
  { category }: { readonly category?: string | undefined },
  marks: { readonly isBusinessLetter?: boolean | undefined } | undefined,
  letterCategories: readonly string[],
): boolean {
  return marks?.isBusinessLetter ?? (category !== undefined && letterCategories.includes(category));
}

export interface PlannedArticle {
  readonly kind: ArticleKind;
  readonly isPublic: boolean;
  readonly at: string;
  readonly from?: { readonly email: string } | undefined;
  readonly origin?: { readonly at: string } | undefined;
  readonly redactedAt?: string | undefined;
}

/** Whose words go: all of a ticket, or those that one person wrote there. */
export type Scope = 'all' | { readonly email: string };

export type ArticlePlan =
  | { readonly what: 'redacted' }
  /** Kept apart from everybody until the end of that day (Art. 18 GDPR), because the law wants it (Art. 17(3)(b)). */
  | { readonly what: 'blocked'; readonly until: CalendarDate }
  /** Somebody else's words. */
  | { readonly what: 'kept' };

/**
 * What becomes of the words of an article. Letters are what came from outside or went there in writing; notes and calls are none.
 * @param dayOf the day of a moment where the company sits
 */
export function planArticle(
  article: PlannedArticle,
  scope: Scope,
  isLetters: boolean,
  today: CalendarDate,
  dayOf: (at: string) => CalendarDate,
): ArticlePlan {
  if (scope !== 'all' && article.from?.email !== scope.email) return { what: 'kept' };
  const isLetter = isLetters && article.isPublic && (article.kind === 'message' || article.kind === 'reply');
  if (!isLetter) return { what: 'redacted' };
  const until = letterKeptUntil(dayOf(article.origin?.at ?? article.at));
  return until >= today ? { what: 'blocked', until } : { what: 'redacted' };
}

const ERASED = '[...]';

/** The text without an address, however it is written; what else a text says of somebody nobody can find by rule. */
export function withoutAddress(text: string, email: string): string {
  const pattern = email.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(pattern, 'gi'), ERASED);
}
