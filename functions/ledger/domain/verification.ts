import { blockHash } from './block.ts';
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

/** The first thing found that does not follow from the journal. */
export interface Difference {
  readonly fiscalYear: number;
  readonly what: 'year' | 'head' | 'block' | 'entry' | 'balance' | 'page' | 'seal';
  readonly number?: number;
  readonly account?: string;
  readonly period?: number;
  readonly detail: string;
}

/** Where the chain stands while it is walked. */
export interface ChainState {
  readonly nextNumber: number;
  readonly lastHash: string;
}

export interface BlockToVerify {
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly minDate: string;
  readonly maxDate: string;
  readonly text: () => string;
  readonly entries: () => PostedEntry[];
}

export interface ChainContext {
  readonly company: string;
  readonly fiscalYear: number;
}

type Finding = Omit<Difference, 'fiscalYear'>;

/** What is wrong with a block at its place in the chain, or undefined. Opening it may throw: that is a finding too. */
export function findInBlock(
  block: BlockToVerify,
  chain: ChainState,
  { company, fiscalYear }: ChainContext,
): Finding | undefined {
  const at = { what: 'block', number: block.lastNumber } as const;
  if (block.firstNumber !== chain.nextNumber) {
    return {
      ...at,
      detail: `Entry ${chain.nextNumber} is expected; the block begins with ${block.firstNumber}.`,
    };
  }
  if (block.previousHash !== chain.lastHash)
    return { ...at, detail: 'The block does not continue the one before it.' };
  if (blockHash(block.previousHash, block.text()) !== block.hash) {
    return { ...at, detail: 'The content does not have the hash that the block names.' };
  }
  const head = JSON.parse(block.text()) as { company?: unknown; fiscalYear?: unknown };
  if (head.company !== company || head.fiscalYear !== fiscalYear) {
    return { ...at, detail: 'The content belongs to another company or fiscal year.' };
  }
  return findInEntries(block);
}

function findInEntries(block: BlockToVerify): Finding | undefined {
  const entries = block.entries();
  if (entries.length !== block.lastNumber - block.firstNumber + 1) {
    return { what: 'block', number: block.lastNumber, detail: `The block holds ${entries.length} entries.` };
  }
  let [min, max] = ['9999-12-31', '0000-01-01'];
  for (const [index, entry] of entries.entries()) {
    const number = block.firstNumber + index;
    if (entry.number !== number)
      return { what: 'entry', number, detail: `The entry calls itself ${entry.number}.` };
    const difference = entry.lines.reduce(
      (sum, line) => sum + (line.debitMinor ?? 0n) - (line.creditMinor ?? 0n),
      0n,
    );
    if (difference !== 0n) return { what: 'entry', number, detail: 'Debits and credits differ.' };
    if (entry.date < min) min = entry.date;
    if (entry.date > max) max = entry.date;
  }
  if (min === block.minDate && max === block.maxDate) return undefined;
  return {
    what: 'block',
    number: block.lastNumber,
    detail: 'The range of dates is not that of its entries.',
  };
}

/** Collects what the fold of a journal must be, block by block, to compare it with what is stored. */
export interface ExpectedFold {
  readonly add: (entries: readonly PostedEntry[]) => void;
  /**
   * The first stored sum or page that does not follow from the journal, or that is missing although the head says
   * that everything up to `foldedThrough` is folded.
   */
  readonly compare: (
    stored: readonly AccountPeriod[],
    pages: readonly StatementPage[],
    foldedThrough: number,
  ) => Finding | undefined;
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

  function compare(stored: readonly AccountPeriod[], pages: readonly StatementPage[], foldedThrough: number) {
    const byKey = new Map(stored.map((state) => [touchKey(state.account, state.period), state]));
    return (
      first(stored, (state) =>
        findInState(state, expected.get(touchKey(state.account, state.period))?.rows ?? []),
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

function findInState(state: AccountPeriod, rows: readonly StatementRow[]): Finding | undefined {
  const { account, period, through } = state;
  const counted = rows.filter(([number]) => number <= through);
  const wanted = foldRows(emptyAccountPeriod(account, period), counted, through).state;
  if (canonical(wanted) === canonical(state)) return undefined;
  return {
    what: 'balance',
    account,
    period,
    detail: `Sums or recent lines differ from entries 1 to ${through}.`,
  };
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
