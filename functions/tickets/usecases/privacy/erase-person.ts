import { keyedHash } from '../../../../shared/kernel/keyed-hash.ts';
import { decideAgain } from '../../../../shared/table/failures.ts';
import { refuse } from '../../errors.ts';
import type { PrivacyReader } from '../../reader/privacy.ts';
import type { TicketReader } from '../../reader/tickets.ts';
import type { ErasingRow, PrivacySettingsRow, TicketErasureRow } from '../../table/privacy.ts';
import type { TicketRow } from '../../table/tickets.ts';
import { type Keeper, traceOfKeeping } from '../keeper.ts';
import { type MailSituationDeps, mailSettings } from '../mail-situation.ts';
import type { TakeInMailDeps } from '../settle-mail.ts';
import { dropHanging } from './drop-hanging.ts';
import { isLoose, redactMail } from './redact-mail.ts';
import { namedIn, type RedactTicketDeps, redactTicket } from './redact-ticket.ts';

export interface BeginErasureDeps extends MailSituationDeps {
  readonly reader: MailSituationDeps['reader'] &
    Pick<TicketReader, 'findRequester'> &
    Pick<PrivacyReader, 'findErasing' | 'loadErasure' | 'listTicketsOfPerson' | 'listMailsFrom'>;
  readonly privacy: RedactTicketDeps['privacy'];
  readonly newId: TakeInMailDeps['newId'];
  readonly retryWhileContended: RedactTicketDeps['retryWhileContended'];
}

export interface ErasureWish extends Pick<TicketErasureRow, 'companyId' | 'ground' | 'requestedOn'> {
  readonly email: string;
}

/**
 * Begins the erasure of what is kept of a person; the schedule carries it out. Asked again while it goes on, it is the same one.
 * @throws tickets.unknown-person
 */
export function beginErasure(
  deps: BeginErasureDeps,
  { companyId, email, ground, requestedOn }: ErasureWish,
  who: Omit<Keeper, 'headers'>,
): Promise<TicketErasureRow> {
  return decideAgain('tickets', deps, async () => {
    const { reader, privacy } = deps;
    const running = await reader.findErasing(companyId, email);
    const standing = running && (await reader.loadErasure(companyId, running.erasureId));
    if (standing) return standing;
    const one = { limit: 1 };
    const [tickets, mails, requester, { secret }] = await Promise.all([
      reader.listTicketsOfPerson(companyId, email, one),
      reader.listMailsFrom(companyId, email, one),
      reader.findRequester(companyId, email),
      mailSettings(deps, companyId),
    ]);
    if (tickets.items.length + mails.items.length === 0 && !requester)
      throw refuse('tickets.unknown-person', 'The help desk keeps nothing of this address.');
    const at = who.now.toISOString();
    const row: TicketErasureRow = {
      companyId, erasureId: deps.newId('ers'), person: keyedHash(secret, `erasure\n${email}`),
      state: 'running', ground, requestedOn, at, by: who.principal,
      tickets: 0, articles: 0, blocked: 0, mails: 0, waiting: [],
    }; // biome-ignore format: a record
    const begun = { action: 'tickets.erasure-begun', subject: `help-desk/erasures/${row.erasureId}` };
    const trace = traceOfKeeping(deps, companyId, begun, who);
    await privacy.commit([...privacy.beginErasure(row, { email }), trace]);
    return row;
  });
}

export interface ErasePersonDeps extends RedactTicketDeps, TakeInMailDeps {
  readonly reader: RedactTicketDeps['reader'] & TakeInMailDeps['reader'] & PrivacyReader;
  readonly mails: TakeInMailDeps['mails'];
}

/** Tickets that are looked at in one page. */
const PAGE = 100;
/** Of tickets that wait so many are named. */
const MOST_NAMED = 100;

/**
 * Carries an erasure out as far as nothing stands against it. What is done leaves the list that it is found by, so whoever dies goes on
 * by beginning again, and what is open or held waits for the next run.
 * @returns whether it has ended
 */
export async function erasePerson(
  deps: ErasePersonDeps,
  erasing: ErasingRow,
  now: Date,
  hasTime: () => boolean,
): Promise<boolean> {
  const { reader, privacy } = deps;
  const { companyId, email } = erasing;
  const settings = await reader.privacyOf(companyId);
  const waiting: TicketErasureRow['waiting'] = [];
  let hasLater = false;
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const { items, next } = await reader.listTicketsOfPerson(companyId, email, { limit: PAGE, after });
    for (const row of await reader.loadTickets(
      companyId,
      items.map(({ ticketId }) => ticketId),
    )) {
      if (!hasTime()) return false;
      if (row.openedAt > erasing.at) hasLater = true;
      else {
        const because = await eraseFromTicket(deps, erasing, row, settings, now);
        if (because) waiting.push({ ticketId: row.ticketId, because });
      }
    }
    after = next;
  } while (after);
  for await (const mail of reader.allMailsFrom(companyId, email)) {
    if (!hasTime()) return false;
    if (isLoose(mail) && mail.receivedAt <= erasing.at)
      await redactMail(deps, mail, now, { together: [privacy.countErased(erasing, { mails: 1 })] });
  }
  if (waiting.length > 0) {
    await privacy.write(privacy.setWaiting(erasing, waiting.slice(0, MOST_NAMED)));
    return false;
  }
  await forgetAddress(deps, erasing, hasLater, now);
  return true;
}

async function eraseFromTicket(
  deps: ErasePersonDeps,
  erasing: ErasingRow,
  row: TicketRow,
  settings: PrivacySettingsRow,
  now: Date,
) {
  const { companyId, email } = erasing;
  const { privacy } = deps;
  const isOwn = row.requester.email === email || row.requester.email === row.requesterId;
  const { ticketId } = row;
  const because = await redactTicket(deps, row, {
    settings,
    scope: isOwn ? 'all' : { email },
    because: 'erasure',
    foundBy: email,
    now,
    together: ({ named: _, ...done }) => [
      privacy.countErased(erasing, done),
      ...(isOwn ? [privacy.release({ companyId, ticketId })] : []),
    ],
  });
  // Words of the person that are kept apart are found by it until they go.
  const blocked = await Array.fromAsync(deps.reader.allBlocked(companyId, ticketId));
  if (because || blocked.some((one) => namedIn(one).includes(email))) return because;
  await dropHanging(deps, row, [email]);
  return undefined;
}

/** What is kept by the address itself; it stays known where the person has written again since. */
async function forgetAddress(
  { reader, privacy }: ErasePersonDeps,
  erasing: ErasingRow,
  hasLater: boolean,
  now: Date,
): Promise<void> {
  const { companyId, email } = erasing;
  for (const of of [`sender ${email}`, `answers to ${email}`])
    for await (const rate of reader.allRates(companyId, of)) await privacy.write(privacy.forgetRate(rate));
  const requester = hasLater ? undefined : await reader.findRequester(companyId, email);
  await privacy.commit([
    ...privacy.endErasure(erasing, now.toISOString()),
    ...(requester ? [privacy.forgetRequester(requester)] : []),
  ]);
}
