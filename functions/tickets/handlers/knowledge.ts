import { mayWith } from '../../../shared/access.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import { suggest } from '../domain/knowledge/suggest.ts';
import { refuse } from '../errors.ts';
import { escapeHtml, PAGE_HEADERS, pageOfHtml } from '../pages/html.ts';
import { markdownToHtml } from '../pages/markdown.ts';
import * as routes from '../routes/knowledge.ts';
import type { KnowledgeStore } from '../store/knowledge.ts';
import type { KnowledgeRow } from '../table/knowledge.ts';
import {
  loadKnowledge,
  moveKnowledge,
  rewriteKnowledge,
  writeKnowledge,
} from '../usecases/keep-knowledge.ts';
import { viewTicket } from './view-ticket.ts';

export interface KnowledgeHttpDeps extends Tickets {
  readonly knowledge: KnowledgeStore;
}

const MOST_SUGGESTIONS = 10;

function viewKnowledge({ companyId: _, articleId: id, ...row }: KnowledgeRow) {
  return { id, ...row };
}

/** The knowledge base: written by agents, published by who manages the help desk, suggested to all. */
export function knowledgeBindings(deps: KnowledgeHttpDeps): readonly Binding[] {
  const { reader, newId, knowledge } = deps;
  const written = (row: KnowledgeRow) => {
    const place = `/companies/${row.companyId}/knowledge/articles/${row.articleId}`;
    return created(viewKnowledge(row), place, etagOf(row.version));
  };
  const textOf = async ({ companyId, articleId }: KnowledgeRow, number: number) => {
    const found = await reader.loadText(companyId, articleId, number);
    if (!found) throw refuse('tickets.unknown-knowledge', `Article ${articleId} has no text ${number}.`);
    return found;
  };
  const stands = (row: KnowledgeRow) => ok(viewKnowledge(row), etagOf(row.version));

  return [
    on(routes.postKnowledge, async ({ params: { companyId }, body, principal, now, idempotency }) => {
      const key = { companyId, articleId: newId('kno') };
      const row = await writeKnowledge(deps, key, body, { principal: principal.id, now }, (made) =>
        idempotency ? [idempotency.writeFor(written(made))] : [],
      );
      return written(row);
    }),
    on(routes.putKnowledge, async ({ params, body, principal, headers, now }) =>
      stands(await rewriteKnowledge(deps, params, body, { principal: principal.id, headers, now })),
    ),
    on(routes.moveKnowledge, async ({ params, body, principal, headers, now }) =>
      stands(await moveKnowledge(deps, params, body.state, { principal: principal.id, headers, now })),
    ),
    on(routes.listKnowledge, async (request) => {
      const paging = pagingOf(routes.listKnowledge.id, request);
      const { items, next } = await reader.listKnowledge(request.params.companyId, paging);
      return ok(paging.page(items.map(viewKnowledge), next));
    }),
    on(routes.getKnowledge, async ({ params, query }) => {
      const row = await loadKnowledge(deps, params);
      const { text: number, title, markdown, at, by } = await textOf(row, query.text ?? row.latestText);
      const counts = await reader.countsOf(row.companyId, row.articleId);
      const text = { number, title, markdown, at, by };
      return ok({ ...viewKnowledge(row), text, ...counts }, etagOf(row.version));
    }),
    on(routes.listSolved, async (request) => {
      const { companyId, articleId } = request.params;
      const list = { list: 'solved-by', of: articleId, phase: request.query.phase } as const;
      const paging = pagingOf(routes.listSolved.id, request);
      const { items, next } = await reader.listTicketsOf(companyId, list, paging);
      return ok(paging.page(items.map(viewTicket), next));
    }),
    on(routes.suggestKnowledge, async ({ params: { companyId }, body, membership }) => {
      const { audience, ...question } = body;
      const isInside = audience === 'agents' && mayWith(membership?.roles ?? [], 'tickets.read');
      const cards = (await reader.allCards(companyId)).filter(
        (card) => isInside || card.visibility !== 'internal',
      );
      const items = suggest(cards, question, MOST_SUGGESTIONS).map(({ article, score, reasons }) => {
        const { articleId, title, language } = article;
        return { articleId, title, language, score, reasons };
      });
      return ok({ items });
    }),
    on(routes.helpedKnowledge, async ({ params, membership }) => {
      const row = await loadKnowledge(deps, params);
      const isInside = mayWith(membership?.roles ?? [], 'tickets.read');
      if (row.state !== 'published' || (row.visibility === 'internal' && !isInside))
        throw refuse('tickets.unknown-knowledge', `There is no article ${row.articleId}.`);
      return ok({ helped: await knowledge.countHelped(row.companyId, row.articleId) });
    }),
    on(routes.showKnowledge, async ({ params: { company: companyId, articleId } }) => {
      const row = await loadKnowledge(deps, { companyId, articleId });
      // The same answer for what is not there and what is not for everybody.
      if (row.visibility !== 'public' || row.publishedText === undefined)
        throw refuse('tickets.unknown-knowledge', `There is no article ${articleId}.`);
      const { title, markdown } = await textOf(row, row.publishedText);
      const body = `<h1>${escapeHtml(title)}</h1>\n${markdownToHtml(markdown)}`;
      return ok(pageOfHtml(row.language, title, body), PAGE_HEADERS);
    }),
  ];
}
