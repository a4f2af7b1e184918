import { erase, type Write } from '../table/writes.ts';
import { OutgoingMailRow } from './table.ts';

/** Takes a mail out of the outbox with its words, sent or not: one that waits does not go out any more. */
export function forgetMail(of: { readonly companyId: string; readonly mailId: string }): Write {
  return erase(OutgoingMailRow, of);
}
