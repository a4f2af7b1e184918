import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { kindOfAccount, toChartNumber, toCompanyNumber } from './account-number.ts';
import { type AccountCategory, type ChartName, chartAccount, chartAccounts } from './charts/charts.ts';

/** What the ledger needs to know of one account at posting time and in reports. */
export interface AccountInfo {
  readonly number: string;
  readonly name: string;
  readonly kind: 'general' | 'customer' | 'vendor';
  /** Unknown for accounts of an own chart whose owner did not say. */
  readonly category?: AccountCategory;
  /** The chart has the account from this day on. */
  readonly openFrom?: CalendarDate;
  /** Nothing may be booked on dates after this day. */
  readonly closedAfter?: CalendarDate;
  readonly origin: 'chart' | 'own' | 'range';
}

/** An account that the company added, or its say on a chart account: a name of its own, a closing day. */
export interface OwnAccount {
  readonly number: string;
  readonly name?: string | undefined;
  readonly category?: AccountCategory | undefined;
  readonly closedAfter?: CalendarDate | undefined;
}

/** The accounts of a company as of one `configVersion`: the chart's, its own, and the Personenkonten by range. */
export interface ChartView {
  readonly version: number;
  readonly accountLength: number;
  readonly find: (account: string) => AccountInfo | undefined;
  /** Every account known by number; Personenkonten only where the company has named them. */
  readonly list: () => AccountInfo[];
}

export interface ChartViewInput {
  readonly version: number;
  readonly chart: ChartName | 'none';
  readonly accountLength: number;
  readonly language: 'de' | 'en';
  readonly own: readonly OwnAccount[];
}

export function makeChartView({ version, chart, accountLength, language, own }: ChartViewInput): ChartView {
  const owned = new Map(own.map((account) => [account.number, account]));
  const cache = new Map<string, AccountInfo | undefined>();

  function fromChart(number: string): AccountInfo | undefined {
    const chartNumber = chart === 'none' ? undefined : toChartNumber(number, accountLength);
    const row = chart === 'none' || chartNumber === undefined ? undefined : chartAccount(chart, chartNumber);
    if (!row) return undefined;
    const name = language === 'de' ? row.nameDe : row.nameEn;
    return {
      number,
      name,
      kind: 'general',
      category: row.category,
      origin: 'chart',
      ...optional('openFrom', row.validFrom),
      ...optional('closedAfter', row.validTo),
    };
  }

  function build(number: string): AccountInfo | undefined {
    const kind = kindOfAccount(number, accountLength);
    if (kind === 'invalid') return undefined;
    const mine = owned.get(number);
    const standard = kind === 'general' ? fromChart(number) : rangeAccount(number, kind);
    if (!mine) return standard;
    return {
      number,
      kind,
      name: mine.name ?? standard?.name ?? number,
      origin: standard?.origin ?? 'own',
      ...optional('category', mine.category ?? standard?.category),
      ...optional('openFrom', standard?.openFrom),
      ...optional('closedAfter', mine.closedAfter ?? standard?.closedAfter),
    };
  }

  function find(number: string): AccountInfo | undefined {
    if (!cache.has(number)) cache.set(number, build(number));
    return cache.get(number);
  }

  function list(): AccountInfo[] {
    const rows = chart === 'none' ? [] : chartAccounts(chart);
    const numbers = new Set(rows.map((row) => toCompanyNumber(row.number, accountLength)));
    for (const number of owned.keys()) numbers.add(number);
    return [...numbers].sort().flatMap((number) => find(number) ?? []);
  }

  return { version, accountLength, find, list };
}

function rangeAccount(number: string, kind: 'customer' | 'vendor'): AccountInfo {
  return {
    number,
    name: number,
    kind,
    category: kind === 'customer' ? 'asset' : 'liability',
    origin: 'range',
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: V });
}

/** Income and expense end with the year; all else is carried forward (§252 (1) No. 1 HGB). */
export function isCarriedForward(info: AccountInfo | undefined): boolean {
  return info?.category !== 'income' && info?.category !== 'expense';
}
