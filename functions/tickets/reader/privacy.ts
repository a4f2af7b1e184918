import type { Table } from '../../../shared/table/table.ts';
import { MailRateRow, MailRow, mailsFrom } from '../table/mails.ts';
import { TicketMailRow } from '../table/mails-of-words.ts';
import {
  BlockedArticleRow,
  ErasingRow,
  PrivacySettingsRow,
  personHash,
  RetainedCategoryRow,
  TicketErasureRow,
  TicketFileUseRow,
  TicketMarksRow,
  TicketPersonRow,
  TicketRetentionRow,
} from '../table/privacy.ts';
import { ticketPartition } from '../table/tickets.ts';
import type { PageSpec } from './tickets.ts';

export type PrivacyReader = ReturnType<typeof privacyReader>;

/** What a company keeps until it says otherwise: words as long as nobody asks, no letters. */
function standardSettings(companyId: string): PrivacySettingsRow {
  const at = '1970-01-01T00:00:00.000Z';
  return { companyId, version: 0, letterCategories: [], at, by: 'standard' };
}

/** Read-only queries of words and persons. Strongly consistent but where an index is named. */
export function privacyReader(table: Table) {
  return {
    loadPrivacySettings: (companyId: string) => table.get(PrivacySettingsRow, { companyId }),
    /** As they stand, or the standard. */
    privacyOf: async (companyId: string): Promise<PrivacySettingsRow> =>
      (await table.get(PrivacySettingsRow, { companyId })) ?? standardSettings(companyId),
    loadMarks: (companyId: string, ticketId: string) => table.get(TicketMarksRow, { companyId, ticketId }),
    /** By the index. */
    listHeld: (companyId: string, page: PageSpec) =>
      table.query(TicketMarksRow, { pk: `C#${companyId}#TICKETS-HELD`, index: 'gsi1', ...page }),
    listTicketsOfPerson: (companyId: string, email: string, page: PageSpec) =>
      table.query(TicketPersonRow, {
        pk: TicketPersonRow.key({ companyId, person: personHash(email), ticketId: '0' }).pk,
        ...page,
      }),
    takesPart: async (companyId: string, email: string, ticketId: string): Promise<boolean> =>
      (await table.get(TicketPersonRow, { companyId, person: personHash(email), ticketId })) !== undefined,
    knownPersons: (rows: readonly TicketPersonRow[]) => table.getMany(TicketPersonRow, [...rows]),
    /** Articles that name a file: two tell whether it is one or more. */
    usesOfFile: async (companyId: string, file: string) =>
      (
        await table.query(TicketFileUseRow, {
          pk: TicketFileUseRow.key({ companyId, file, ticketId: '0', article: 1 }).pk,
          limit: 2,
        })
      ).items,
    allMailsOfWords: (companyId: string, ticketId: string) =>
      table.queryAll(TicketMailRow, {
        pk: ticketPartition(companyId, ticketId),
        beginsWith: 'MAIL-OF-WORDS#',
      }),
    loadRetention: (companyId: string, ticketId: string) =>
      table.get(TicketRetentionRow, { companyId, ticketId }),
    allRetainedCategories: (companyId: string) =>
      table.queryAll(RetainedCategoryRow, {
        pk: `C#${companyId}#HELP-DESK-PRIVACY`,
        beginsWith: 'CATEGORY#',
      }),
    /** Closed on that day or before, the oldest first; by the index. */
    closedUntil: (companyId: string, category: string, day: string) =>
      table.queryAll(TicketRetentionRow, {
        pk: `C#${companyId}#TICKETS-RETAINED#${category}`,
        index: 'gsi1',
        to: `${day}T~`,
      }),
    listBlocked: (companyId: string, ticketId: string, page: PageSpec) =>
      table.query(BlockedArticleRow, {
        pk: ticketPartition(companyId, ticketId),
        beginsWith: 'BLOCKED#',
        ...page,
      }),
    allBlocked: (companyId: string, ticketId: string) =>
      table.queryAll(BlockedArticleRow, {
        pk: ticketPartition(companyId, ticketId),
        beginsWith: 'BLOCKED#',
      }),
    loadBlocked: (companyId: string, ticketId: string, article: number) =>
      table.get(BlockedArticleRow, { companyId, ticketId, article }),
    /** Kept until before that day; by the index. */
    blockedUntilBefore: (companyId: string, day: string) =>
      table.queryAll(BlockedArticleRow, { pk: `C#${companyId}#TICKETS-BLOCKED`, index: 'gsi1', to: day }),
    /** Mails that somebody sent, newest first; by the index. */
    listMailsFrom: (companyId: string, email: string, page: PageSpec) =>
      table.query(MailRow, { pk: mailsFrom(companyId, email), index: 'gsi2', descending: true, ...page }),
    allMailsFrom: (companyId: string, email: string) =>
      table.queryAll(MailRow, { pk: mailsFrom(companyId, email), index: 'gsi2' }),
    /** Counts of the last hours; there are 48 at most. */
    allRates: (companyId: string, of: string) =>
      table.queryAll(MailRateRow, { pk: MailRateRow.key({ companyId, of, hour: '0' }).pk }),
    loadErasure: (companyId: string, erasureId: string) =>
      table.get(TicketErasureRow, { companyId, erasureId }),
    listErasures: (companyId: string, page: PageSpec) =>
      table.query(TicketErasureRow, { pk: `C#${companyId}#TICKET-ERASURES`, descending: true, ...page }),
    findErasing: (companyId: string, email: string) => table.get(ErasingRow, { companyId, email }),
    allErasing: (companyId: string) => table.queryAll(ErasingRow, { pk: `C#${companyId}#TICKET-ERASING` }),
  };
}
