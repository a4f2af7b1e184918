import { FORM_FIELDS, type FormFaults, type FormField } from '../domain/forms/check-form.ts';
import type { AskedFields } from '../domain/forms/form-fields.ts';
import type { IntakeFormRow } from '../table/forms.ts';
import { customFields, inputOfType, labelled, selectOf } from './form-controls.ts';
import { FORM_WORDS, type FormNotice } from './form-words.ts';
import { escapeHtml, pageOfHtml, paragraphs } from './html.ts';

export interface FormPage {
  readonly form: IntakeFormRow;
  readonly token: string;
  /** The category that holds, and what it asks for. */
  readonly asked?: AskedFields | undefined;
  /** What was written already, as it was sent. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly faults?: FormFaults | undefined;
  readonly notice?: FormNotice | undefined;
  /** Of what was sent before. */
  readonly ticketId?: string | undefined;
  readonly hadFiles?: boolean | undefined;
  readonly suggestions?: readonly SuggestedArticle[] | undefined;
}

/** An article that everybody may read. */
export interface SuggestedArticle {
  readonly articleId: string;
  readonly title: string;
}

/** The form, with what was written already and what is wrong with it beside the field. */
export function formPage(page: FormPage): string {
  const { form, token, notice, ticketId, hadFiles, suggestions = [] } = page;
  const words = FORM_WORDS[form.language];
  const before = ticketId === undefined ? '' : ` ${words.number} ${ticketId}.`;
  const again = hadFiles ? ` ${words.chooseFilesAgain}` : '';
  const body = [
    `<h1>${escapeHtml(form.title)}</h1>`,
    form.introduction === undefined ? '' : paragraphs(form.introduction),
    notice ? `<p class="notice" role="alert">${escapeHtml(words.notices[notice] + before + again)}</p>` : '',
    ...suggested(form, suggestions),
    '<form method="post" enctype="multipart/form-data" novalidate>',
    `<input type="hidden" name="token" value="${escapeHtml(token)}">`,
    ...FORM_FIELDS.flatMap((field) => controlsOf(page, field)),
    `<button type="submit">${escapeHtml(words.send)}</button>`,
    '</form>',
  ];
  return pageOfHtml(form.language, form.title, body.filter((part) => part !== '').join('\n'));
}

const OPTIONAL: ReadonlySet<FormField> = new Set(['name', 'files']);
const COMPLETES: Partial<Record<FormField, string>> = { name: 'name', email: 'email', website: 'off' };

/** What the page has for a field; those of the category stand below it. */
function controlsOf(page: FormPage, field: FormField): string[] {
  const { form, asked, fields = {}, faults = {} } = page;
  if (field !== 'category') return [fieldOf(page, field)];
  return [
    ...(form.categories.length > 0 ? [fieldOf(page, field)] : []),
    ...(asked ? customFields(asked, fields, faults, FORM_WORDS[form.language]) : []),
  ];
}

function fieldOf({ form, fields = {}, faults = {} }: FormPage, field: FormField): string {
  const words = FORM_WORDS[form.language];
  const fault = faults[field];
  const completes = COMPLETES[field];
  const inner = labelled({
    name: field,
    label: words.labels[field] + (OPTIONAL.has(field) ? ` (${words.optional})` : ''),
    hint: field === 'files' ? words.filesHint : undefined,
    fault: fault && words.faults[fault],
    attributes: [
      ...(completes ? [`autocomplete="${completes}"`] : []),
      ...(field === 'website' && !fault ? ['tabindex="-1"'] : []),
    ],
    control: controlOf(form, field, fields[field] ?? ''),
  });
  if (field !== 'website') return inner;
  return fault
    ? `<div class="trap seen">${inner}</div>`
    : `<div class="trap" aria-hidden="true">${inner}</div>`;
}

function controlOf(form: IntakeFormRow, field: FormField, value: string): (attributes: string) => string {
  switch (field) {
    case 'description':
      return (attributes) => `<textarea ${attributes}>\n${escapeHtml(value)}</textarea>`;
    case 'files':
      return (attributes) => `<input type="file" multiple ${attributes}>`;
    case 'category': {
      const choices = form.categories.map(({ code, label }) => [code, label] as const);
      return selectOf(choices, value, FORM_WORDS[form.language].choose);
    }
    default:
      return inputOfType(field === 'email' ? 'email' : 'text', value);
  }
}

/** In windows of their own: what was written stays where it is. */
function suggested({ companyId, language }: IntakeFormRow, articles: readonly SuggestedArticle[]): string[] {
  if (articles.length === 0) return [];
  const links = articles.map(({ articleId, title }) => {
    const place = `../../help/${encodeURIComponent(companyId)}/${encodeURIComponent(articleId)}`;
    return `<li><a href="${escapeHtml(place)}" target="_blank" rel="noopener">${escapeHtml(title)}</a></li>`;
  });
  return [`<h2>${escapeHtml(FORM_WORDS[language].mayHelp)}</h2>`, `<ul>${links.join('')}</ul>`];
}

/** That it has arrived, under which number, where the answer goes, and what may help until then. */
export function sentPage(
  form: IntakeFormRow,
  ticketId: string,
  email: string,
  suggestions: readonly SuggestedArticle[] = [],
): string {
  const words = FORM_WORDS[form.language];
  const body = [
    `<h1>${escapeHtml(words.sent)}</h1>`,
    `<p>${escapeHtml(words.number)} <strong>${escapeHtml(ticketId)}</strong>. ${escapeHtml(words.answerTo)} ${escapeHtml(email)}.</p>`,
    form.confirmation === undefined ? '' : paragraphs(form.confirmation),
    ...suggested(form, suggestions),
  ];
  return pageOfHtml(form.language, words.sent, body.join('\n'));
}
