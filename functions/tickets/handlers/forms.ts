import type { PutFile } from '../../../shared/files/put-by-link.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import { signFormToken } from '../domain/forms/form-token.ts';
import { refuse } from '../errors.ts';
import { type FormPage, formPage, sentPage } from '../pages/form-page.ts';
import { PAGE_HEADERS } from '../pages/html.ts';
import type { FormReader } from '../reader/forms.ts';
import * as routes from '../routes/forms.ts';
import type { FormStore } from '../store/forms.ts';
import type { IntakeFormRow } from '../table/forms.ts';
import { keepForm, loadForm } from '../usecases/keep-forms.ts';
import { type SuggestDeps, suggestOnForm } from '../usecases/suggest-articles.ts';
import { askedFields, takeInForm } from '../usecases/take-in-form.ts';

export interface FormHttpDeps extends Omit<Tickets, 'reader'>, Omit<SuggestDeps, 'reader'> {
  readonly reader: Tickets['reader'] & FormReader & SuggestDeps['reader'];
  readonly forms: FormStore;
  readonly putFile: PutFile;
}

function viewForm({ companyId, secret: _, ...row }: IntakeFormRow) {
  return { ...row, path: `/forms/${companyId}/${row.formId}` };
}

/** Forms are kept by the company, and filled in by anybody. */
export function formBindings(deps: FormHttpDeps): readonly Binding[] {
  const { reader, newId } = deps;

  /** One that is off is not there. */
  async function openForm(company: string, formId: string): Promise<IntakeFormRow> {
    const form = await loadForm(deps, company, formId);
    if (!form.isOn) throw refuse('tickets.unknown-form', `There is no form ${formId}.`);
    return form;
  }
  const show = (form: IntakeFormRow, now: Date, more: Omit<FormPage, 'form' | 'token'> = {}) => {
    const token = signFormToken(form.secret, `${form.companyId}/${form.formId}`, newId('pag'), now);
    return formPage({ form, token, ...more });
  };

  return [
    on(routes.putForm, async ({ params, body, principal, headers, now }) => {
      const row = await keepForm(deps, { ...params, ...body }, { principal: principal.id, headers, now });
      return ok(viewForm(row), etagOf(row.version));
    }),
    on(routes.getForm, async ({ params: { companyId, formId } }) => {
      const row = await loadForm(deps, companyId, formId);
      return ok(viewForm(row), etagOf(row.version));
    }),
    on(routes.listForms, async ({ params: { companyId } }) =>
      ok({ items: (await reader.allForms(companyId)).map(viewForm) }),
    ),
    on(routes.showForm, async ({ params: { company, formId }, query: { category }, now }) => {
      const form = await openForm(company, formId);
      const asked = await askedFields(deps, form, category);
      return ok(show(form, now, { asked, fields: category === undefined ? {} : { category } }), PAGE_HEADERS);
    }),
    on(routes.sendForm, async ({ params: { company, formId }, body, sourceIp, now }) => {
      const form = await openForm(company, formId);
      const { fields, files } = body;
      const asked = await askedFields(deps, form, fields.category);
      const result = await takeInForm(deps, form, { fields, files, asked, sourceIp, now });
      // Programs that fill in forms get none.
      const suggestions = result.state === 'too-many' ? [] : await suggestOnForm(deps, form, fields, now);
      if (result.state === 'ticket')
        return ok(sentPage(form, result.ticketId, result.email, suggestions), PAGE_HEADERS);
      const again = show(form, now, {
        asked,
        fields,
        hadFiles: files.length > 0,
        notice: result.state,
        suggestions,
        ...('faults' in result && { faults: result.faults }),
        ...('ticketId' in result && { ticketId: result.ticketId }),
      });
      if (result.state === 'too-many') return { status: 429 as const, body: again, headers: PAGE_HEADERS };
      return { status: 422 as const, body: again, headers: PAGE_HEADERS };
    }),
  ];
}
