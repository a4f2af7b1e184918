import { assertIfMatch } from '../../../shared/http/etag.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Days } from '../domain/figures/days.ts';
import { weighWords } from '../domain/knowledge/words.ts';
import { refuse } from '../errors.ts';
import type { KnowledgeReader } from '../reader/knowledge.ts';
import type { KnowledgeStore } from '../store/knowledge.ts';
import type { KnowledgeRow, KnowledgeTextRow } from '../table/knowledge.ts';
import { type AssertCodesDeps, assertCodes } from './assert-codes.ts';
import { unfit } from './desk-ground.ts';
import type { MailKeeper } from './keep-mailboxes.ts';

export interface KeepKnowledgeDeps {
  readonly reader: KnowledgeReader & AssertCodesDeps['reader'];
  readonly knowledge: KnowledgeStore;
  readonly retryWhileContended: Retry;
}

type WriteKnowledgeDeps = Pick<KeepKnowledgeDeps, 'knowledge'> & AssertCodesDeps;

export type KnowledgeWish = Pick<
  KnowledgeRow,
  'visibility' | 'language' | 'category' | 'reviewOn' | 'team' | 'title'
> & { readonly markdown: string };

/** Words that an article is found by: some 3 kB. */
const MOST_WORDS = 200;
/** All published ones are read by a search. */
export const MAX_PUBLISHED = 500;

/** @throws tickets.unknown-knowledge */
export async function loadKnowledge(
  { reader }: Pick<KeepKnowledgeDeps, 'reader'>,
  { companyId, articleId }: { readonly companyId: string; readonly articleId: string },
): Promise<KnowledgeRow> {
  const row = await reader.loadKnowledge(companyId, articleId);
  if (!row) throw refuse('tickets.unknown-knowledge', `There is no article ${articleId}.`);
  return row;
}

/** @throws tickets.unknown-knowledge */
export async function loadText(
  { reader }: Pick<KeepKnowledgeDeps, 'reader'>,
  { companyId, articleId }: KnowledgeRow,
  number: number,
): Promise<KnowledgeTextRow> {
  const found = await reader.loadText(companyId, articleId, number);
  if (!found) throw refuse('tickets.unknown-knowledge', `Article ${articleId} has no text ${number}.`);
  return found;
}

/** A draft, with its first text; `together` is written in the same transaction. @throws tickets.does-not-fit */
export async function writeKnowledge(
  { reader, knowledge }: WriteKnowledgeDeps,
  key: { readonly companyId: string; readonly articleId: string },
  { markdown, ...wish }: KnowledgeWish,
  { principal: by, now }: Omit<MailKeeper, 'headers'>,
  together: (row: KnowledgeRow) => readonly Write[],
): Promise<KnowledgeRow> {
  await assertCodes({ reader }, key.companyId, { articles: [{ ...key, ...wish }] });
  const at = now.toISOString();
  const made = {
    version: 1,
    state: 'draft',
    latestText: 1,
    author: by,
    changedAt: at,
    changedBy: by,
  } as const;
  const row: KnowledgeRow = { ...key, ...wish, ...made };
  const text = { ...key, text: 1, title: wish.title, markdown, at, by };
  await knowledge.commitKnowledge([
    knowledge.keepKnowledge(undefined, row),
    knowledge.addText(text),
    ...together(row),
  ]);
  return row;
}

