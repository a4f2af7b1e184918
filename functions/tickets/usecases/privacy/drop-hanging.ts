import type { Write } from '../../../../shared/table/writes.ts';
import type { PrivacyReader } from '../../reader/privacy.ts';
import type { PrivacyStore } from '../../store/privacy.ts';
import { personHash } from '../../table/privacy.ts';
import type { TicketRow } from '../../table/tickets.ts';

export interface HangingDeps {
  readonly reader: Pick<PrivacyReader, 'knownPersons'>;
  readonly privacy: PrivacyStore;
}

/**
 * Takes away what hangs on the words of a ticket: notes by whom it is found. Whoever keeps something else that was made of words and does
 * not follow the event `redacted` adds its removal here; it may run again.
 * @param persons addresses that are not to lead to the ticket any more
 */
export async function dropHanging(
  { reader, privacy }: HangingDeps,
  { companyId, ticketId }: Pick<TicketRow, 'companyId' | 'ticketId'>,
  persons: readonly string[],
): Promise<void> {
  const rows = [...new Set(persons.map(personHash))].map((person) => ({ companyId, person, ticketId }));
  const writes: Write[] = (await reader.knownPersons(rows)).map(privacy.erasePerson);
  for (const write of writes) await privacy.write(write);
}
