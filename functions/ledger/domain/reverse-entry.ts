import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { refuse } from '../errors.ts';
import type { EntryLine, NewEntry, PostedEntry } from './entry.ts';
import { ENTRY_LIMITS } from './entry-limits.ts';

export interface ReversalWish {
  readonly id?: string | undefined;
  /** The entry's own date unless said; it must lie in an open period. */
  readonly date?: CalendarDate | undefined;
  readonly text?: string | undefined;
  readonly method: 'storno' | 'general-reversal';
}

/**
 * The entry that undoes another: a Storno with the sides swapped, or a Generalumkehr with the same sides and negative
 * amounts. Tax codes and the service date stay, so that the reversal lands in the same return figures.
 */
export function reversalOf(entry: PostedEntry, wish: ReversalWish): NewEntry {
  if (entry.reverses !== undefined) {
    throw refuse(
      'ledger.reversal-of-reversal',
      `Entry ${entry.id} reverses ${entry.reverses}; book the original anew instead.`,
    );
  }
  const general = wish.method === 'general-reversal';
  const {
    id: _id,
    fiscalYear: _year,
    number: _number,
    postedAt: _at,
    postedBy: _by,
    generalReversal,
    ...content
  } = entry;
  const wasGeneral = generalReversal === true;
  return {
    ...content,
    ...(wish.id === undefined ? {} : { id: wish.id }),
    date: wish.date ?? entry.date,
    text: wish.text ?? cutText(`${general ? 'Generalumkehr' : 'Storno'}: ${entry.text}`),
    lines: entry.lines.map(general ? negate : swap),
    reverses: entry.id,
    // Negating a Generalumkehr makes its amounts positive again.
    ...(general !== wasGeneral ? { generalReversal: true } : {}),
  };
}

/** Cut short where it must be, never amid a character of two code units. */
function cutText(text: string): string {
  return text.slice(0, ENTRY_LIMITS.text).replace(/[\uD800-\uDBFF]$/, '');
}

function swap({ debitMinor, creditMinor, ...line }: EntryLine): EntryLine {
  return {
    ...line,
    ...(creditMinor === undefined ? {} : { debitMinor: creditMinor }),
    ...(debitMinor === undefined ? {} : { creditMinor: debitMinor }),
  };
}

function negate({ debitMinor, creditMinor, taxBaseMinor, foreign, ...line }: EntryLine): EntryLine {
  return {
    ...line,
    ...(taxBaseMinor === undefined ? {} : { taxBaseMinor: -taxBaseMinor }),
    ...(debitMinor === undefined ? {} : { debitMinor: -debitMinor }),
    ...(creditMinor === undefined ? {} : { creditMinor: -creditMinor }),
    ...(foreign ? { foreign: { ...foreign, amountMinor: -foreign.amountMinor } } : {}),
  };
}
