import { randomBytes } from 'node:crypto';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import { refuse } from '../errors.ts';
import type { FormReader } from '../reader/forms.ts';
import type { MailReader } from '../reader/mails.ts';
import type { FormStore } from '../store/forms.ts';
import type { IntakeFormRow } from '../table/forms.ts';
import { type AssertCodesDeps, assertCodes } from './assert-codes.ts';
import { assertMailbox, type MailKeeper } from './keep-mailboxes.ts';

export interface KeepFormsDeps {
  readonly reader: FormReader & Pick<MailReader, 'loadMailbox'> & AssertCodesDeps['reader'];
  readonly forms: Pick<FormStore, 'keepForm'>;
  readonly retryWhileContended: Retry;
}

const MAX_FORMS = 50;

/** @throws tickets.unknown-form */
export async function loadForm(
  { reader }: { readonly reader: Pick<FormReader, 'loadForm'> },
  companyId: string,
  formId: string,
): Promise<IntakeFormRow> {
  const row = await reader.loadForm(companyId, formId);
  if (!row) throw refuse('tickets.unknown-form', `There is no form ${formId}.`);
  return row;
}

/** @throws tickets.no-mailbox, tickets.does-not-fit, tickets.too-many, platform.stale, platform.if-match-required */
export async function keepForm(
  deps: KeepFormsDeps,
  wish: Omit<IntakeFormRow, 'version' | 'secret' | 'at' | 'by'>,
  { principal, now, headers }: MailKeeper,
): Promise<IntakeFormRow> {
  const { companyId, formId } = wish;
  await assertMailbox(deps, companyId, wish.mailbox);
  await assertCodes(deps, companyId, { forms: [wish] });
  return decideAgain('tickets', deps, async () => {
    const standing = await deps.reader.loadForm(companyId, formId);
    if (standing) assertIfMatch(headers, standing.version);
    else if ((await deps.reader.allForms(companyId)).length >= MAX_FORMS)
      throw refuse('tickets.too-many', `A company has at most ${MAX_FORMS} forms.`);
    const secret = standing?.secret ?? randomBytes(32).toString('base64url');
    const version = (standing?.version ?? 0) + 1;
    const row = { ...wish, secret, version, at: now.toISOString(), by: principal };
    await deps.forms.keepForm(standing, row);
    return row;
  });
}
