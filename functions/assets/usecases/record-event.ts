import { recordChange } from '../../../shared/changes.ts';
import { type DomainError, invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import {
  type Books,
  type EntryLine,
  fiscalYearOf,
  type NewEntry,
  type Posting,
  signedLine,
} from '../../ledger/books.ts';
import type { AssetEvent, Booking } from '../domain/asset.ts';
import { checkEvent } from '../domain/check-event.ts';
import { addBookings, dueDepreciation } from '../domain/due-depreciation.ts';
import { monthOfDate } from '../domain/months.ts';
import { valueAsset } from '../domain/value-asset.ts';
import { refuse } from '../errors.ts';
import type { AssetsReader } from '../reader.ts';
import type { AssetsStore } from '../store.ts';
import type { AssetRow, EventRow } from '../table.ts';
import { calendarOf, chartPosition, valuedOf } from './asset-row.ts';
import { assertEarlierBooked } from './book-depreciation.ts';
import { depreciationEntries, fiscalYearState } from './depreciation-entries.ts';
import { disposalLines, type EventAccounts, type LineRules, valueLines } from './event-lines.ts';

export interface RecordEventDeps {
  readonly reader: Pick<AssetsReader, 'loadAsset'>;
  readonly store: Pick<AssetsStore, 'assetWrite' | 'commit'>;
  readonly books: Pick<Books, 'post' | 'reader' | 'retryWhileContended'>;
  readonly rules: LineRules;
  readonly newId: NewId;
}

export interface EventWish {
  readonly posting: Posting;
  readonly assetId: string;
  readonly event: Omit<EventRow, 'id' | 'entryId' | 'by' | 'at'>;
  readonly accounts: EventAccounts;
  readonly documentNumber?: string | undefined;
  readonly text?: string | undefined;
  readonly requestId: string;
  /** Writes that must happen together with it: the reply under the caller's key. */
  readonly together: (done: Recorded) => readonly Write[];
}

export interface Recorded {
  readonly row: AssetRow;
  readonly event: EventRow;
}

/**
 * Notes what happened to an asset, and books it in the same transaction: impairment, write-up, transfer, disposal. A
 * transfer or disposal first books the depreciation through its month that is still due. Subsequent cost is booked with its
 * invoice; it, new terms and units only change the plan.
 */
export function recordEvent(deps: RecordEventDeps, wish: EventWish): Promise<Recorded> {
  const { company } = wish.posting;
  // One id for all attempts: after a lost answer it tells whether the event was noted.
  const id = deps.newId('aev');
  return decideAgain('assets', deps.books, async () => {
    const row = await deps.reader.loadAsset(company.id, wish.assetId);
    if (!row) throw refuse('assets.unknown-asset', `There is no asset ${wish.assetId}.`);
    const noticed = row.events.find((one) => one.id === id);
    if (noticed) return { row, event: noticed };
    const { postedBy: by, postedAt: at } = wish.posting;
    const event: EventRow = { ...(await completed(deps, wish)), id, by, at };
    checkEvent(valuedOf(row), event as AssetEvent, calendarOf(company), company.currency);
    const { catchUp, takenBack } = settles(row, event)
      ? await dueAround(deps, wish, row, event)
      : NOTHING_DUE;
    const booking = linesOf(deps, wish, row, event);
    const noted = { ...event, ...booking.changed };
    const entries = [
      ...depreciationEntries(deps.rules, company, calendarOf(company), row, catchUp, event.date),
      ...depreciationEntries(deps.rules, company, calendarOf(company), row, takenBack),
      ...(booking.lines.length === 0 ? [] : [entryOf(wish, row, booking.lines)]),
    ];
    const booked = [...catchUp, ...takenBack];
    return entries.length === 0
      ? commitAlone(deps, wish, row, noted, booked)
      : commitBooked(deps, wish, row, noted, booked, entries, booking.lines.length > 0);
  });
}

/** A transfer names the position of its new account where the chart does not. */
async function completed({ books, rules }: RecordEventDeps, { event, posting: { company } }: EventWish) {
  if (event.kind !== 'transfer' || event.account === undefined) return event;
  const bad = (pointer: string, detail: string) =>
    refuse('assets.invalid-event', detail, { errors: [{ pointer, detail }] });
  const chart = await books.reader.loadChart(company);
  const named = [
    ['/account', event.account],
    ['/depreciationAccount', event.depreciationAccount],
  ] as const;
  for (const [pointer, account] of named) {
    if (account === undefined || chart.find(account)?.kind === 'general') continue;
    throw bad(pointer, `There is no general ledger account ${account}.`);
  }
  const position = chartPosition(rules, company, event.account) ?? event.position;
  if (position === undefined) throw bad('/position', 'Name the position of this account under §266 HGB.');
  return { ...event, position };
}

function settles({ method }: AssetRow, { kind }: EventRow): boolean {
  return kind === 'transfer' || (kind === 'disposal' && method !== 'pool');
}

interface DueAround {
  /** Still due through the month of the event. */
  readonly catchUp: readonly Booking[];
  /** Booked for months after it, in which the asset was gone. */
  readonly takenBack: readonly Booking[];
}
const NOTHING_DUE: DueAround = { catchUp: [], takenBack: [] };

async function dueAround(
  deps: RecordEventDeps,
  wish: EventWish,
  row: AssetRow,
  event: EventRow,
): Promise<DueAround> {
  const { company } = wish.posting;
  const through = monthOfDate(event.date);
  const fiscalYear = fiscalYearOf(event.date, company.fiscalYearStart);
  const { months, isOpen, ...year } = await fiscalYearState(deps.books.reader, company, fiscalYear);
  const { bookings, bookedThrough } = row;
  const asset = valuedOf(row);
  const common = { bookedThrough, calendar: calendarOf(company), isOpen };
  const first = months.filter((month) => month <= through);
  const plan = dueDepreciation({ ...common, asset, bookings, through, months: first });
  assertEarlierBooked([{ row, plan }], { months, isOpen, ...year }, fiscalYear);
  if (plan.leftMinor !== 0n) throw noOpenPeriod(`through ${through}`);
  const last = bookings.at(-1)?.month;
  if (last === undefined || last <= through) return { catchUp: plan.due, takenBack: [] };
  if (event.kind === 'transfer' || last > (months.at(-1) as string)) {
    const detail = `Depreciation has been booked through ${last}: date the event in that month or later.`;
    throw refuse('assets.invalid-event', detail, { errors: [{ pointer: '/date', detail }] });
  }
  const gone = { ...asset, events: [...asset.events, event as AssetEvent] };
  const after = addBookings(bookings, plan.due);
  const later = dueDepreciation({ ...common, asset: gone, bookings: after, through: last, months });
  if (later.leftMinor !== 0n) throw noOpenPeriod(`after ${through}`);
  return { catchUp: plan.due, takenBack: later.due };
}

function noOpenPeriod(where: string): DomainError {
  return refuse('assets.no-open-period', `No month of the fiscal year ${where} is open.`);
}

interface EventBooking {
  readonly lines: readonly EntryLine[];
  readonly changed?: Partial<EventRow>;
}

function linesOf({ rules }: RecordEventDeps, wish: EventWish, row: AssetRow, event: EventRow): EventBooking {
  const { company } = wish.posting;
  const calendar = calendarOf(company);
  const month = monthOfDate(event.date);
  const asset = valuedOf(row);
  const after = valueAsset({ ...asset, events: [...asset.events, event as AssetEvent] }, calendar, month);
  const own = after.movements.filter(({ eventId }) => eventId === event.id);
  const { account, position } = own[0] ?? after;
  const at = { account, position, costCentre: row.costCentre };
  const of = event as AssetEvent;
  const bookMinor = own[0] ? own[0].accumulatedMinor - own[0].costMinor : 0n;
  if (of.kind === 'impairment' || of.kind === 'write-up') {
    return { lines: valueLines(rules, company, at, of, wish.accounts) };
  }
  if (of.kind === 'transfer') {
    if (bookMinor === 0n) return { lines: [] };
    return { lines: [signedLine(of.account, bookMinor), signedLine(account, -bookMinor)] };
  }
  if (of.kind !== 'disposal') return { lines: [] };
  const sale = { date: of.date, bookMinor, netMinor: of.proceedsMinor };
  const { lines, proceedsMinor } = disposalLines(rules, company, at, sale, wish.accounts);
  return { lines, changed: { proceedsMinor } };
}

const TEXTS = {
  de: {
    impairment: 'Außerplanmäßige Abschreibung',
    'write-up': 'Zuschreibung',
    transfer: 'Umbuchung',
    disposal: 'Abgang',
  },
  en: { impairment: 'Impairment', 'write-up': 'Write-up', transfer: 'Transfer', disposal: 'Disposal' },
} as const;

function entryOf(wish: EventWish, row: AssetRow, lines: readonly EntryLine[]): NewEntry {
  const { kind, date } = wish.event;
  const named = TEXTS[wish.posting.company.language][kind as keyof (typeof TEXTS)['de']] ?? kind;
  return {
    kind: 'regular',
    date,
    documentNumber: wish.documentNumber ?? row.id,
    ...(wish.documentNumber === undefined ? {} : { reference: row.id.slice(0, 60) }),
    text: (wish.text ?? `${named} ${row.name}`).slice(0, 200),
    lines,
  };
}

function writesOf(
  deps: RecordEventDeps,
  wish: EventWish,
  row: AssetRow,
  event: EventRow,
  booked: readonly Booking[],
): { recorded: Recorded; writes: Write[] } {
  const { postedAt, postedBy, company } = wish.posting;
  const events = [...row.events, event];
  const bookings = addBookings(row.bookings, booked);
  const mark = booked.length === 0 ? {} : { bookedThrough: monthOfDate(event.date) };
  const { depreciationAccount } = event;
  const moved = depreciationAccount === undefined ? {} : { depreciationAccount };
  const version = row.version + 1;
  const changed = { version, changedAt: postedAt, changedBy: postedBy };
  const next = { ...row, events, bookings, ...mark, ...moved, ...changed };
  const { id, kind, date, entryId } = event;
  const trace = recordChange({
    companyId: company.id,
    changeId: deps.newId('chg'),
    at: postedAt,
    principal: postedBy,
    action: `assets.${kind}`,
    subject: `assets/${row.id}`,
    after: { eventId: id, date, ...(entryId === undefined ? {} : { entryId }) },
    requestId: wish.requestId,
  });
  const recorded = { row: next, event };
  return { recorded, writes: [deps.store.assetWrite(row, next), trace, ...wish.together(recorded)] };
}

async function commitAlone(
  deps: RecordEventDeps,
  wish: EventWish,
  row: AssetRow,
  event: EventRow,
  booked: readonly Booking[],
): Promise<Recorded> {
  const { recorded, writes } = writesOf(deps, wish, row, event, booked);
  await deps.store.commit(writes);
  return recorded;
}

async function commitBooked(
  deps: RecordEventDeps,
  wish: EventWish,
  row: AssetRow,
  event: EventRow,
  booked: readonly Booking[],
  entries: readonly NewEntry[],
  hasOwnEntry: boolean,
): Promise<Recorded> {
  let done: Recorded | undefined;
  await deps.books.post(wish.posting, entries, (from, to, decided) => {
    // Thrown before the commit: all of it is booked, or nothing.
    const refused = decided.find(
      (one): one is typeof one & { problem: DomainError } => one.status === 'refused',
    );
    if (refused) throw refused.problem;
    invariant(from === 0 && to === entries.length, 'the entries of one event fit one block of one year');
    const entryId = hasOwnEntry ? decided.at(-1)?.id : undefined;
    const noted = entryId === undefined ? event : { ...event, entryId };
    const { recorded, writes } = writesOf(deps, wish, row, noted, booked);
    done = recorded;
    return writes;
  });
  invariant(done, 'the event was committed');
  return done;
}
