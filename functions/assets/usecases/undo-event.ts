import { recordChange } from '../../../shared/changes.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { type Books, fiscalYearOf, type NewEntry, type Posting } from '../../ledger/books.ts';
import { refuse } from '../errors.ts';
import type { AssetsReader } from '../reader.ts';
import type { AssetsStore } from '../store.ts';
import type { AssetRow, EventRow } from '../table.ts';

export interface UndoEventDeps {
  readonly reader: Pick<AssetsReader, 'loadAsset'>;
  readonly store: Pick<AssetsStore, 'assetWrite' | 'commit'>;
  readonly books: Pick<Books, 'post' | 'reader' | 'retryWhileContended'>;
  readonly newId: NewId;
}

export interface UndoWish {
  readonly posting: Posting;
  readonly assetId: string;
  readonly eventId: string;
  /** Of the entry that takes it back; the day of the event unless said. */
  readonly date?: string | undefined;
  readonly requestId: string;
  readonly together: (row: AssetRow) => readonly Write[];
}

/**
 * Takes the last event of an asset back, as if it had not been; the trace keeps it. What it had booked is booked back in the
 * same fiscal year, unless its entry has been reversed already; depreciation follows by the next run.
 */
export function undoEvent(deps: UndoEventDeps, wish: UndoWish): Promise<AssetRow> {
  const { company, postedAt, postedBy } = wish.posting;
  let tried = false;
  return decideAgain('assets', deps.books, async () => {
    const row = await deps.reader.loadAsset(company.id, wish.assetId);
    if (!row) throw refuse('assets.unknown-asset', `There is no asset ${wish.assetId}.`);
    const event = row.events.at(-1);
    // An attempt of ours got no answer, and the event is gone: it was that attempt.
    if (tried && !row.events.some(({ id }) => id === wish.eventId)) return row;
    if (event?.id !== wish.eventId) {
      throw refuse('assets.not-the-last-event', `${wish.eventId} is not the last event of asset ${row.id}.`);
    }
    const entry = await counterEntry(deps, wish, row, event);
    tried = true;
    const events = row.events.slice(0, -1);
    const next = { ...row, events, version: row.version + 1, changedAt: postedAt, changedBy: postedBy };
    const writes = (entryId?: string) => [
      deps.store.assetWrite(row, next),
      traceOf(deps, wish, row, event, entryId),
      ...wish.together(next),
    ];
    if (!entry) {
      await deps.store.commit(writes());
      return next;
    }
    const [result] = await deps.books.post(wish.posting, [entry], (_from, _to, [decided]) => {
      if (decided?.status === 'refused') throw decided.problem;
      return writes(decided?.id);
    });
    invariant(result?.status === 'posted', 'an entry without an id of its own is posted or refused');
    return next;
  });
}

async function counterEntry(
  { books }: UndoEventDeps,
  { posting: { company }, date: wished }: UndoWish,
  row: AssetRow,
  event: EventRow,
): Promise<NewEntry | undefined> {
  const { entryId, date: on } = event;
  if (entryId === undefined) return undefined;
  const date = wished ?? on;
  const year = fiscalYearOf(on, company.fiscalYearStart);
  if (date < on || fiscalYearOf(date, company.fiscalYearStart) !== year) {
    const detail = `The event is dated ${on}: it is taken back on that day or later in the same fiscal year.`;
    throw refuse('assets.invalid-event', detail, { errors: [{ pointer: '/date', detail }] });
  }
  const entry = await books.reader.findEntry(company.id, entryId);
  invariant(entry, `entry ${entryId} of event ${event.id} is not in the journal`);
  if (await books.reader.loadReversal(company.id, entry.fiscalYear, entry.number)) return undefined;
  const lines = entry.lines.map(({ debitMinor, creditMinor, ...line }) =>
    debitMinor === undefined
      ? { ...line, ...(creditMinor === undefined ? {} : { debitMinor: creditMinor }) }
      : { ...line, creditMinor: debitMinor },
  );
  const text = `${company.language === 'de' ? 'Rücknahme' : 'Taken back'} ${entry.text}`.slice(0, 200);
  const { documentNumber = row.id } = entry;
  return { kind: 'regular', date, documentNumber, reference: entryId.slice(0, 60), text, lines };
}

function traceOf(
  { newId }: UndoEventDeps,
  { posting, requestId }: UndoWish,
  row: AssetRow,
  event: EventRow,
  entryId: string | undefined,
): Write {
  const { note: _note, ...kept } = event;
  const before = Object.fromEntries(
    Object.entries(kept).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'bigint' ? value.toString() : value]],
    ),
  );
  return recordChange({
    companyId: posting.company.id,
    changeId: newId('chg'),
    at: posting.postedAt,
    principal: posting.postedBy,
    action: 'assets.event-undone',
    subject: `assets/${row.id}`,
    before,
    ...(entryId === undefined ? {} : { after: { entryId } }),
    requestId,
  });
}
