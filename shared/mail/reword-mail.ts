import { where } from '../table/condition.ts';
import { patch, type Refusal, type Write } from '../table/writes.ts';
import { OutgoingMailRow } from './table.ts';

/**
 * Puts other words into a mail of the outbox, sent or not; one that waits goes out with them. While it is being sent it must not change.
 * @param seen not `sending`
 */
export function rewordMail(
  { companyId, mailId, version, cc }: OutgoingMailRow,
  { text, leaves = () => false }: { readonly text: string; readonly leaves?: (email: string) => boolean },
  refusal: Refusal,
): Write {
  const set = { text, cc: cc.filter(({ email }) => !leaves(email)), version: version + 1 };
  return patch(OutgoingMailRow, { companyId, mailId }, { set }, where({ version }), refusal);
}
