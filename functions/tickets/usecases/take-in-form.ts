import type { PutFile } from '../../../shared/files/put-by-link.ts';
import type { FormFile } from '../../../shared/http/form-body.ts';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { keyedHash, sha256Hex } from '../../../shared/kernel/keyed-hash.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import { withoutFractions } from '../domain/desk/fields.ts';
import { checkForm, type FormFaults } from '../domain/forms/check-form.ts';
import { type AskedFields, fieldsOnForm, readFormFields } from '../domain/forms/form-fields.ts';
import { readFormToken, sourceOf } from '../domain/forms/form-token.ts';
import { keepAttachments } from '../files.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { FormStore } from '../store/forms.ts';
import type { IntakeFormRow } from '../table/forms.ts';
import { type DeskGroundDeps, loadGround } from './desk-ground.ts';
import { type OpenTicketDeps, openTicket } from './open-ticket.ts';

export interface TakeInFormDeps extends OpenTicketDeps {
  readonly reader: OpenTicketDeps['reader'] & Pick<TicketReader, 'findIntake'>;
  readonly forms: Pick<FormStore, 'countForm'>;
  readonly putFile: PutFile;
}

/** What is asked for besides what all forms have: by the category that was chosen, or is that of all that comes through the form. */
export async function askedFields(
  deps: DeskGroundDeps,
  { companyId, categories, category: ofAll }: IntakeFormRow,
  chosen: string | undefined,
): Promise<AskedFields | undefined> {
  const category = categories.length === 0 ? ofAll : categories.find(({ code }) => code === chosen)?.code;
  if (category === undefined) return undefined;
  const { fieldsOf } = await loadGround(deps, companyId, [{ category }]);
  const fields = fieldsOnForm(fieldsOf(category).fields);
  return fields.length > 0 ? { category, fields } : undefined;
}

export interface SentForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly FormFile[];
  /** What the category that was chosen asks for. */
  readonly asked: AskedFields | undefined;
  readonly sourceIp: string;
  readonly now: Date;
}

export type FormOutcome =
  | { readonly state: 'ticket'; readonly ticketId: string; readonly email: string }
  | { readonly state: 'faults'; readonly faults: FormFaults }
  /** `more-fields`: the page did not ask for what the category wants to know. */
  | { readonly state: 'too-old' | 'too-fast' | 'too-many' | 'more-fields' }
  /** The page was sent before, with other content. */
  | { readonly state: 'sent-before'; readonly ticketId: string };

/** Tickets in an hour through one form. */
export const FORM_LIMITS = { perAddress: 20, perForm: 500 } as const;
/** Who sends through a form is known by nothing but what is written there. */
const FORM = { kind: 'machine', id: 'form' } as const;

/**
 * Opens the ticket that somebody has written into a form: one for each page that was handed out, however often it is sent.
 * Counted is what opens a ticket.
 */
export async function takeInForm(
  deps: TakeInFormDeps,
  form: IntakeFormRow,
  sent: SentForm,
): Promise<FormOutcome> {
  const { companyId, formId, secret } = form;
  const { fields, files, asked, now } = sent;
  const token = readFormToken(secret, `${companyId}/${formId}`, fields.token ?? '', now);
  if (token.state === 'too-fast') return { state: 'too-fast' };
  if (token.state !== 'good') return { state: 'too-old' };
  const { filled, faults: general } = checkForm(fields, files, form.categories);
  const wasAsked = asked === undefined || fields.shown === asked.category;
  const { values, faults: ofFields } = readFormFields(asked?.fields ?? [], fields);
  const faults = wasAsked ? { ...general, ...ofFields } : general;
  if (Object.keys(faults).length > 0) return { state: 'faults', faults };
  if (!wasAsked) return { state: 'more-fields' };
  const { title, description, name, email, category = form.category } = filled;
  const requester = { email, name };
  const content = { title, description, name: name ?? null, email, category: category ?? null };
  const answers = withoutFractions(values);
  const hashes = files.map((file) => [file.fileName, sha256Hex(file.bytes)]);
  const contentHash = sha256Hex(canonicalJson({ ...content, answers, files: hashes }));
  const key = { companyId, key: `form ${formId} ${token.pageId}`, contentHash };
  return decideAgain('tickets', deps, async (): Promise<FormOutcome> => {
    const known = await deps.reader.findIntake(companyId, key.key);
    if (known)
      return known.contentHash === contentHash
        ? { state: 'ticket', ticketId: known.ticketId, email }
        : { state: 'sent-before', ticketId: known.ticketId };
    if (await isTooMuch(deps, form, sent)) return { state: 'too-many' };
    const kept = await keepAttachments(deps.putFile, companyId, files.map(attachmentOf), now);
    const words = { text: description, from: requester, files: kept };
    const { kind, team, mailbox } = form;
    const wish = {
      companyId,
      channel: 'form',
      title,
      words,
      requester,
      kind,
      category,
      team,
      fields: values,
      mailbox,
    } as const;
    const { row } = await openTicket(deps, wish, { by: FORM, now }, (opened) => [
      deps.store.rememberIntake({ ...key, ticketId: opened.row.ticketId, article: 1 }),
    ]);
    return { state: 'ticket', ticketId: row.ticketId, email };
  });
}

/** Counts for the address, which is kept only as a hash that the form alone can make, and for the form. */
async function isTooMuch({ forms }: TakeInFormDeps, form: IntakeFormRow, { sourceIp, now }: SentForm) {
  const { companyId, formId, secret } = form;
  const hour = now.toISOString().slice(0, 13);
  const of = keyedHash(secret, `address\n${sourceOf(sourceIp)}`).slice(0, 32);
  if ((await forms.countForm({ companyId, formId, of, hour })) > FORM_LIMITS.perAddress) return true;
  return (await forms.countForm({ companyId, formId, of: 'all', hour })) > FORM_LIMITS.perForm;
}

function attachmentOf({ fileName, mediaType, bytes }: FormFile) {
  const isType = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(mediaType);
  return {
    fileName,
    mediaType: isType ? mediaType : 'application/octet-stream',
    content: Buffer.from(bytes).toString('base64'),
  };
}
