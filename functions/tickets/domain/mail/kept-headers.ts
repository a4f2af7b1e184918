import type { ParsedMail } from './parsed-mail.ts';

/** What senders and mail servers say of a mail in words that are meant for whoever gets it. */
const STANDARD = [
  'importance', 'priority', 'x-priority', 'sensitivity', 'precedence', 'auto-submitted', 'list-id', 'reply-to', 'sender',
  'organization', 'keywords', 'content-language', 'user-agent', 'x-mailer', 'feedback-id',
]; // biome-ignore format: a list
/** What the journey leaves: dozens of them in a mail of Exchange or Gmail, and of use to nobody here. */
const OF_THE_JOURNEY =
  /^x-(?:ms-exchange-|microsoft-|forefront-|google-|gm-|received|ses-receipt|ironport-|eopattributed)/;
const OWN = /^x-[a-z0-9-]{1,60}$/;

const MOST = 40;
const LONGEST = 200;

/** Whether rules may ask for a header of this name, in lower case: others are not kept. */
export function isKeptHeader(name: string): boolean {
  return STANDARD.includes(name) || (OWN.test(name) && !OF_THE_JOURNEY.test(name));
}

/**
 * The headers of a mail that rules may look at, the usual ones first: at most 40 values, of 200 characters each. They are kept with the
 * ticket, so that rules can be tried on it later. Anybody can write anything into them.
 */
export function keptHeaders({ headers }: Pick<ParsedMail, 'headers'>): { name: string; value: string }[] {
  const names = [...new Set([...STANDARD, ...headers.keys()])].filter(isKeptHeader);
  return names
    .flatMap((name) =>
      (headers.get(name) ?? []).map((value) => ({ name, value: value.trim().slice(0, LONGEST) })),
    )
    .filter(({ value }) => value !== '')
    .slice(0, MOST);
}
