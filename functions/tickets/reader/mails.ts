import type { Table } from '../../../shared/table/table.ts';
import {
  MailboxOwnerRow,
  MailboxRow,
  MailDayRow,
  MailDeliveryRow,
  type MailList,
  MailRateRow,
  MailRow,
  MailSettingsRow,
  MessageIdRow,
  mailsOfList,
} from '../table/mails.ts';
import type { PageSpec } from './tickets.ts';

export type MailReader = ReturnType<typeof mailReader>;

/** Read-only queries of mails. Strongly consistent but where an index is named. */
export function mailReader(table: Table) {
  async function allMailboxes(companyId: string): Promise<MailboxRow[]> {
    const all: MailboxRow[] = [];
    for await (const row of table.queryAll(MailboxRow, { pk: `C#${companyId}#MAILBOXES` })) all.push(row);
    return all;
  }

  /** Tickets by the Message-IDs that are known. */
  async function ticketsOfMessages(
    companyId: string,
    messageIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await table.getMany(
      MessageIdRow,
      [...new Set(messageIds)].map((messageId) => ({ companyId, messageId })),
    );
    return new Map(rows.map(({ messageId, ticketId }) => [messageId, ticketId]));
  }

  return {
    allMailboxes,
    ticketsOfMessages,
    findMessage: (companyId: string, messageId: string) => table.get(MessageIdRow, { companyId, messageId }),
    loadMail: (companyId: string, mailId: string) => table.get(MailRow, { companyId, mailId }),
    /** Oldest first where they wait, newest first else; by the index. */
    listMails: (companyId: string, list: MailList, page: PageSpec) =>
      table.query(MailRow, {
        pk: mailsOfList(companyId, list),
        index: 'gsi1',
        descending: list !== 'PARKED',
        ...page,
      }),
    /** Those that arrived until then, the oldest first; by the index. */
    allWithoutTicket: (companyId: string, list: 'PARKED' | 'REFUSED', until: string) =>
      table.queryAll(MailRow, { pk: mailsOfList(companyId, list), index: 'gsi1', to: `${until}#~` }),
    loadMailbox: (companyId: string, address: string) => table.get(MailboxRow, { companyId, address }),
    findMailboxOwner: (address: string) => table.get(MailboxOwnerRow, { address }),
    findDelivery: (companyId: string, source: string) => table.get(MailDeliveryRow, { companyId, source }),
    loadMailSettings: (companyId: string) => table.get(MailSettingsRow, { companyId }),
    loadMailRate: (companyId: string, of: string, hour: string) =>
      table.get(MailRateRow, { companyId, of, hour }),
    loadMailDay: (companyId: string, day: string) => table.get(MailDayRow, { companyId, day }),
    listMailDays: (companyId: string, from: string, to: string, page: PageSpec) =>
      table.query(MailDayRow, { pk: `C#${companyId}#MAIL-DAYS`, from, to, ...page }),
  };
}
