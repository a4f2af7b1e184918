import type { PostedEntry } from './entry.ts';
import type { FiscalYearStart } from './fiscal-year.ts';
import {
  type AccountPeriod,
  collectTouches,
  emptyAccountPeriod,
  foldRows,
  PAGE_LINES,
  type StatementPage,
  type StatementRow,
  touchKey,
} from './fold.ts';
import type { Finding } from './verification.ts';

/** Collects what the fold of a journal must be, block by block, to compare it with what is stored. */
export interface ExpectedFold {
  readonly add: (entries: readonly PostedEntry[]) => void;
  /**
   * The first stored sum or page that does not follow from the journal, or that is missing although the head says
   * that everything up to `foldedThrough` is folded. Accounts are folded up to the end of a block.
   */
  readonly compare: (
    stored: readonly AccountPeriod[],
    pages: readonly StatementPage[],
    journal: FoldedJournal,
  ) => Finding | undefined;
}

export interface FoldedJournal {
  readonly foldedThrough: number;
  readonly isBlockEnd: (number: number) => boolean;
}

interface ExpectedRows {
  readonly account: string;
  readonly period: number;
  readonly rows: StatementRow[];
}

export function expectFold(start: FiscalYearStart): ExpectedFold {
  const expected = new Map<string, ExpectedRows>();

  function add(entries: readonly PostedEntry[]): void {
    for (const [key, touch] of collectTouches(entries, start)) {
      const known = expected.get(key);
      if (!known) expected.set(key, touch);
      else for (const row of touch.rows) known.rows.push(row);
    }
  }

  function compare(
    stored: readonly AccountPeriod[],
    pages: readonly StatementPage[],
    { foldedThrough, isBlockEnd }: FoldedJournal,
  ) {
    const byKey = new Map(stored.map((state) => [touchKey(state.account, state.period), state]));
    return (
      first(stored, (state) =>
        findInState(state, expected.get(touchKey(state.account, state.period))?.rows ?? [], isBlockEnd),
      ) ??
      first(expected, ([key, rows]) => findUnfolded(rows, byKey.get(key), foldedThrough)) ??
      first(pages, (page) =>
        findInPage(page, expected.get(touchKey(page.account, page.period))?.rows ?? []),
      ) ??
      findMissingPage(stored, pages)
    );
  }

  return { add, compare };
}

function first<T>(items: Iterable<T>, find: (item: T) => Finding | undefined): Finding | undefined {
  for (const item of items) {
    const finding = find(item);
    if (finding) return finding;
  }
  return undefined;
}

function findInState(
  state: AccountPeriod,
  rows: readonly StatementRow[],
  isBlockEnd: (number: number) => boolean,
): Finding | undefined {
  const { account, period, through } = state;
  const counted = rows.filter(([number]) => number <= through);
  const wanted = foldRows(emptyAccountPeriod(account, period), counted, through).state;
  const at = { what: 'balance', account, period } as const;
  if (canonical(wanted) !== canonical(state)) {
    return { ...at, detail: `Sums or recent lines differ from entries 1 to ${through}.` };
  }
  if (counted.length === 0) return { ...at, detail: 'Nothing has been booked there.' };
  if (!isBlockEnd(through)) return { ...at, detail: `No block ends with entry ${through}.` };
  return undefined;
}

/** Sums in a fixed order of days, so that two states compare as texts. */
function canonical({ debits, credits, lines, recent }: AccountPeriod): string {
  const days = (sums: AccountPeriod['debits']) =>
    Object.entries(sums)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([day, amount]) => `${day}:${amount}`);
  return JSON.stringify([days(debits), days(credits), lines, recent]);
}

function findUnfolded(
  { account, period, rows }: ExpectedRows,
  state: AccountPeriod | undefined,
  foldedThrough: number,
): Finding | undefined {
  const last = rows.findLast(([number]) => number <= foldedThrough)?.[0];
  if (last === undefined || (state && state.through >= last)) return undefined;
  return {
    what: 'balance',
    number: last,
    account,
    period,
    detail: `Entry ${last} is missing from the account’s sums.`,
  };
}

function findInPage(
  { account, period, page, rows }: StatementPage,
  expected: readonly StatementRow[],
): Finding | undefined {
  const wanted = expected.slice(page * PAGE_LINES, (page + 1) * PAGE_LINES);
  if (wanted.length === PAGE_LINES && JSON.stringify(wanted) === JSON.stringify(rows)) return undefined;
  return {
    what: 'page',
    account,
    period,
    detail: `Page ${page} of the account’s lines does not follow from the journal.`,
  };
}

function findMissingPage(
  stored: readonly AccountPeriod[],
  pages: readonly StatementPage[],
): Finding | undefined {
  const there = new Set(pages.map(({ account, period, page }) => `${touchKey(account, period)}#${page}`));
  return first(stored, ({ account, period, lines, recent }) => {
    for (let page = 0; page < (lines - recent.length) / PAGE_LINES; page += 1) {
      if (there.has(`${touchKey(account, period)}#${page}`)) continue;
      return {
        what: 'page',
        account,
        period,
        detail: `Page ${page} of the account’s lines is missing.`,
      } as const;
    }
    return undefined;
  });
}
