import { PRESENT, where } from '../../../shared/table/condition.ts';
import { ChangedMeanwhileError, ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { check, erase, insert, patch, put, type Refusal, type Write } from '../../../shared/table/writes.ts';
import { monthOf } from '../domain/knowledge/use.ts';
import type { Solution } from '../domain/ticket/ticket.ts';
import { AnsweringRow } from '../table/answering.ts';
import { KnowledgeCountRow, KnowledgeUseRow } from '../table/knowledge.ts';
import { TicketMailRow } from '../table/mails-of-words.ts';
import { TaskWordsRow, TicketTaskRow } from '../table/tasks.ts';
import {
  IntakeKeyRow,
  RequesterRow,
  TicketArticleRow,
  TicketDueRow,
  TicketEventRow,
  TicketListingRow,
  TicketNumber,
  TicketRow,
} from '../table/tickets.ts';
import { TicketTimeRow } from '../table/time.ts';

export type TicketStore = ReturnType<typeof ticketStore>;

/** Somebody was faster: what was read is read again. */
function faster(what: string) {
  return () => new ContentionError(`${what} changed meanwhile`);
}

/** Writes tickets with their events and articles. */
export function ticketStore(table: Table) {
  return {
    commit: (writes: readonly Write[]): Promise<void> => table.transact(writes),
    /** The next number of the company; one that is then not used is a gap. */
    takeNumber: async (companyId: string): Promise<string> =>
      String(await table.increase(TicketNumber, { companyId }, 'last')),
    addTicket: (row: TicketRow): Write => insert(TicketRow, row, faster('the number')),
    changeTicket: (seen: TicketRow, next: TicketRow): Write =>
      put(TicketRow, next, where({ version: seen.version }), faster('the ticket')),
    addEvent: (row: TicketEventRow): Write => insert(TicketEventRow, row, faster('the history')),
    addArticle: (row: TicketArticleRow): Write => insert(TicketArticleRow, row, faster('the articles')),
    /** That the mail of a reply did not arrive. */
    markArticle: (
      { companyId, ticketId, article }: Pick<TicketArticleRow, 'companyId' | 'ticketId' | 'article'>,
      undeliverable: NonNullable<TicketArticleRow['undeliverable']>,
    ): Write =>
      patch(
        TicketArticleRow,
        { companyId, ticketId, article },
        { set: { undeliverable } },
        PRESENT,
        faster('the articles'),
      ),
    addRequester: (row: RequesterRow): Write => insert(RequesterRow, row, faster('the requester')),
    setAnswering: (row: AnsweringRow): Write => put(AnsweringRow, row),
    addTime: (row: TicketTimeRow): Write => insert(TicketTimeRow, row, faster('the bookings')),
    takeBackTime: (
      { companyId, ticketId, entry }: TicketTimeRow,
      takenBack: NonNullable<TicketTimeRow['takenBack']>,
    ): Write =>
      patch(
        TicketTimeRow,
        { companyId, ticketId, entry },
        { set: { takenBack } },
        PRESENT,
        faster('the bookings'),
      ),
    /** That a mail is made of a ticket's words: goes before the mail, or with it. */
    noteMailOfWords: (row: TicketMailRow): Write => put(TicketMailRow, row),
    /** Nobody has taken the ticket's words away since it was read. */
    hasItsWords: ({ companyId, ticketId, redactedAt }: TicketRow, refusal: Refusal): Write =>
      check(TicketRow, { companyId, ticketId }, where({ redactedAt }), refusal),
    setDue: (row: TicketDueRow): Write => put(TicketDueRow, row),
    list: (row: TicketListingRow): Write => put(TicketListingRow, row),
    unlist: (row: TicketListingRow): Write => erase(TicketListingRow, row),
    keepTask: (row: TicketTaskRow): Write => put(TicketTaskRow, row),
    keepTaskWords: (row: TaskWordsRow): Write => put(TaskWordsRow, row),
    /** Adds to how many tickets an article of the knowledge base has solved, in all and in the month in which it was named. */
    countSolved: (companyId: string, { articleId, at }: Solution, by: 1 | -1): Write[] => {
      const all = { companyId, articleId };
      const ofMonth = { ...all, month: monthOf(at) };
      return [
        patch(
          KnowledgeCountRow,
          all,
          { set: { ...all, entity: KnowledgeCountRow.name }, add: { solved: by } },
          {},
          faster('the counts'),
        ),
        patch(
          KnowledgeUseRow,
          ofMonth,
          { set: { ...ofMonth, entity: KnowledgeUseRow.name }, add: { solved: by } },
          {},
          faster('the counts'),
        ),
      ];
    },
    rememberIntake: (row: IntakeKeyRow): Write =>
      insert(IntakeKeyRow, row, () => new ChangedMeanwhileError('tickets', 'the message')),
  };
}
