import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type AccountCategory,
  type ChartName,
  chartAccounts,
} from '../../../functions/ledger/domain/charts/charts.ts';

/** Compares the charts with the extract of another product's older charts: real data that is not ours to ship. */
const FOLDER = new URL('../../../../shared/data/charts/', import.meta.url);
const README = readFileSync(
  new URL('../../../functions/ledger/domain/charts/README.md', import.meta.url),
  'utf8',
);

const CATEGORIES: Readonly<Record<string, AccountCategory>> = {
  A: 'asset',
  L: 'liability',
  Q: 'equity',
  I: 'income',
  E: 'expense',
};

interface CrossCheckRow {
  readonly number: string;
  readonly category: AccountCategory | undefined;
}

function readCrossCheck(chart: ChartName): CrossCheckRow[] {
  const text = readFileSync(new URL(`${chart.toLowerCase()}-crosscheck.csv`, FOLDER), 'utf8');
  return [...text.matchAll(/^(\d{4}),(?:"[^"]*"|[^,]*),([A-Z]?),/gm)].map(
    ([, number = '', category = '']) => ({ number, category: CATEGORIES[category] }),
  );
}

/** Account numbers in the first column of the table under a heading of the README; a row has a reason or it is none. */
function listedUnder(heading: string): string[] {
  const section = README.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = [...section.matchAll(/^\| ([\d ,()SKR]+) \| \S.* \|$/gm)];
  return rows.flatMap(([, cell = '']) => cell.replace(/\(SKR0\d\)/g, '').match(/\d{4}/g) ?? []);
}

describe.skipIf(!existsSync(FOLDER))('cross-check (skipped where ../shared/data/charts is absent)', () => {
  test.each<[ChartName, number]>([
    ['SKR03', 377],
    ['SKR04', 371],
  ])('every number of %s is in the chart or listed as dropped with a reason', (chart, count) => {
    const rows = readCrossCheck(chart);
    expect(rows).toHaveLength(count);
    const known = new Set(chartAccounts(chart).map((account) => account.number));
    const missing = rows.filter(({ number }) => !known.has(number)).map(({ number }) => number);
    expect(listedUnder(chart).sort()).toEqual(missing.sort());
  });

  test('categories agree, but for tax accounts and those listed as deliberately different', () => {
    const different = new Set<string>();
    for (const chart of ['SKR03', 'SKR04'] as const) {
      const categories = new Map(readCrossCheck(chart).map(({ number, category }) => [number, category]));
      for (const { number, category, taxFunction } of chartAccounts(chart)) {
        const theirs = categories.get(number);
        if (!taxFunction && theirs !== undefined && theirs !== category) different.add(number);
      }
    }
    expect([...different].sort()).toEqual(listedUnder('Other category than in the cross-check').sort());
  });
});
