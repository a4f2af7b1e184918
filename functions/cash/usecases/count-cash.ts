import { decideAgain } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { type NewEntry, signedLine } from '../../ledger/books.ts';
import { type CountDecision, type Denomination, decideCount } from '../domain/count-cash.ts';
import { refuse } from '../errors.ts';
import type { CashReader } from '../reader.ts';
import type { CashStore } from '../store.ts';
import type { CashBookRow, CashCountRow } from '../table.ts';
import {
  type Attempt,
  cashEntryId,
  idTaken,
  loadBook,
  movedBy,
  type RecordDeps,
  type RecordOrder,
  rowOf,
  unlessOvertaken,
} from './recording.ts';

export interface CountDeps extends RecordDeps {
  readonly reader: RecordDeps['reader'] & Pick<CashReader, 'loadCount'>;
  readonly store: RecordDeps['store'] & Pick<CashStore, 'countWrite' | 'commit'>;
}

export interface CountOrder extends Omit<RecordOrder, 'together'> {
  readonly countedMinor: bigint;
  readonly denominations?: readonly Denomination[] | undefined;
  readonly bookDifference: boolean;
  readonly note?: string | undefined;
  readonly together: (count: CashCountRow) => readonly Write[];
}

/**
 * Keeps what was counted beside what the book says. Where both agree, or the difference is booked with it, the day is closed;
 * otherwise it stays open, so that a forgotten receipt can be recorded and the drawer counted again.
 */
export function countCash(deps: CountDeps, order: CountOrder): Promise<CashCountRow> {
  const { posting, account, date, today } = order;
  const company = posting.company.id;
  const recordId = deps.newId('csh');
  let tried: number | undefined;
  return decideAgain('cash', deps.books, async () => {
    const book = await loadBook(deps.reader, company, account);
    const earlier =
      tried === undefined ? undefined : await deps.reader.loadCount(company, account, date, tried);
    if (earlier?.recordId === recordId) return earlier;
    const { bookDifference, countedMinor } = order;
    const decision = decideCount(book, date, countedMinor, { today, bookDifference });
    tried = book.lastCount + 1;
    const count = countOf(order, book, decision, recordId);
    if (decision.bookedMinor === 0n) {
      const { store } = deps;
      await store.commit([
        store.bookWrite(book, counted(book, count)),
        store.countWrite(count),
        ...order.together(count),
      ]);
      return count;
    }
    return unlessOvertaken(deps, book, () => bookDifferenceOf(deps, order, book, count));
  });
}

function countOf(
  { posting, date, countedMinor, denominations, note }: CountOrder,
  book: CashBookRow,
  { bookMinor, closes }: CountDecision,
  recordId: string,
): CashCountRow {
  return {
    company: posting.company.id,
    account: book.account,
    number: book.lastCount + 1,
    date,
    countedMinor,
    bookMinor,
    ...(denominations ? { denominations: [...denominations] } : {}),
    closes,
    lastNumber: book.lastNumber,
    ...(note === undefined ? {} : { note }),
    recordId,
    countedAt: posting.postedAt,
    countedBy: posting.postedBy,
  };
}

/** The book after a count. */
function counted(book: CashBookRow, { number, date, closes }: CashCountRow): CashBookRow {
  const closed = closes ? { closedThrough: date } : {};
  return { ...book, ...closed, lastCount: number, revision: book.revision + 1 };
}

async function bookDifferenceOf(
  deps: CountDeps,
  order: CountOrder,
  book: CashBookRow,
  found: CashCountRow,
): Promise<CashCountRow> {
  const { company } = order.posting;
  const { differenceAccount, account } = book;
  if (differenceAccount === undefined) {
    const detail = `The cash book ${account} names no account for differences.`;
    throw refuse('cash.invalid-count', detail, { errors: [{ pointer: '/bookDifference', detail }] });
  }
  const number = book.lastNumber + 1;
  const count = { ...found, differenceNumber: number, lastNumber: number };
  const amountMinor = found.countedMinor - found.bookMinor;
  const text =
    company.language === 'de'
      ? `Kassendifferenz, Zählung ${count.number}`
      : `Cash difference, count ${count.number}`;
  const documentNumber = `Z-${count.number}`;
  const entryId = cashEntryId(account, number);
  const entry: NewEntry = {
    id: entryId,
    kind: 'regular',
    date: order.date,
    documentNumber,
    text,
    lines: [signedLine(account, amountMinor), signedLine(differenceAccount, -amountMinor)],
  };
  const attempt: Attempt = { book, number, entryId, recordId: found.recordId };
  const [result] = await deps.books.post(order.posting, [entry], (_from, _to, [decided]) => {
    if (decided?.status !== 'posted') return [];
    const content = {
      kind: 'difference' as const,
      amountMinor,
      contraAccount: differenceAccount,
      text,
      documentNumber,
    };
    const row = rowOf(attempt, order, content, decided);
    // Row and count are one change of the book.
    const next = { ...counted(movedBy(book, row), count), revision: book.revision + 1 };
    const { store } = deps;
    return [
      store.bookWrite(book, next),
      store.rowWrite(row),
      store.countWrite(count),
      ...order.together(count),
    ];
  });
  if (result?.status === 'refused') throw result.problem;
  if (result?.status !== 'posted') throw idTaken(entryId);
  return count;
}
