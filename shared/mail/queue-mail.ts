import { insert, type Refusal, type Write } from '../table/writes.ts';
import { type OutgoingMail, sound } from './outgoing.ts';
import { OutgoingMailRow } from './table.ts';

/** Whose mail it is. The same id is the same mail: what may run again asks for it again. */
export interface MailOrder {
  readonly companyId: string;
  readonly mailId: string;
  /** The module that is told how it ended, and what it is about, in words of that module: `1042/articles/3`. */
  readonly about: OutgoingMailRow['about'];
}

/**
 * The mail as an item of the outbox, to be committed with what causes it: from then on it is sent, whatever becomes of who asked.
 * @param onExists what a mail of this id means that stands there already
 */
export function queueMail(order: MailOrder, mail: OutgoingMail, now: Date, onExists: Refusal): Write {
  const at = now.toISOString();
  return insert(
    OutgoingMailRow,
    {
      ...order,
      ...sound(mail),
      queuedAt: at,
      version: 1,
      state: 'waiting',
      dueAt: at,
      attempts: 0,
      uncertain: 0,
    },
    onExists,
  );
}
