import { ABSENT, where } from '../../../shared/table/condition.ts';
import { ChangedMeanwhileError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { erase, insert, put, type Write } from '../../../shared/table/writes.ts';
import { refuse } from '../errors.ts';
import {
  MailboxOwnerRow,
  MailboxRow,
  MailDayRow,
  MailDeliveryRow,
  MailRateRow,
  MailRow,
  MailSettingsRow,
  MessageIdRow,
} from '../table/mails.ts';

export type MailStore = ReturnType<typeof mailStore>;

/** Stands in the transaction of a ticket: who decided must decide again, the same writes would fail for ever. */
const faster = (what: string) => () => new ChangedMeanwhileError('tickets', what);

/** Writes what is kept of mails. */
export function mailStore(table: Table) {
  return {
    commitMail: (writes: readonly Write[]): Promise<void> => table.transact(writes),
    addMail: (row: MailRow): Write => insert(MailRow, row, faster('the mail')),
    noteDelivery: (row: MailDeliveryRow): Write => insert(MailDeliveryRow, row, faster('the delivery')),
    decideMail: (seen: MailRow, next: MailRow): Write =>
      put(MailRow, next, where({ outcome: seen.outcome }), faster('the mail')),
    knowMessage: (row: MessageIdRow): Write => put(MessageIdRow, row),
    count: (seen: MailDayRow | undefined, next: MailDayRow): Write =>
      put(
        MailDayRow,
        next,
        seen ? where({ received: seen.received, parked: seen.parked }) : ABSENT,
        faster('the counts of the day'),
      ),
    rate: (seen: MailRateRow | undefined, next: MailRateRow): Write =>
      put(MailRateRow, next, seen ? where({ count: seen.count }) : ABSENT, faster('the rate')),
    keepMailbox: (seen: MailboxRow | undefined, row: MailboxRow): Promise<void> => {
      const { address, companyId } = row;
      const standing = seen ? where({ version: seen.version }) : ABSENT;
      const owner = { address, companyId };
      const taken = () =>
        refuse('tickets.mailbox-taken', `Another company takes mail at ${address}.`, {
          errors: [{ pointer: '/address', detail: 'must be an address of your own' }],
        });
      return table.transact([
        put(MailboxRow, row, standing, faster('the mailbox')),
        ...(seen ? [] : [insert(MailboxOwnerRow, owner, taken)]),
      ]);
    },
    dropMailbox: (seen: MailboxRow): Promise<void> =>
      table.transact([
        erase(MailboxRow, seen, where({ version: seen.version }), faster('the mailbox')),
        erase(MailboxOwnerRow, seen),
      ]),
    keepMailSettings: (seen: MailSettingsRow | undefined, row: MailSettingsRow): Promise<void> =>
      table.write(
        put(MailSettingsRow, row, seen ? where({ version: seen.version }) : ABSENT, faster('the settings')),
      ),
  };
}
