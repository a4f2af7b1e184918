import { type AskedFor, GENERAL } from '../desk/sort-ticket.ts';
import type { Channel } from '../ticket/events.ts';
import type { RuleSubject } from './rules.ts';

/** What is kept with the first article of a ticket, so that rules can be tried on it later. It goes with the words of the article. */
export interface Intake {
  readonly title: string;
  readonly requester: string;
  readonly asked: AskedFor;
  readonly mailbox?: string | undefined;
  readonly headers?: RuleSubject['headers'];
  /** Of the text of the article, where more was written below: so many characters are what was asked. */
  readonly characters?: number | undefined;
}

/** The ticket that rules look at: the same when it opens, and later from what was kept. */
export function subjectOf(
  channel: Channel,
  { title, requester, asked, mailbox, headers, characters }: Intake,
  words: { readonly text: string; readonly files?: RuleSubject['attachments'] },
): RuleSubject {
  const { kind = GENERAL.kind, category, team } = asked;
  const text = words.text.slice(0, characters);
  const attachments = (words.files ?? []).map(({ fileName, mediaType }) => ({ fileName, mediaType }));
  return { channel, kind, category, team, title, requester, mailbox, headers, text, attachments };
}
