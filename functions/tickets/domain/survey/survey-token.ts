import { equalInConstantTime, keyedHash } from '../../../../shared/kernel/keyed-hash.ts';

/** How long the links of a survey work. */
export const LINK_DAYS = 30;
const DAY = 86_400_000;
/** 128 bits. */
const MAC_LENGTH = 32;

export interface SurveyOf {
  readonly companyId: string;
  readonly ticketId: string;
}

const macOf = (secret: string, { companyId, ticketId }: SurveyOf, until: string) =>
  keyedHash(secret, ['survey', companyId, ticketId, until].join('\n')).slice(0, MAC_LENGTH);

/** Says whose survey it is and until when: `<company>.<ticket>.<seconds, base 36>.<mac>`. */
export function signSurvey(secret: string, of: SurveyOf, sentAt: Date): string {
  const until = Math.floor((sentAt.getTime() + LINK_DAYS * DAY) / 1000).toString(36);
  return `${of.companyId}.${of.ticketId}.${until}.${macOf(secret, of, until)}`;
}

const TOKEN = /^([a-z0-9][a-z0-9-]{1,62})\.([1-9]\d{0,9})\.([0-9a-z]{1,9})\.([0-9a-f]{32})$/;

/** The company that a token names, before it is known to be genuine. */
export function claimedCompany(token: string): string | undefined {
  return TOKEN.exec(token)?.[1];
}

/** Whose survey a token is for, and whether it still works; undefined where it was made up. */
export function readSurvey(
  secret: string,
  token: string,
  now: Date,
): (SurveyOf & { readonly isOver: boolean }) | undefined {
  const [, companyId, ticketId, until, mac] = TOKEN.exec(token) ?? [];
  if (!companyId || !ticketId || !until || !mac) return undefined;
  const of = { companyId, ticketId };
  if (!equalInConstantTime(mac, macOf(secret, of, until))) return undefined;
  return { ...of, isOver: Number.parseInt(until, 36) * 1000 < now.getTime() };
}
