import { sha256Hex } from '../../../shared/kernel/canonical-json.ts';
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
  type Touch,
  touchKey,
} from './fold.ts';
import type { Finding } from './verification.ts';

/** What is stored of a fold, as digests: lines of accounts would fill the memory of whoever verifies a large year. */
export interface StoredFold {
  readonly periods: Map<string, StoredPeriod>;
  /** By account, period and page number. */
  readonly pages: Map<string, StoredPage>;
}

export interface StoredPeriod {
  readonly account: string;
  readonly period: number;
  readonly through: number;
  readonly fullPages: number;
  readonly digest: string;
}

export interface StoredPage extends Pick<StatementPage, 'account' | 'period' | 'page'> {
  readonly digest: string;
}

export function toStoredPeriod(state: AccountPeriod): StoredPeriod {
  const { account, period, through, lines, recent } = state;
  const fullPages = (lines - recent.length) / PAGE_LINES;
  return { account, period, through, fullPages, digest: digestOf(state) };
}

export function toStoredPage({ account, period, page, rows }: StatementPage): StoredPage {
  return { account, period, page, digest: digestOfRows(rows) };
}

export function pageKey({ account, period, page }: Pick<StatementPage, 'account' | 'period' | 'page'>) {
  return `${touchKey(account, period)}#${page}`;
}

/** Sums in a fixed order of days, so that two states compare as texts. */
function digestOf({ debits, credits, lines, recent, through }: AccountPeriod): string {
  const days = (sums: AccountPeriod['debits']) =>
    Object.entries(sums)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([day, amount]) => `${day}:${amount}`);
  return sha256Hex(JSON.stringify([days(debits), days(credits), lines, recent, through]));
}

function digestOfRows(rows: readonly StatementRow[]): string {
  return sha256Hex(JSON.stringify(rows));
}

/** Folds a journal again, block by block, and holds what is stored against it. */
export interface ExpectedFold {
  /** The entries of the next block. */
  readonly add: (entries: readonly PostedEntry[]) => void;
  /**
   * After the last block: the first stored sum or page that does not follow from the journal, or that is missing although
   * the head says that everything up to `foldedThrough` is folded.
   */
  readonly firstDifference: () => Finding | undefined;
}

interface Account {
  state: AccountPeriod;
  /** Whether the stored state has been found to be this account's at its number. */
  confirmed: boolean;
  /** Last entry that must be folded. */
  due: number;
}

/** Memory holds, for each account and period, its sums and fewer lines than a page. */
export function expectFold(
  start: FiscalYearStart,
  { periods, pages }: StoredFold,
  foldedThrough: number,
): ExpectedFold {
  const accounts = new Map<string, Account>();
  const confirmedPages = new Set<string>();
  let first: Finding | undefined;

  function fold(account: Account, rows: readonly StatementRow[]): void {
    const folded = foldRows(account.state, rows);
    account.state = folded.state;
    for (const page of folded.pages) {
      const key = pageKey(page);
      const stored = pages.get(key);
      if (stored?.digest === digestOfRows(page.rows)) confirmedPages.add(key);
      else if (stored) first ??= wrongPage(stored);
    }
  }

  function addTouch(key: string, { account: number, period, rows }: Touch): void {
    const account = accounts.get(key) ?? {
      state: emptyAccountPeriod(number, period),
      confirmed: false,
      due: 0,
    };
    accounts.set(key, account);
    account.due = rows.findLast(([entry]) => entry <= foldedThrough)?.[0] ?? account.due;
    const stored = periods.get(key);
    const early = stored ? rows.filter(([entry]) => entry <= stored.through) : rows;
    fold(account, early);
    if (stored && account.state.through === stored.through && !account.confirmed) {
      if (digestOf(account.state) !== stored.digest) first ??= wrongSums(stored);
      // A fold takes blocks whole.
      else if (early.length > 0 && early.length < rows.length) first ??= wrongSums(stored);
      account.confirmed = true;
    }
    if (early.length < rows.length) fold(account, rows.slice(early.length));
  }

  return {
    add: (entries) => {
      for (const [key, touch] of collectTouches(entries, start)) addTouch(key, touch);
    },
    firstDifference: () => {
      if (first) return first;
      for (const [key, stored] of periods) if (!accounts.get(key)?.confirmed) return wrongSums(stored);
      for (const [key, account] of accounts) {
        if (account.due > (periods.get(key)?.through ?? 0)) return missingEntry(account);
      }
      for (const [key, page] of pages) if (!confirmedPages.has(key)) return wrongPage(page);
      for (const stored of periods.values()) {
        for (let page = 0; page < stored.fullPages; page += 1) {
          if (!pages.has(pageKey({ ...stored, page }))) return missingPage(stored, page);
        }
      }
      return undefined;
    },
  };
}

function wrongSums({ account, period, through }: StoredPeriod): Finding {
  const detail = `Sums or recent lines differ from what entries 1 to ${through} come to.`;
  return { what: 'balance', account, period, detail };
}

function missingEntry({ state: { account, period }, due }: Account): Finding {
  const detail = `Entry ${due} is missing from the account’s sums.`;
  return { what: 'balance', number: due, account, period, detail };
}

function wrongPage({ account, period, page }: StoredPage): Finding {
  const detail = `Page ${page} of the account’s lines does not follow from the journal.`;
  return { what: 'page', account, period, detail };
}

function missingPage({ account, period }: StoredPeriod, page: number): Finding {
  return { what: 'page', account, period, detail: `Page ${page} of the account’s lines is missing.` };
}
