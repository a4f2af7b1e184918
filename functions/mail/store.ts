import { MailOutcomeRow, OutgoingMailRow } from '../../shared/mail/table.ts';
import { where } from '../../shared/table/condition.ts';
import { ContentionError } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { insert, put } from '../../shared/table/writes.ts';

export type MailStore = ReturnType<typeof mailStore>;

const faster = () => new ContentionError('somebody else sends this mail');

/** Writes how far the sending of mails has come. */
export function mailStore(table: Table) {
  return {
    /** @throws ContentionError where somebody was faster */
    moveMail: (seen: OutgoingMailRow, next: OutgoingMailRow): Promise<void> => {
      const moved = put(OutgoingMailRow, next, where({ version: seen.version }), faster);
      const { companyId, mailId, version, about, state, because, sentMessageId, settledAt: at } = next;
      if ((state !== 'sent' && state !== 'failed') || at === undefined) return table.write(moved);
      const outcome = { companyId, mailId, version, about, state, because, sentMessageId, at };
      return table.transact([moved, insert(MailOutcomeRow, outcome, faster)]);
    },
  };
}
