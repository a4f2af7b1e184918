import { FORM_FIELDS, type FormFaults, type FormField } from '../domain/forms/check-form.ts';
import type { IntakeFormRow } from '../table/forms.ts';
import { FORM_WORDS, type FormNotice } from './form-words.ts';
import { escapeHtml, pageOfHtml, paragraphs } from './html.ts';

export interface FormPage {
  readonly form: IntakeFormRow;
  readonly token: string;
  /** What was written already, as it was sent. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly faults?: FormFaults | undefined;
  readonly notice?: FormNotice | undefined;
  /** Of what was sent before. */
  readonly ticketId?: string | undefined;
  readonly hadFiles?: boolean | undefined;
}

/** The form, with what was written already and what is wrong with it beside the field. */
export function formPage(page: FormPage): string {
  const { form, token, notice, ticketId, hadFiles } = page;
  const words = FORM_WORDS[form.language];
  const before = ticketId === undefined ? '' : ` ${words.number} ${ticketId}.`;
  const again = hadFiles ? ` ${words.chooseFilesAgain}` : '';
  const body = [
    `<h1>${escapeHtml(form.title)}</h1>`,
    form.introduction === undefined ? '' : paragraphs(form.introduction),
    notice ? `<p class="notice" role="alert">${escapeHtml(words.notices[notice] + before + again)}</p>` : '',
    '<form method="post" enctype="multipart/form-data" novalidate>',
    `<input type="hidden" name="token" value="${escapeHtml(token)}">`,
    ...FORM_FIELDS.filter((field) => field !== 'category' || form.categories.length > 0).map((field) =>
      fieldOf(page, field),
    ),
    `<button type="submit">${escapeHtml(words.send)}</button>`,
    '</form>',
  ];
  return pageOfHtml(form.language, form.title, body.filter((part) => part !== '').join('\n'));
}

const OPTIONAL: ReadonlySet<FormField> = new Set(['name', 'files']);
const COMPLETES: Partial<Record<FormField, string>> = { name: 'name', email: 'email', website: 'off' };

function fieldOf({ form, fields = {}, faults = {} }: FormPage, field: FormField): string {
  const words = FORM_WORDS[form.language];
  const fault = faults[field];
  const optional = OPTIONAL.has(field) ? ` (${words.optional})` : '';
  const described = [field === 'files' ? 'files-hint' : '', fault ? `${field}-fault` : ''].filter(Boolean);
  const completes = COMPLETES[field];
  const attributes = [
    `id="${field}" name="${field}"`,
    completes ? `autocomplete="${completes}"` : '',
    described.length > 0 ? `aria-describedby="${described.join(' ')}"` : '',
    fault ? 'aria-invalid="true"' : '',
    field === 'website' && !fault ? 'tabindex="-1"' : '',
  ]
    .filter(Boolean)
    .join(' ');
  const inner = [
    `<label for="${field}">${escapeHtml(words.labels[field] + optional)}</label>`,
    field === 'files' ? `<p class="hint" id="files-hint">${escapeHtml(words.filesHint)}</p>` : '',
    fault ? `<p class="fault" id="${field}-fault">${escapeHtml(words.faults[fault])}</p>` : '',
    controlOf(form, field, attributes, fields[field] ?? ''),
  ].join('\n');
  if (field !== 'website') return inner;
  return fault
    ? `<div class="trap seen">${inner}</div>`
    : `<div class="trap" aria-hidden="true">${inner}</div>`;
}

function controlOf(form: IntakeFormRow, field: FormField, attributes: string, value: string): string {
  if (field === 'description') return `<textarea ${attributes}>\n${escapeHtml(value)}</textarea>`;
  if (field === 'files') return `<input type="file" multiple ${attributes}>`;
  if (field !== 'category') {
    const type = field === 'email' ? 'email' : 'text';
    return `<input type="${type}" ${attributes} value="${escapeHtml(value)}">`;
  }
  const choices = form.categories.map(({ code, label }) => {
    const chosen = code === value ? ' selected' : '';
    return `<option value="${escapeHtml(code)}"${chosen}>${escapeHtml(label)}</option>`;
  });
  const first = `<option value="">${escapeHtml(FORM_WORDS[form.language].choose)}</option>`;
  return `<select ${attributes}>${first}${choices.join('')}</select>`;
}

/** That it has arrived, under which number, and where the answer goes. */
export function sentPage(form: IntakeFormRow, ticketId: string, email: string): string {
  const words = FORM_WORDS[form.language];
  const body = [
    `<h1>${escapeHtml(words.sent)}</h1>`,
    `<p>${escapeHtml(words.number)} <strong>${escapeHtml(ticketId)}</strong>. ${escapeHtml(words.answerTo)} ${escapeHtml(email)}.</p>`,
    form.confirmation === undefined ? '' : paragraphs(form.confirmation),
  ];
  return pageOfHtml(form.language, words.sent, body.join('\n'));
}
