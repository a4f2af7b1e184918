import { refuse } from '../errors.ts';
import type { ArrivedMail, TakeInMailDeps } from './settle-mail.ts';
import { type Arrival, takeInMail } from './take-in-mail.ts';

export interface ReceiveMailDeps extends TakeInMailDeps {
  /** The mail as the mail server has left it; undefined where it is gone. */
  readonly open: (deliveryId: string) => Promise<Uint8Array | undefined>;
  readonly read: (
    companyId: string,
    content: Uint8Array,
  ) => Promise<Pick<Arrival, 'raw' | 'keep'> & { readonly arrived: ArrivedMail }>;
}

/** What a mail server has taken: under an id of its own, for the addresses of the envelope (RFC 5321, 3.3). */
export interface Delivery {
  readonly deliveryId: string;
  readonly recipients: readonly string[];
}

/** A mail goes to no more companies and mailboxes at once. */
const MOST_RECIPIENTS = 100;

/** `support+printer@example.com` goes where `support@example.com` does (RFC 5233), unless it is kept itself. */
const withoutDetail = (address: string) => address.replace(/\+[^@]*(?=@)/, '');

/**
 * Takes in what a mail server brings, once for each mailbox that it is for. The addresses decide whose it is, not what stands in the mail.
 * Worked on again, it goes on where it stopped.
 * @throws tickets.no-delivery, tickets.no-mailbox, which lose nothing: the raw mail stays, and the message can be sent again
 */
export async function receiveMail(
  deps: ReceiveMailDeps,
  { deliveryId, recipients }: Delivery,
  now: Date,
): Promise<void> {
  const addresses = new Set(recipients.slice(0, MOST_RECIPIENTS).map((address) => address.toLowerCase()));
  const owners = await Promise.all([...addresses].map((address) => ownerOf(deps, address)));
  const mailboxes = new Map(owners.flatMap((owner) => (owner ? [[owner.address, owner.companyId]] : [])));
  const content = await deps.open(deliveryId);
  if (!content) throw refuse('tickets.no-delivery', `There is no mail ${deliveryId}.`);
  for (const [address, companyId] of mailboxes) {
    const source = `${deliveryId} ${address}`;
    if (await deps.reader.findDelivery(companyId, source)) continue;
    const { raw, arrived, keep } = await deps.read(companyId, content);
    const { mail } = arrived;
    const here = { ...arrived, mail: { ...mail, deliveredTo: [address, ...mail.deliveredTo] } };
    await takeInMail(deps, { companyId, source, raw, keep, now }, here, () => [
      deps.mails.noteDelivery({ companyId, source, at: now.toISOString() }),
    ]);
  }
  if (mailboxes.size === 0) {
    throw refuse(
      'tickets.no-mailbox',
      'No company takes mail at any of its addresses; it lies below inbound/.',
    );
  }
}

async function ownerOf({ reader }: ReceiveMailDeps, address: string) {
  const plain = withoutDetail(address);
  const exact = await reader.findMailboxOwner(address);
  return exact ?? (plain === address ? undefined : reader.findMailboxOwner(plain));
}
