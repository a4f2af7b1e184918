import { errorFields, log as standardLog } from '../../../shared/log.ts';
import { type Question, type Suggestion, suggest } from '../domain/knowledge/suggest.ts';
import type { KnowledgeReader } from '../reader/knowledge.ts';
import type { KnowledgeCardRow } from '../table/knowledge.ts';
import { type CountUseDeps, countUse } from './count-use.ts';

export interface SuggestDeps extends CountUseDeps {
  readonly reader: Pick<KnowledgeReader, 'allCards'>;
}

/** Published articles that may answer a question, best first, of those that are for whoever asks; counted as suggested. */
export async function suggestArticles(
  deps: SuggestDeps,
  companyId: string,
  question: Question,
  { isFor, most }: { readonly isFor: (card: KnowledgeCardRow) => boolean; readonly most: number },
  now: Date,
): Promise<Suggestion<KnowledgeCardRow>[]> {
  const cards = await deps.reader.allCards(companyId);
  const found = suggest(cards.filter(isFor), question, most);
  const shown = found.map(({ article }) => article.articleId);
  await countUse(deps, companyId, shown, 'suggested', now);
  return found;
}

/** Articles beside a form: a longer list is read by nobody. */
const MOST_ON_PAGE = 3;

/** What everybody may read, in the language of the form, and may answer what stands in it. Where they cannot be had, the form does without. */
export async function suggestOnForm(
  deps: SuggestDeps,
  { companyId, language }: { readonly companyId: string; readonly language: string },
  { title = '', description: text = '', category }: Readonly<Record<string, string>>,
  now: Date,
): Promise<Pick<KnowledgeCardRow, 'articleId' | 'title'>[]> {
  const { log = standardLog } = deps;
  const isFor = (card: KnowledgeCardRow) => card.visibility === 'public' && card.language === language;
  if (`${title}${text}`.trim() === '') return [];
  try {
    const question = { title, text, category };
    const found = await suggestArticles(deps, companyId, question, { isFor, most: MOST_ON_PAGE }, now);
    return found.map(({ article }) => article);
  } catch (error) {
    log('warn', 'a form suggests no articles', { companyId, ...errorFields(error) });
    return [];
  }
}
