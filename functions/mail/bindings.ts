import { type Binding, on } from '../../shared/http/binding.ts';
import { pagingOf } from '../../shared/http/cursor.ts';
import { accepted, ok } from '../../shared/http/replies.ts';
import type { OutgoingMailRow } from '../../shared/mail/table.ts';
import type { Table } from '../../shared/table/table.ts';
import { refuse } from './errors.ts';
import { type MailList, mailReader } from './reader.ts';
import * as routes from './routes.ts';
import { mailStore } from './store.ts';
import { askAgain } from './usecases/send-mail.ts';

const LISTS = { failed: 'FAILED', waiting: 'WAITING', sent: 'SENT' } as const satisfies Record<
  string,
  MailList
>;

function view(row: OutgoingMailRow): routes.OutgoingMailView {
  const { mailId, about, from, to, cc, subject, messageId, sentMessageId, state, because, detail } = row;
  const { attempts, queuedAt, dueAt, settledAt } = row;
  const attachments = row.attachments.map(({ key: _, ...file }) => file);
  const more = { state, because, detail, attempts, queuedAt, settledAt };
  const isOpen = state === 'waiting' || state === 'sending';
  const parts = { about, from, to, cc, subject, messageId, sentMessageId, attachments };
  return { id: mailId, ...parts, ...more, ...(isOpen && { dueAt }) };
}

/** Mails on their way out: looked at, and sent again. */
export function mailBindings(table: Table): readonly Binding[] {
  const reader = mailReader(table);
  const store = mailStore(table);
  return [
    on(routes.listOutgoingMails, async (request) => {
      const { params, query } = request;
      const paging = pagingOf(routes.listOutgoingMails.id, request);
      const { items, next } = await reader.listMails(params.companyId, LISTS[query.state], paging);
      return ok(paging.page(items.map(view), next));
    }),
    on(routes.getOutgoingMail, async ({ params: { companyId, mailId } }) => {
      const row = await reader.loadMail(companyId, mailId);
      if (!row) throw refuse('mail.unknown-mail', `There is no mail ${mailId}.`);
      return ok(view(row));
    }),
    on(routes.postSending, async ({ params: { companyId, mailId }, now }) => {
      const row = await askAgain({ reader, store }, companyId, mailId, now);
      return accepted(view(row), `/companies/${companyId}/outgoing-mails/${mailId}`);
    }),
  ];
}
