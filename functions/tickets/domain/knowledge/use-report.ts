import { csvRow, guardCell } from '../../../../shared/kernel/csv-row.ts';
import type { Language } from '../forms/language.ts';
import { USES, type UseCounts } from './use.ts';

export const USE_BYS = ['article', 'month'] as const;
export type UseBy = (typeof USE_BYS)[number];

export interface UseLine extends UseCounts {
  /** Id of an article, or a month. */
  readonly key: string;
  readonly title?: string | undefined;
}

const HEADS = {
  de: {
    article: ['Artikel', 'Titel'],
    month: ['Monat'],
    uses: {
      suggested: 'vorgeschlagen',
      opened: 'geöffnet',
      helped: 'hat geholfen',
      solved: 'hat Tickets gelöst',
    },
  },
  en: {
    article: ['Article', 'Title'],
    month: ['Month'],
    uses: { suggested: 'suggested', opened: 'opened', helped: 'helped', solved: 'solved tickets' },
  },
} as const satisfies Record<Language, unknown>;

export function useCsv(by: UseBy, lines: readonly UseLine[], language: Language): string {
  const heads = HEADS[language];
  const head = csvRow([...heads[by], ...USES.map((use) => heads.uses[use])]);
  const rows = lines.map((line) =>
    csvRow([
      line.key,
      ...(by === 'article' ? [guardCell(line.title ?? '')] : []),
      ...USES.map((use) => String(line[use])),
    ]),
  );
  return head + rows.join('');
}
