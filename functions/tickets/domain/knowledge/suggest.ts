import { wordsOf } from './words.ts';

/** An article as a search sees it. */
export interface Findable {
  readonly articleId: string;
  readonly category?: string | undefined;
  readonly words: Readonly<Record<string, number>>;
}

export interface Question {
  readonly title: string;
  readonly text?: string | undefined;
  readonly category?: string | undefined;
}

export interface Suggestion<A extends Findable> {
  readonly article: A;
  /** Rises with how many rare words are shared; compares only within one answer. */
  readonly score: number;
  /** The words that were shared, weightiest first, and whether the category was. */
  readonly reasons: { readonly words: readonly string[]; readonly category: boolean };
}

const TITLE_FACTOR = 3;
const SAME_CATEGORY = 1.2;
const MOST_REASONS = 8;

/**
 * Articles that share words with a question, best first: each word counts by its weight in the article, more the fewer articles have
 * it (idf = ln(1 + N/n)), threefold where it stands in the question's title.
 */
export function suggest<A extends Findable>(
  articles: readonly A[],
  question: Question,
  most: number,
): Suggestion<A>[] {
  const asked = new Map<string, number>();
  for (const word of wordsOf(question.text ?? '')) asked.set(word, 1);
  for (const word of wordsOf(question.title)) asked.set(word, TITLE_FACTOR);
  const rarity = new Map(
    [...asked.keys()].map((word) => {
      const having = articles.filter(({ words }) => Object.hasOwn(words, word)).length;
      return [word, having === 0 ? 0 : Math.log(1 + articles.length / having)] as const;
    }),
  );
  return articles
    .flatMap((article) => {
      const shared = [...asked]
        .filter(([word]) => Object.hasOwn(article.words, word))
        .map(
          ([word, factor]) => [word, factor * (article.words[word] ?? 0) * (rarity.get(word) ?? 0)] as const,
        )
        .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
      if (shared.length === 0) return [];
      const category = question.category !== undefined && question.category === article.category;
      const sum = shared.reduce((total, [, worth]) => total + worth, 0) * (category ? SAME_CATEGORY : 1);
      const words = shared.slice(0, MOST_REASONS).map(([word]) => word);
      return [{ article, score: Math.round(sum * 100) / 100, reasons: { words, category } }];
    })
    .toSorted((a, b) => b.score - a.score || (a.article.articleId < b.article.articleId ? -1 : 1))
    .slice(0, most);
}
