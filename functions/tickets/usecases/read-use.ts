import { addMonths } from '../../../shared/kernel/calendar-date.ts';
import { monthOf, sumUses } from '../domain/knowledge/use.ts';
import type { UseBy, UseLine } from '../domain/knowledge/use-report.ts';
import { refuse } from '../errors.ts';
import type { KnowledgeReader } from '../reader/knowledge.ts';

export interface ReadUseDeps {
  readonly reader: Pick<KnowledgeReader, 'allUses' | 'loadAllKnowledge'>;
}

const MAX_MONTHS = 36;

/** The months that are meant. @throws tickets.invalid-range */
export function monthsOf(
  wish: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: Date,
): readonly [string, ...string[]] {
  const to = wish.to ?? monthOf(now.toISOString());
  const { from = to } = wish;
  const all: [string, ...string[]] = [from];
  for (let next = later(from); next <= to && all.length <= MAX_MONTHS; next = later(next)) all.push(next);
  if (from > to || all.length > MAX_MONTHS)
    throw refuse('tickets.invalid-range', `From ${from} to ${to} are no months for a report.`, {
      errors: [{ pointer: 'query/from', detail: `must be at most ${MAX_MONTHS} months, none after \`to\`` }],
    });
  return all;
}

function later(month: string): string {
  return monthOf(addMonths(`${month}-01`, 1));
}

/** How articles were used: reads one item for each article and month in which it was. */
export async function readUse(
  { reader }: ReadUseDeps,
  companyId: string,
  months: readonly string[],
  by: UseBy,
): Promise<UseLine[]> {
  const rows = (await Promise.all(months.map((month) => reader.allUses(companyId, month)))).flat();
  const sums = sumUses(rows, (row) => (by === 'month' ? row.month : row.articleId));
  const lines = sums.map(({ key, counts }): UseLine => ({ key, ...counts }));
  if (by === 'month') return lines.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const articles = await reader.loadAllKnowledge(
    companyId,
    lines.map(({ key }) => key),
  );
  const titles = new Map(articles.map(({ articleId, title }) => [articleId, title]));
  return lines.map((line) => ({ ...line, title: titles.get(line.key) }));
}
