/**
 * Which partitions a function may write, as patterns for `dynamodb:LeadingKeys`. Reading is not cut by partition: every
 * route reads the membership first, and a report reads nearly all. Writing is: who books must not be able to make
 * anybody an admin. Patterns are those of `docs/access-patterns.md` (a test compares them).
 */

/** Everything that belongs to a company but the company itself: settings, members and admins stand in `C#<company>`. */
export const BELOW_COMPANY = 'C#*#*';
/** Settings, members and admins, and by the nature of patterns all that lies below: see `LEDGER_KEYS`. */
export const WHOLE_COMPANY = 'C#*';
/** The limit of requests, counted by every function that answers HTTP. */
export const REQUEST_COUNTS = 'P#*#REQUESTS';
export const IDEMPOTENCY = 'C#*#IDEMPOTENCY#*';
export const FAILED_MESSAGES = 'C#*#FAILED-MESSAGES';
export const IMPORTS = 'C#*#IMPORTS';
export const EXPORTS = 'C#*#EXPORTS';
export const SEALS = 'C#*#SEALS#*';
/** What a fold writes: sums, statement pages, the index of document numbers, and in the head how far it has come. */
export const FOLDED = ['C#*#BALANCE#*', 'C#*#PAGE#*', 'C#*#DOCS#*', 'C#*#HEAD#*'] as const;
/** The books: for those who may write the whole company, and have no business here. */
export const LEDGER_KEYS = [
  ...FOLDED,
  SEALS,
  'C#*#JOURNAL#*',
  'C#*#ENTRY#*',
  'C#*#REVERSALS#*',
  'C#*#LEDGER',
] as const;

export const CHANGES = 'C#*#CHANGES';
/** What an import of any module writes besides its own: how far it is, its content, what it refused, failed messages. */
export const IMPORT_PROGRESS = [IMPORTS, 'C#*#TAKEN-FILE#*', 'C#*#IMPORT#*', FAILED_MESSAGES] as const;
/** Bank accounts, statements and transactions. */
export const BANKING = [
  'C#*#BANKING',
  'C#*#BANK-HEAD#*',
  'C#*#BANK-TX#*',
  'C#*#BANK-IMPORT#*',
  'C#*#BANK-STATEMENTS',
] as const;
