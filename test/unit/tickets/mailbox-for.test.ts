import { describe, expect, it } from 'vitest';
import type { TicketArticleRow, TicketRow } from '../../../functions/tickets/table/tickets.ts';
import {
  type MailReplyDeps,
  mailboxFor,
  mailReplies,
} from '../../../functions/tickets/usecases/mail-reply.ts';

const BOXES = [
  { address: 'a-network@acme.test', team: 'network' },
  { address: 'b-info@acme.test' },
  { address: 'c-it@acme.test' },
  { address: 'd-forms@acme.test' },
];

function deps(more: { mailboxes?: object[]; defaultMailbox?: string } = {}): MailReplyDeps {
  const reader = {
    allMailboxes: async () => more.mailboxes ?? BOXES,
    loadMail: async (_: string, mailId: string) => ({ mailbox: mailId === 'm1' ? 'c-it@acme.test' : '' }),
    loadAnswerSettings: async () => ({ mailbox: more.defaultMailbox }),
    lastArticles: async () => [],
    loadArticle: async () => undefined,
  };
  return { reader } as unknown as MailReplyDeps;
}

describe('a ticket is answered from', () => {
  const from = async (team: string | undefined, first: object, more = {}) =>
    (await mailboxFor(deps(more), { companyId: 'acme', team }, first as TicketArticleRow))?.address;
  const form = { intake: { mailbox: 'd-forms@acme.test' } };
  const mail = { mailId: 'm1', intake: { mailbox: 'c-it@acme.test' } };

  it('the mailbox of its form, of its team, of its mail, the default, one that is no team’s', async () => {
    expect(await from('network', form)).toBe('d-forms@acme.test');
    expect(await from('network', mail)).toBe('a-network@acme.test');
    expect(await from('desk', mail, { defaultMailbox: 'd-forms@acme.test' })).toBe('c-it@acme.test');
    expect(await from('desk', {}, { defaultMailbox: 'd-forms@acme.test' })).toBe('d-forms@acme.test');
    expect(await from('desk', {})).toBe('b-info@acme.test');
  });

  it('the next one, where the one that is named is kept no more', async () => {
    expect(await from('network', { intake: { mailbox: 'gone@acme.test' } })).toBe('a-network@acme.test');
    expect(await from(undefined, {}, { defaultMailbox: 'gone@acme.test' })).toBe('b-info@acme.test');
    expect(await from(undefined, {}, { mailboxes: BOXES.slice(0, 1) })).toBe('a-network@acme.test');
  });

  it('nowhere without a mailbox or an address, and the article says so', async () => {
    const row = { companyId: 'acme', ticketId: '1', requester: { email: 'robert@example.com' } } as TicketRow;
    const article = { article: 2 } as TicketArticleRow;
    const none = mailReplies(deps({ mailboxes: [] }));
    expect(await none(row, article)).toEqual({ article: { article: 2, unsent: 'no-mailbox' }, writes: [] });
    const nobody = { ...row, requester: { email: '[...]' } };
    expect(await none(nobody, article)).toMatchObject({ article: { unsent: 'no-address' }, writes: [] });
  });
});