/** Another text; readers see that of before until it is published. @throws platform.stale, tickets.unknown-knowledge, tickets.does-not-fit */
export async function rewriteKnowledge(
  deps: KeepKnowledgeDeps,
  key: { readonly companyId: string; readonly articleId: string },
  { markdown, ...wish }: KnowledgeWish,
  { principal: by, now, headers }: MailKeeper,
): Promise<KnowledgeRow> {
  const { knowledge } = deps;
  await assertCodes(deps, key.companyId, { articles: [{ ...key, ...wish }] });
  return decideAgain('tickets', deps, async () => {
    const seen = await loadKnowledge(deps, key);
    assertIfMatch(headers, seen.version);
    const at = now.toISOString();
    const { category: _, reviewOn: __, team: ___, ...rest } = seen;
    const made = {
      version: seen.version + 1,
      latestText: seen.latestText + 1,
      author: by,
      changedAt: at,
      changedBy: by,
    };
    const row: KnowledgeRow = { ...rest, ...wish, ...made };
    const card = (await deps.reader.allCards(key.companyId)).find(
      ({ articleId }) => articleId === key.articleId,
    );
    await knowledge.commitKnowledge([
      knowledge.keepKnowledge(seen, row),
      knowledge.addText({ ...key, text: row.latestText, title: wish.title, markdown, at, by }),
      // Who may see it holds at once, whatever text is published.
      ...(card ? [knowledge.keepCard({ ...card, visibility: row.visibility })] : []),
    ]);
    return row;
  });
}

/** Publishes the last text, or takes the article back. @throws platform.stale, tickets.unknown-knowledge, tickets.too-many */
export function moveKnowledge(
  deps: KeepKnowledgeDeps,
  key: { readonly companyId: string; readonly articleId: string },
  state: 'published' | 'withdrawn',
  { principal, now, headers }: MailKeeper,
): Promise<KnowledgeRow> {
  const { knowledge, reader } = deps;
  return decideAgain('tickets', deps, async () => {
    const seen = await loadKnowledge(deps, key);
    assertIfMatch(headers, seen.version);
    const made = { version: seen.version + 1, changedAt: now.toISOString(), changedBy: principal };
    if (state === 'withdrawn') {
      const { publishedText: _, ...rest } = seen;
      const row: KnowledgeRow = { ...rest, ...made, state };
      await knowledge.commitKnowledge([knowledge.keepKnowledge(seen, row), knowledge.dropCard(seen)]);
      return row;
    }
    if (seen.state !== 'published' && (await reader.allCards(key.companyId)).length >= MAX_PUBLISHED)
      throw refuse('tickets.too-many', `A company has at most ${MAX_PUBLISHED} published articles.`);
    const text = await reader.loadText(key.companyId, key.articleId, seen.latestText);
    invariant(text, 'an article has its last text');
    const row: KnowledgeRow = { ...seen, ...made, state, publishedText: seen.latestText };
    const { title, visibility, language, category } = row;
    const words = weighWords(title, text.markdown, MOST_WORDS);
    await knowledge.commitKnowledge([
      knowledge.keepKnowledge(seen, row),
      knowledge.keepCard({ ...key, title, visibility, language, category, words }),
    ]);
    return row;
  });
}

/**
 * Says that an article still holds as it is, and when to look again.
 * @throws platform.stale, tickets.unknown-knowledge, tickets.does-not-fit where that is no day to come
 */
export function reviewKnowledge(
  deps: KeepKnowledgeDeps & { readonly daysOf: (companyId: string) => Promise<Days> },
  key: { readonly companyId: string; readonly articleId: string },
  reviewOn: string,
  { principal: by, now, headers }: MailKeeper,
): Promise<KnowledgeRow> {
  const at = now.toISOString();
  return decideAgain('tickets', deps, async () => {
    const [seen, { dayOf }] = await Promise.all([loadKnowledge(deps, key), deps.daysOf(key.companyId)]);
    assertIfMatch(headers, seen.version);
    if (reviewOn <= dayOf(at)) throw unfit([{ pointer: '/reviewOn', detail: 'must be after today' }]);
    const made = { version: seen.version + 1, changedAt: at, changedBy: by, reviewedAt: at, reviewedBy: by };
    const row: KnowledgeRow = { ...seen, ...made, reviewOn };
    await deps.knowledge.commitKnowledge([deps.knowledge.keepKnowledge(seen, row)]);
    return row;
  });
}
