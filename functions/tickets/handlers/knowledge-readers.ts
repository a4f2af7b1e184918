import { type Membership, mayWith } from '../../../shared/access.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { isOpenedByPerson } from '../domain/knowledge/use.ts';
import { useCsv } from '../domain/knowledge/use-report.ts';
import { refuse } from '../errors.ts';
import { escapeHtml, PAGE_HEADERS, pageOfHtml } from '../pages/html.ts';
import { markdownToHtml } from '../pages/markdown.ts';
import * as routes from '../routes/knowledge.ts';
import * as useRoutes from '../routes/knowledge-use.ts';
import type { KnowledgeCardRow, KnowledgeRow } from '../table/knowledge.ts';
import { countUse } from '../usecases/count-use.ts';
import { loadKnowledge, loadText } from '../usecases/keep-knowledge.ts';
import { monthsOf, readUse } from '../usecases/read-use.ts';
import { suggestArticles } from '../usecases/suggest-articles.ts';
import type { KnowledgeHttpDeps } from './knowledge.ts';

const MOST_SUGGESTIONS = 10;

function isInside(membership: Membership | undefined): boolean {
  return mayWith(membership?.roles ?? [], 'tickets.read');
}

function isForMember(membership: Membership | undefined) {
  return ({ visibility }: KnowledgeRow) => visibility !== 'internal' || isInside(membership);
}

/** Articles as their readers get them, and how often they do. */
export function knowledgeReaderBindings(deps: KnowledgeHttpDeps): readonly Binding[] {
  const { knowledge } = deps;

  /** The same answer for what is not there, and what is not for them. */
  async function published(
    key: { readonly companyId: string; readonly articleId: string },
    isFor: (row: KnowledgeRow) => boolean,
  ) {
    const row = await loadKnowledge(deps, key);
    const { publishedText } = row;
    if (publishedText === undefined || !isFor(row))
      throw refuse('tickets.unknown-knowledge', `There is no article ${key.articleId}.`);
    return { row, publishedText };
  }

  return [
    on(routes.suggestKnowledge, async ({ params: { companyId }, body, membership, now }) => {
      const { audience, ...question } = body;
      const isForAgents = audience === 'agents' && isInside(membership);
      const isFor = ({ visibility }: KnowledgeCardRow) => isForAgents || visibility !== 'internal';
      const wish = { isFor, most: MOST_SUGGESTIONS };
      const found = await suggestArticles(deps, companyId, question, wish, now);
      const items = found.map(({ article, score, reasons }) => {
        const { articleId, title, language } = article;
        return { articleId, title, language, score, reasons };
      });
      return ok({ items });
    }),
    on(routes.helpedKnowledge, async ({ params, membership, now }) => {
      const { row } = await published(params, isForMember(membership));
      const { companyId, articleId } = row;
      const helped = await knowledge.countHelped(companyId, articleId);
      await countUse(deps, companyId, [articleId], 'helped', now);
      return ok({ helped });
    }),
    on(useRoutes.readKnowledge, async ({ params, membership, now }) => {
      const { row, publishedText } = await published(params, isForMember(membership));
      const { companyId, articleId: id, language } = row;
      const [{ title, markdown }] = await Promise.all([
        loadText(deps, row, publishedText),
        countUse(deps, companyId, [id], 'opened', now),
      ]);
      return ok({ id, title, language, text: publishedText, markdown, html: markdownToHtml(markdown) });
    }),
    on(routes.showKnowledge, async ({ params: { company: companyId, articleId }, headers, now }) => {
      const { row, publishedText } = await published(
        { companyId, articleId },
        ({ visibility }) => visibility === 'public',
      );
      const [{ title, markdown }] = await Promise.all([
        loadText(deps, row, publishedText),
        isOpenedByPerson(headers) && countUse(deps, companyId, [articleId], 'opened', now),
      ]);
      const body = `<h1>${escapeHtml(title)}</h1>\n${markdownToHtml(markdown)}`;
      return ok(pageOfHtml(row.language, title, body), PAGE_HEADERS);
    }),
    on(useRoutes.getKnowledgeUse, async ({ params: { companyId }, query, now }) => {
      const { by, format, language } = query;
      const months = monthsOf(query, now);
      const [from, to] = [months[0], months.at(-1) ?? months[0]];
      const lines = await readUse(deps, companyId, months, by);
      if (format === 'json') return ok({ from, to, by, lines });
      return ok(useCsv(by, lines, language), {
        'content-type': useRoutes.USE_CSV,
        'content-disposition': `attachment; filename="knowledge-${by}-${from}-${to}.csv"`,
      });
    }),
  ];
}
