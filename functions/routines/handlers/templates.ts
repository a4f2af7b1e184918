import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { created, noContent, ok } from '../../../shared/http/replies.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import { postingOf } from '../../ledger/books.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Routines } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/templates.ts';
import type { TemplateRow } from '../table.ts';
import { bookFromTemplate } from '../usecases/book-from-template.ts';
import { viewEntry } from './view-entry.ts';

function viewTemplate({ company: _company, version: _version, ...template }: TemplateRow) {
  return template;
}

async function load({ reader }: Routines, company: string, id: string): Promise<TemplateRow> {
  const template = await reader.loadTemplate(company, id);
  if (template) return template;
  throw refuse('routines.unknown-template', `There is no template ${id}.`);
}

function bindPutTemplate(routines: Routines): Binding {
  return on(routes.putTemplate, async ({ params, body, headers, principal, now }) => {
    const { companyId: company, templateId: id } = params;
    const posting = JSON.parse(JSON.stringify(body.posting)) as TemplateRow['posting'];
    return decideAgain('routines', routines.books, async () => {
      const seen = await routines.reader.loadTemplate(company, id);
      if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
      const next: TemplateRow = {
        company,
        id,
        name: body.name,
        posting,
        version: (seen?.version ?? 0) + 1,
        changedAt: now.toISOString(),
        changedBy: principal.id,
      };
      await routines.store.saveTemplate(seen, next);
      const etag = etagOf(next.version);
      const view = viewTemplate(next);
      return seen ? ok(view, etag) : created(view, `/companies/${company}/posting-templates/${id}`, etag);
    });
  });
}

/** Templates of postings, and booking from them. */
export function templateBindings(routines: Routines): readonly Binding[] {
  return [
    bindPutTemplate(routines),
    on(routes.getTemplate, async ({ params }) => {
      const template = await load(routines, params.companyId, params.templateId);
      return ok(viewTemplate(template), etagOf(template.version));
    }),
    on(routes.listTemplates, async (request) => {
      const paging = pagingOf(routes.listTemplates.id, request);
      const { items, next } = await routines.reader.listTemplates(request.params.companyId, paging);
      return ok(paging.page(items.map(viewTemplate), next));
    }),
    on(routes.deleteTemplate, async ({ params, headers }) =>
      decideAgain('routines', routines.books, async () => {
        const seen = await load(routines, params.companyId, params.templateId);
        assertIfMatch(headers, seen.version);
        await routines.store.eraseTemplate(seen);
        return noContent();
      }),
    ),
    on(routes.postFromTemplate, async (request) => {
      const { params, body, idempotency } = request;
      const company = await companyOf(routines.books, params.companyId);
      const template = await load(routines, company.id, params.templateId);
      const posting = postingOf(company, request);
      const reply = (entry: Parameters<typeof viewEntry>[0]) =>
        created(viewEntry(entry, company), `/companies/${company.id}/journal-entries/${entry.id}`);
      const { entry, isNew } = await bookFromTemplate(routines, posting, template, body, (posted) =>
        idempotency ? [idempotency.writeFor(reply(posted))] : [],
      );
      return isNew ? reply(entry) : ok(viewEntry(entry, company), { 'idempotency-hit': 'true' });
    }),
  ];
}
