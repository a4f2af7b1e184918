import { type ChartView, isCarriedForward } from './chart-view.ts';
import { MAX_LINES } from './check-entry.ts';
import type { EntryKind, EntryLine, NewEntry } from './entry.ts';
import { type FiscalYearStart, fiscalYearBounds } from './fiscal-year.ts';
import { signedLine } from './signed-line.ts';
import type { CarryAccounts, ResultAccounts } from './year-end-accounts.ts';

/** Another run of the same year-end entries was faster: what this one was about to book is out of date. */
export class YearEndOutrun extends Error {
  override readonly name = 'YearEndOutrun';
}

/** Balances of accounts, debit positive, minor units. */
export type Balances = ReadonlyMap<string, bigint>;

/** What is still to be booked on accounts, against one account. */
export interface YearEndStep {
  readonly against: string;
  readonly amounts: Balances;
}

function sorted(amounts: Map<string, bigint>): Balances {
  return new Map([...amounts].filter(([, amount]) => amount !== 0n).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What income and expense accounts still hold, turned around: booked, they are empty. */
export function openResult(balances: Balances, chart: ChartView): Balances {
  const amounts = new Map<string, bigint>();
  for (const [account, balance] of balances)
    if (!isCarriedForward(chart.find(account))) amounts.set(account, -balance);
  return sorted(amounts);
}

/**
 * Empties income and expense accounts against the result account: of a profit or of a loss, as the year ended without
 * its closing entries. `balances` hold the closing entries booked so far, so that only the difference is left.
 */
export function planClosing(
  beforeClosing: Balances,
  balances: Balances,
  chart: ChartView,
  { profit, loss }: ResultAccounts,
): YearEndStep[] {
  const amounts = openResult(balances, chart);
  let result = 0n;
  for (const amount of openResult(beforeClosing, chart).values()) result -= amount;
  return amounts.size === 0 ? [] : [{ against: result > 0n ? loss : profit, amounts }];
}

/** Brings what the year has been opened with so far to what the year before carries into it. */
export function planOpening(
  carried: Balances,
  opened: Balances,
  chart: ChartView,
  accounts: CarryAccounts,
): YearEndStep[] {
  const steps = new Map<string, Map<string, bigint>>();
  for (const account of new Set([...carried.keys(), ...opened.keys()])) {
    const info = chart.find(account);
    if (accounts.passing.has(account) || !isCarriedForward(info)) continue;
    const { general, customers, vendors } = accounts;
    const against = info?.kind === 'customer' ? customers : info?.kind === 'vendor' ? vendors : general;
    const amounts = steps.get(against) ?? new Map<string, bigint>();
    amounts.set(account, (carried.get(account) ?? 0n) - (opened.get(account) ?? 0n));
    steps.set(against, amounts);
  }
  return [...steps]
    .map(([against, amounts]) => ({ against, amounts: sorted(amounts) }))
    .filter(({ amounts }) => amounts.size > 0)
    .sort((a, b) => (a.against < b.against ? -1 : 1));
}

/** Accounts in one entry; the line against them is the last. */
const ACCOUNTS_PER_ENTRY = MAX_LINES - 1;

function lineOf(account: string, amount: bigint): EntryLine[] {
  if (amount === 0n) return [];
  return [signedLine(account, amount)];
}

export interface YearEndForm {
  readonly kind: Exclude<EntryKind, 'regular'>;
  readonly fiscalYear: number;
  readonly fiscalYearStart: FiscalYearStart;
  readonly language: 'de' | 'en';
}

const TEXTS = {
  opening: { de: 'Eröffnung: Saldenvorträge', en: 'Opening: balances brought forward', document: 'EB' },
  closing: { de: 'Abschluss: Ergebnis des Jahres', en: 'Closing: result of the year', document: 'AB' },
} as const;

/** The steps as entries of at most 500 lines, dated on the year's first or last day. */
export function yearEndEntries(steps: readonly YearEndStep[], form: YearEndForm): NewEntry[] {
  const { from, to } = fiscalYearBounds(form.fiscalYear, form.fiscalYearStart);
  const texts = TEXTS[form.kind];
  const head = {
    kind: form.kind,
    date: form.kind === 'opening' ? from : to,
    documentNumber: `${texts.document}-${form.fiscalYear}`,
    text: texts[form.language],
  };
  return steps.flatMap(({ against, amounts }) => {
    const all = [...amounts];
    const entries: NewEntry[] = [];
    for (let at = 0; at < all.length; at += ACCOUNTS_PER_ENTRY) {
      const part = all.slice(at, at + ACCOUNTS_PER_ENTRY);
      const sum = part.reduce((total, [, amount]) => total + amount, 0n);
      const lines = part.flatMap(([account, amount]) => lineOf(account, amount));
      entries.push({ ...head, lines: [...lines, ...lineOf(against, -sum)] });
    }
    return entries;
  });
}
