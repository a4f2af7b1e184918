import { OutgoingMailRow } from '../../shared/mail/table.ts';
import type { Table } from '../../shared/table/table.ts';

export type MailReader = ReturnType<typeof mailReader>;

export type MailList = 'WAITING' | 'FAILED' | 'SENT';

type PageSpec = { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined };

/** Read-only queries of mails on their way out. */
export function mailReader(table: Table) {
  return {
    loadMail: (companyId: string, mailId: string) => table.get(OutgoingMailRow, { companyId, mailId }),
    /** Waiting ones by when they are due, the others newest first; by the index. */
    listMails: (companyId: string, list: MailList, page: PageSpec) =>
      table.query(OutgoingMailRow, {
        pk: `C#${companyId}#OUTBOX#${list}`,
        index: 'gsi1',
        descending: list !== 'WAITING',
        ...page,
      }),
    /** Mails that are due by now, the oldest first. */
    allDue: (companyId: string, now: string) =>
      table.queryAll(OutgoingMailRow, { pk: `C#${companyId}#OUTBOX#WAITING`, index: 'gsi1', to: `${now}#~` }),
  };
}
