import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import * as routes from '../routes/knowledge.ts';
import type { KnowledgeStore } from '../store/knowledge.ts';
import type { KnowledgeRow } from '../table/knowledge.ts';
import { assertThere } from '../usecases/desk-ground.ts';
import {
  loadKnowledge,
  loadText,
  moveKnowledge,
  reviewKnowledge,
  rewriteKnowledge,
  writeKnowledge,
} from '../usecases/keep-knowledge.ts';
import { viewTicket } from './view-ticket.ts';

export interface KnowledgeHttpDeps extends Tickets {
  readonly knowledge: KnowledgeStore;
}

function viewKnowledge({ companyId: _, reminded: __, articleId: id, ...row }: KnowledgeRow) {
  return { id, ...row };
}

/** The knowledge base: written by agents, published by who manages the help desk. */
export function knowledgeBindings(deps: KnowledgeHttpDeps): readonly Binding[] {
  const { reader, newId } = deps;
  const written = (row: KnowledgeRow) => {
    const place = `/companies/${row.companyId}/knowledge/articles/${row.articleId}`;
    return created(viewKnowledge(row), place, etagOf(row.version));
  };
  const stands = (row: KnowledgeRow) => ok(viewKnowledge(row), etagOf(row.version));

  return [
    on(routes.postKnowledge, async ({ params: { companyId }, body, principal, now, idempotency }) => {
      await assertThere(deps, companyId, { team: body.team });
      const key = { companyId, articleId: newId('kno') };
      const row = await writeKnowledge(deps, key, body, { principal: principal.id, now }, (made) =>
        idempotency ? [idempotency.writeFor(written(made))] : [],
      );
      return written(row);
    }),
    on(routes.putKnowledge, async ({ params, body, principal, headers, now }) => {
      await assertThere(deps, params.companyId, { team: body.team });
      return stands(await rewriteKnowledge(deps, params, body, { principal: principal.id, headers, now }));
    }),
    on(routes.moveKnowledge, async ({ params, body, principal, headers, now }) =>
      stands(await moveKnowledge(deps, params, body.state, { principal: principal.id, headers, now })),
    ),
    on(routes.reviewKnowledge, async ({ params, body, principal, headers, now }) =>
      stands(await reviewKnowledge(deps, params, body.reviewOn, { principal: principal.id, headers, now })),
    ),
    on(routes.listKnowledge, async (request) => {
      const paging = pagingOf(routes.listKnowledge.id, request);
      const { params, query } = request;
      const { items, next } =
        query.dueBy === undefined
          ? await reader.listKnowledge(params.companyId, paging)
          : await reader.listDueKnowledge(params.companyId, query.dueBy, paging);
      return ok(paging.page(items.map(viewKnowledge), next));
    }),
    on(routes.getKnowledge, async ({ params, query }) => {
      const row = await loadKnowledge(deps, params);
      const found = await loadText(deps, row, query.text ?? row.latestText);
      const counts = await reader.countsOf(row.companyId, row.articleId);
      const { text: number, title, markdown, at, by } = found;
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
  ];
}
