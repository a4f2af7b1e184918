import { ABSENT, PRESENT, where } from '../../../shared/table/condition.ts';
import { ChangedMeanwhileError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { erase, insert, patch, put, type Write } from '../../../shared/table/writes.ts';
import { MailRateRow, MessageIdRow } from '../table/mails.ts';
import { TicketMailRow } from '../table/mails-of-words.ts';
import {
  BlockedArticleRow,
  ErasingRow,
  PrivacySettingsRow,
  RetainedCategoryRow,
  TicketErasureRow,
  TicketFileUseRow,
  TicketMarksRow,
  TicketPersonRow,
  TicketRetentionRow,
} from '../table/privacy.ts';
import { TaskWordsRow } from '../table/tasks.ts';
import { RequesterRow, TicketArticleRow } from '../table/tickets.ts';
import { TicketTimeRow } from '../table/time.ts';

export type PrivacyStore = ReturnType<typeof privacyStore>;

const faster = (what: string) => () => new ChangedMeanwhileError('tickets', what);

/** What an erasure has done in one transaction. */
export type Erased = Partial<Record<'tickets' | 'articles' | 'blocked' | 'mails', number>>;

/** Writes what is kept of words and persons, and what takes them away. */
export function privacyStore(table: Table) {
  return {
    commit: (writes: readonly Write[]): Promise<void> => table.transact(writes),
    write: (one: Write): Promise<void> => table.write(one),
    keepSettings: (seen: PrivacySettingsRow | undefined, row: PrivacySettingsRow): Write =>
      put(PrivacySettingsRow, row, seen ? where({ version: seen.version }) : ABSENT, faster('the settings')),
    setMarks: (seen: TicketMarksRow | undefined, row: TicketMarksRow): Write =>
      put(TicketMarksRow, row, seen ? where({ version: seen.version }) : ABSENT, faster('the marks')),
    addPerson: (row: TicketPersonRow): Write => put(TicketPersonRow, row),
    erasePerson: (row: TicketPersonRow): Write => erase(TicketPersonRow, row),
    addFileUse: (row: TicketFileUseRow): Write => put(TicketFileUseRow, row),
    eraseFileUse: (row: TicketFileUseRow): Write => erase(TicketFileUseRow, row),
    forgetMailOfWords: (row: TicketMailRow): Write => erase(TicketMailRow, row),
    retain: (row: TicketRetentionRow): Write => put(TicketRetentionRow, row),
    release: (row: Pick<TicketRetentionRow, 'companyId' | 'ticketId'>): Write =>
      erase(TicketRetentionRow, row),
    addCategory: (row: { companyId: string; category: string }): Write => put(RetainedCategoryRow, row),
    keepTaskWords: (row: TaskWordsRow): Write => put(TaskWordsRow, row, PRESENT, faster('the task')),
    setTimeNote: (of: Pick<TicketTimeRow, 'companyId' | 'ticketId' | 'entry'>, note: string): Write =>
      patch(TicketTimeRow, of, { set: { note } }, PRESENT, faster('the booking')),
    /** Puts an article without its words, or without an address, in its place. */
    redactArticle: (seen: TicketArticleRow, next: TicketArticleRow): Write =>
      put(TicketArticleRow, next, where({ redactedAt: seen.redactedAt }), faster('the article')),
    block: (row: BlockedArticleRow): Write => insert(BlockedArticleRow, row, faster('the blocked words')),
    unblock: (row: BlockedArticleRow): Write => erase(BlockedArticleRow, row),
    forgetMessage: (row: MessageIdRow): Write => erase(MessageIdRow, row),
    forgetRate: (row: MailRateRow): Write => erase(MailRateRow, row),
    forgetRequester: (row: RequesterRow): Write =>
      erase(RequesterRow, row, where({ requesterId: row.requesterId }), faster('the requester')),
    beginErasure: (row: TicketErasureRow, { email }: Pick<ErasingRow, 'email'>): readonly Write[] => {
      const { companyId, erasureId, at } = row;
      return [
        insert(TicketErasureRow, row, faster('the erasure')),
        insert(ErasingRow, { companyId, email, erasureId, at }, faster('the erasure')),
      ];
    },
    countErased: (of: Pick<ErasingRow, 'companyId' | 'erasureId'>, add: Erased): Write =>
      patch(TicketErasureRow, of, { add }, PRESENT, faster('the erasure')),
    /** What a run found that still waits. */
    setWaiting: (
      of: Pick<ErasingRow, 'companyId' | 'erasureId'>,
      waiting: TicketErasureRow['waiting'],
    ): Write =>
      patch(TicketErasureRow, of, { set: { state: 'waiting', waiting } }, PRESENT, faster('the erasure')),
    endErasure: (row: ErasingRow, doneAt: string): readonly Write[] => [
      patch(
        TicketErasureRow,
        row,
        { set: { state: 'done', waiting: [], doneAt } },
        PRESENT,
        faster('the erasure'),
      ),
      erase(ErasingRow, row),
    ],
  };
}
