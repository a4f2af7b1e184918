import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import { refuse } from '../errors.ts';
import type { MailboxRow, MailSettingsRow } from '../table/mails.ts';
import { type AssertCodesDeps, assertCodes } from './assert-codes.ts';
import { type MailSituationDeps, mailSettings } from './mail-situation.ts';

export interface KeepMailboxesDeps extends MailSituationDeps {
  readonly reader: MailSituationDeps['reader'] & AssertCodesDeps['reader'];
  readonly retryWhileContended: Retry;
}

export interface MailKeeper {
  readonly principal: string;
  readonly now: Date;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** All of them are read with every mail. */
const MAX_MAILBOXES = 100;

/** @throws tickets.unknown-mailbox */
export async function loadMailbox(
  { reader }: Pick<MailSituationDeps, 'reader'>,
  companyId: string,
  address: string,
): Promise<MailboxRow> {
  const row = await reader.loadMailbox(companyId, address);
  if (!row) throw refuse('tickets.unknown-mailbox', `There is no mailbox ${address}.`);
  return row;
}

/** Somebody names a mailbox that must be there. @throws tickets.no-mailbox */
export async function assertMailbox(
  { reader }: { readonly reader: Pick<MailSituationDeps['reader'], 'loadMailbox'> },
  companyId: string,
  address: string | undefined,
): Promise<void> {
  if (address === undefined || (await reader.loadMailbox(companyId, address))) return;
  throw refuse('tickets.no-mailbox', `There is no mailbox ${address}.`, {
    errors: [{ pointer: '/mailbox', detail: 'must be the address of a mailbox that is kept' }],
  });
}

/** @throws tickets.does-not-fit, tickets.mailbox-taken, tickets.too-many, platform.stale, platform.if-match-required */
export async function keepMailbox(
  deps: KeepMailboxesDeps,
  wish: Omit<MailboxRow, 'version' | 'at' | 'by'>,
  { principal, now, headers }: MailKeeper,
): Promise<MailboxRow> {
  const { companyId, address } = wish;
  await assertCodes(deps, companyId, { mailboxes: [wish] });
  return decideAgain('tickets', deps, async () => {
    const standing = await deps.reader.loadMailbox(companyId, address);
    if (standing) assertIfMatch(headers, standing.version);
    else if ((await deps.reader.allMailboxes(companyId)).length >= MAX_MAILBOXES)
      throw refuse('tickets.too-many', `A company has at most ${MAX_MAILBOXES} mailboxes.`);
    const version = (standing?.version ?? 0) + 1;
    const row = { ...wish, version, at: now.toISOString(), by: principal };
    await deps.mails.keepMailbox(standing, row);
    return row;
  });
}

/** @throws tickets.unknown-mailbox, platform.stale, platform.if-match-required */
export function dropMailbox(
  deps: KeepMailboxesDeps,
  companyId: string,
  address: string,
  { headers }: MailKeeper,
): Promise<void> {
  return decideAgain('tickets', deps, async () => {
    const standing = await loadMailbox(deps, companyId, address);
    assertIfMatch(headers, standing.version);
    await deps.mails.dropMailbox(standing);
  });
}

/** @throws platform.stale, platform.if-match-required */
export function keepMailSettings(
  deps: KeepMailboxesDeps,
  companyId: string,
  wish: Omit<MailSettingsRow, 'companyId' | 'version' | 'secret'>,
  { headers }: MailKeeper,
): Promise<MailSettingsRow> {
  return decideAgain('tickets', deps, async () => {
    const standing = await mailSettings(deps, companyId);
    assertIfMatch(headers, standing.version);
    const row = { ...standing, ...wish, version: standing.version + 1 };
    await deps.mails.keepMailSettings(standing, row);
    return row;
  });
}
