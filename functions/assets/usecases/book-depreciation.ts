import type { DomainError } from '../../../shared/kernel/errors.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Books, NewEntry, Posting, PostingResult } from '../../ledger/books.ts';
import { addBookings, type Due, dueDepreciation } from '../domain/due-depreciation.ts';
import { firstDayOf, type Month } from '../domain/months.ts';
import { refuse } from '../errors.ts';
import type { AssetsReader } from '../reader.ts';
import type { AssetsStore } from '../store.ts';
import type { AssetRow } from '../table.ts';
import { type ChartRules, calendarOf, valuedOf } from './asset-row.ts';
import { depreciationEntries, type FiscalYearState, fiscalYearState } from './depreciation-entries.ts';

export interface BookDepreciationDeps {
  readonly reader: Pick<AssetsReader, 'allAssets' | 'loadAssets'>;
  readonly store: Pick<AssetsStore, 'assetWrite'>;
  readonly books: Pick<Books, 'post' | 'reader' | 'retryWhileContended'>;
  readonly rules: ChartRules;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface DepreciationOrder {
  readonly posting: Posting;
  readonly fiscalYear: number;
  readonly through: Month;
  /** Says what would be booked and books nothing. */
  readonly preview: boolean;
  /** No further batch is begun after this instant. */
  readonly until: number;
}

export interface DepreciationItem {
  readonly asset: string;
  readonly month: Month;
  readonly amountMinor: bigint;
  readonly entryId?: string | undefined;
  readonly problem?: DomainError | undefined;
}

export interface DepreciationRun {
  readonly items: readonly DepreciationItem[];
  /** Assets of which something is due that no open month can take. */
  readonly left: readonly { readonly asset: string; readonly amountMinor: bigint }[];
  /** False where time ran out: the same run again goes on. */
  readonly complete: boolean;
}

/** A transaction has 100 items: the block, the head and up to two more are the journal's, the rest marks of assets. */
const BATCH_ASSETS = 80;
/** So that all entries fit one block (256 KB of text): an entry of a run takes less than 800 bytes. */
const BATCH_ENTRIES = 300;

/**
 * Books what is due and not yet booked through a month of a fiscal year. Entries and the marks of what was booked are
 * one transaction per batch of assets; the same run again books nothing twice, a run that was cut short goes on.
 */
export async function bookDepreciation(
  deps: BookDepreciationDeps,
  order: DepreciationOrder,
): Promise<DepreciationRun> {
  const { company } = order.posting;
  const year = await fiscalYearState(deps.books.reader, company, order.fiscalYear);
  if (!year.months.includes(order.through)) {
    const detail = `${order.through} is no month of fiscal year ${order.fiscalYear}.`;
    throw refuse('assets.invalid-run', detail, { errors: [{ pointer: '/through', detail }] });
  }
  const rows = await deps.reader.allAssets(company.id);
  const plans = rows.map((row) => ({ row, plan: dueOf(order, row, year) }));
  assertEarlierBooked(plans, year, order.fiscalYear);
  const left = plans.flatMap(({ row, plan }) =>
    plan.leftMinor === 0n ? [] : [{ asset: row.id, amountMinor: plan.leftMinor }],
  );
  const due = plans.filter(({ plan }) => plan.due.length > 0);
  if (order.preview) {
    const items = due.flatMap(({ row, plan }) => plan.due.map((one) => ({ asset: row.id, ...one })));
    return { items, left, complete: true };
  }
  const items: DepreciationItem[] = [];
  for (const batch of batchesOf(due)) {
    if (deps.now() > order.until) return { items, left, complete: false };
    items.push(...(await bookBatch(deps, order, batch)));
  }
  return { items, left, complete: true };
}

function dueOf(order: DepreciationOrder, row: AssetRow, { months, isOpen }: FiscalYearState): Due {
  const { bookings, bookedThrough } = row;
  const calendar = calendarOf(order.posting.company);
  const { through } = order;
  return dueDepreciation({
    asset: valuedOf(row),
    bookings,
    bookedThrough,
    calendar,
    through,
    months,
    isOpen,
  });
}

export function assertEarlierBooked(
  plans: readonly { readonly row: AssetRow; readonly plan: Pick<Due, 'earlierMinor'> }[],
  { priorIsOpen, months }: FiscalYearState,
  fiscalYear: number,
): void {
  const behind = plans.filter(({ plan }) => plan.earlierMinor !== 0n);
  if (!priorIsOpen || behind.length === 0) return;
  const names = behind.slice(0, 5).map(({ row }) => row.id);
  const detail =
    `Depreciation before ${firstDayOf(months[0] as Month)} is still to be booked for ${behind.length} assets ` +
    `(${names.join(', ')}): run fiscal year ${fiscalYear - 1} first, or close it.`;
  throw refuse('assets.earlier-year-open', detail, { extra: { fiscalYear: fiscalYear - 1 } });
}

function batchesOf(due: readonly { readonly row: AssetRow; readonly plan: Due }[]): string[][] {
  const batches: string[][] = [];
  let entries = BATCH_ENTRIES + 1;
  for (const { row, plan } of due) {
    const batch = batches.at(-1);
    const full = !batch || batch.length >= BATCH_ASSETS || entries + plan.due.length > BATCH_ENTRIES;
    if (full) {
      batches.push([row.id]);
      entries = plan.due.length;
    } else {
      batch.push(row.id);
      entries += plan.due.length;
    }
  }
  return batches;
}

interface Planned {
  readonly row: AssetRow;
  readonly month: Month;
  readonly amountMinor: bigint;
}

function bookBatch(
  deps: BookDepreciationDeps,
  order: DepreciationOrder,
  ids: readonly string[],
): Promise<DepreciationItem[]> {
  const { company } = order.posting;
  const calendar = calendarOf(company);
  return decideAgain('assets', deps.books, async () => {
    const year = await fiscalYearState(deps.books.reader, company, order.fiscalYear);
    const rows = await deps.reader.loadAssets(company.id, ids);
    rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
    const planned: Planned[] = [];
    const entries: NewEntry[] = [];
    const reached = new Map<AssetRow, Month>();
    for (const row of rows) {
      const { due, bookedThrough } = dueOf(order, row, year);
      reached.set(row, bookedThrough);
      planned.push(...due.map((one) => ({ row, ...one })));
      entries.push(...depreciationEntries(deps.rules, company, calendar, row, due));
    }
    if (entries.length === 0) return [];
    const results = await deps.books.post(order.posting, entries, (from, to, decided) => {
      const slice = planned.slice(from, to);
      return marks(
        deps,
        order.posting,
        slice,
        decided,
        from === 0 && to === entries.length ? reached : new Map(),
      );
    });
    return planned.map(({ row, month, amountMinor }, index) => {
      const result = results[index];
      const of = { asset: row.id, month, amountMinor };
      return result?.status === 'refused'
        ? { ...of, problem: result.problem }
        : { ...of, entryId: result?.id };
    });
  });
}

/** What each asset has booked now. An asset one of whose months was refused keeps its mark where it was. */
function marks(
  { store }: BookDepreciationDeps,
  { postedAt, postedBy }: Posting,
  planned: readonly Planned[],
  decided: readonly PostingResult[],
  reached: ReadonlyMap<AssetRow, Month>,
): Write[] {
  const byAsset = new Map<AssetRow, { booked: Planned[]; refused: boolean }>();
  for (const row of reached.keys()) byAsset.set(row, { booked: [], refused: false });
  planned.forEach((one, index) => {
    const state = byAsset.get(one.row) ?? { booked: [], refused: false };
    if (decided[index]?.status === 'posted') state.booked.push(one);
    else state.refused = true;
    byAsset.set(one.row, state);
  });
  return [...byAsset].flatMap(([row, { booked, refused }]) => {
    const through = refused ? undefined : reached.get(row);
    if (booked.length === 0 && (through === undefined || through === row.bookedThrough)) return [];
    const bookings = addBookings(row.bookings, booked);
    const next = {
      ...row,
      bookings,
      ...(through === undefined ? {} : { bookedThrough: through }),
      version: row.version + 1,
      changedAt: postedAt,
      changedBy: postedBy,
    };
    return [store.assetWrite(row, next)];
  });
}
