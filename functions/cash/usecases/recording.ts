import { DomainError } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { ChangedMeanwhileError, decideAgain } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Books, PostedResult, Posting } from '../../ledger/books.ts';
import { assertOpenDay, balanceAfter } from '../domain/may-record.ts';
import { refuse } from '../errors.ts';
import type { CashReader } from '../reader.ts';
import type { CashStore } from '../store.ts';
import type { CashBookRow, CashEntryRow } from '../table.ts';

export interface RecordDeps {
  readonly books: Pick<Books, 'post' | 'reader' | 'store' | 'retryWhileContended'>;
  readonly reader: Pick<CashReader, 'loadBook' | 'loadRow'>;
  readonly store: Pick<CashStore, 'bookWrite' | 'rowWrite'>;
  readonly newId: NewId;
}

/** Who records something in which book, of which day. */
export interface RecordOrder {
  readonly posting: Posting;
  readonly account: string;
  readonly date: string;
  /** The day that it is where the cash is. */
  readonly today: string;
  /** Writes that must happen together with it: the reply under the caller's key. */
  readonly together: (row: CashEntryRow) => readonly Write[];
}

/** One attempt to record: the book as it was read, the number that is next, the mark of the request. */
export interface Attempt {
  readonly book: CashBookRow;
  readonly number: number;
  readonly entryId: string;
  readonly recordId: string;
}

/** Id of the journal entry of a row. */
export function cashEntryId(account: string, number: number): string {
  return `cash-${account}-${number}`;
}

export async function loadBook(
  reader: Pick<CashReader, 'loadBook'>,
  company: string,
  account: string,
): Promise<CashBookRow> {
  const book = await reader.loadBook(company, account);
  if (book) return book;
  throw refuse('cash.unknown-book', `There is no cash book on account ${account}.`);
}

/**
 * Records one row: reads the book, decides, commits; again where others were faster, or where no answer came and the row is
 * not there. The attempt throws what forbids it.
 */
export function recordRow(
  deps: RecordDeps,
  { posting, account, date, today }: RecordOrder,
  attempt: (attempt: Attempt) => Promise<CashEntryRow>,
): Promise<CashEntryRow> {
  const company = posting.company.id;
  const recordId = deps.newId('csh');
  let tried: number | undefined;
  return decideAgain('cash', deps.books, async () => {
    const book = await loadBook(deps.reader, company, account);
    const earlier =
      tried === undefined ? undefined : await deps.reader.loadRow(company, account, date, tried);
    if (earlier?.recordId === recordId) return earlier;
    assertOpenDay(book, date, today);
    const number = book.lastNumber + 1;
    tried = number;
    return unlessOvertaken(deps, book, () =>
      attempt({ book, number, entryId: cashEntryId(account, number), recordId }),
    );
  });
}

/**
 * A refusal that rests on a book which has moved on is none: most often the journal knows the entry's id already, because
 * another clerk's row took the number. Then it is decided anew.
 */
export async function unlessOvertaken<T>(
  { reader }: Pick<RecordDeps, 'reader'>,
  { company, account, revision }: CashBookRow,
  attempt: () => Promise<T>,
): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
    if ((await loadBook(reader, company, account)).revision === revision) throw error;
    throw new ChangedMeanwhileError('cash', `cash book ${account}`);
  }
}

/** Somebody has booked an entry of the journal under the id of this row. */
export function idTaken(entryId: string): DomainError {
  return refuse('cash.invalid-entry', `The journal has an entry ${entryId} that is not of the cash book.`);
}

/** What a row says besides where it stands. */
export type RowContent = Pick<
  CashEntryRow,
  'kind' | 'amountMinor' | 'contraAccount' | 'taxCode' | 'text' | 'documentNumber' | 'costCentre' | 'reverses'
>;

/** The row of an attempt whose entry is about to be booked. @throws cash.insufficient-balance */
export function rowOf(
  { book, number, recordId }: Attempt,
  { posting, date }: Pick<RecordOrder, 'posting' | 'date'>,
  content: RowContent,
  entry: Pick<PostedResult, 'id' | 'fiscalYear' | 'number'>,
): CashEntryRow {
  const { company, postedAt, postedBy } = posting;
  const said = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
  return {
    ...(said as RowContent),
    company: company.id,
    account: book.account,
    number,
    date,
    balanceMinor: balanceAfter(book, content.amountMinor, company.currency),
    entryId: entry.id,
    fiscalYear: entry.fiscalYear,
    journalNumber: entry.number,
    recordId,
    recordedAt: postedAt,
    recordedBy: postedBy,
  };
}

/** The book after a row. */
export function movedBy(book: CashBookRow, { number, date, balanceMinor }: CashEntryRow): CashBookRow {
  return { ...book, balanceMinor, lastNumber: number, lastDate: date, revision: book.revision + 1 };
}

/** Row and book, for the transaction of the entry. */
export function rowWrites(
  { store }: Pick<RecordDeps, 'store'>,
  { book }: Attempt,
  row: CashEntryRow,
  { together }: Pick<RecordOrder, 'together'>,
): Write[] {
  return [store.bookWrite(book, movedBy(book, row)), store.rowWrite(row), ...together(row)];
}
