import { type CalendarDate, daysBetween } from '../../../shared/kernel/calendar-date.ts';

export const TRANSACTION_STATES = ['new', 'pending', 'proposed', 'matched', 'booked', 'ignored'] as const;
export type TransactionState = (typeof TRANSACTION_STATES)[number];

/** Days that may lie between a pending entry and the booked one. */
export const PENDING_DAYS = 15;

/** Hashes by which an entry is known, each with its count among equals of its statement (see `identity.ts`). */
export interface EntryMarks {
  readonly reference: string | undefined;
  readonly content: string;
  /** Without days and counts. */
  readonly pendingReference: string | undefined;
  readonly pendingContent: string;
  /** Count among pending equals of its statement. */
  readonly occurrence: number;
}

/** An entry that the account has already. */
export interface KnownEntry extends EntryMarks {
  readonly date: CalendarDate;
  /** Part of its transactions' keys. */
  readonly hash: string;
  /** Which entry of which file brought it: `import/statement/entry`. */
  readonly origin: string;
  readonly state: TransactionState;
  /** Not booked by the bank: pending, or for information. */
  readonly isPending: boolean;
  /** Whether its details became transactions. */
  readonly isSplit: boolean;
}

export interface NewEntry extends EntryMarks {
  readonly date: CalendarDate;
  readonly hash: string;
  readonly origin: string;
  readonly isPending: boolean;
  readonly isSplit: boolean;
  readonly state: TransactionState;
}

/**
 * `add`: it is new; `replaces` is what it takes the place of: a pending entry, or the same entry without its details.
 * `known`: nothing is to be done.
 */
export type Placement =
  | { readonly outcome: 'add'; readonly replaces: KnownEntry | undefined }
  | { readonly outcome: 'known'; readonly entry: KnownEntry };

/** Entries of one account that a new one may be the same as. */
export function knownEntries(stored: Iterable<KnownEntry> = []) {
  const byReference = new Map<string, KnownEntry>();
  const byContent = new Map<string, KnownEntry>();
  /** Booked ones by what they were known by before they were booked. */
  const bookedByPending = new Map<string, KnownEntry[]>();
  const pendingByReference = new Map<string, KnownEntry[]>();
  const pendingByContent = new Map<string, KnownEntry[]>();

  const append = (map: Map<string, KnownEntry[]>, key: string, entry: KnownEntry) => {
    const list = map.get(key);
    if (list) list.push(entry);
    else map.set(key, [entry]);
  };

  function add(entry: KnownEntry): void {
    if (entry.isPending) {
      if (entry.pendingReference) append(pendingByReference, entry.pendingReference, entry);
      append(pendingByContent, entry.pendingContent, entry);
      return;
    }
    if (entry.reference) byReference.set(entry.reference, entry);
    byContent.set(entry.content, entry);
    if (entry.pendingReference) append(bookedByPending, entry.pendingReference, entry);
    append(bookedByPending, entry.pendingContent, entry);
  }

  function drop(entry: KnownEntry): void {
    for (const list of [
      pendingByReference.get(entry.pendingReference ?? ''),
      pendingByContent.get(entry.pendingContent),
    ]) {
      const at = list?.indexOf(entry) ?? -1;
      if (at >= 0) list?.splice(at, 1);
    }
  }

  /** A booked one: by the bank's reference, or by content where one of the two has no reference. */
  function findBooked({ reference, content }: EntryMarks): KnownEntry | undefined {
    const same = reference ? byReference.get(reference) : undefined;
    if (same) return same;
    const alike = byContent.get(content);
    return alike && !(reference && alike.reference) ? alike : undefined;
  }

  /** What a report calls pending that comes late: the bank has booked it since, on that day or soon after. */
  function findBookedSince(entry: NewEntry): KnownEntry | undefined {
    const candidates = [
      ...(bookedByPending.get(entry.pendingReference ?? '') ?? []),
      ...(bookedByPending.get(entry.pendingContent) ?? []),
    ];
    return candidates.find(({ date }) => {
      const days = daysBetween(entry.date, date);
      return days >= 0 && days <= PENDING_DAYS;
    });
  }

  /** A pending one that the bank has booked now; the nearest in time. */
  function findPending(entry: NewEntry): KnownEntry | undefined {
    const referenced = pendingByReference.get(entry.pendingReference ?? '') ?? [];
    const alike = pendingByContent.get(entry.pendingContent) ?? [];
    const distance = ({ date }: KnownEntry) => Math.abs(daysBetween(date, entry.date));
    return [...referenced, ...alike]
      .filter((one) => distance(one) <= PENDING_DAYS)
      .sort((a, b) => distance(a) - distance(b))[0];
  }

  /** A pending one that another report told of already. */
  function findSamePending(entry: NewEntry): KnownEntry | undefined {
    const referenced = pendingByReference.get(entry.pendingReference ?? '') ?? [];
    const alike = pendingByContent.get(entry.pendingContent) ?? [];
    return [...referenced, ...alike].find(
      ({ occurrence, date }) =>
        occurrence === entry.occurrence && Math.abs(daysBetween(date, entry.date)) <= PENDING_DAYS,
    );
  }

  function decide(entry: NewEntry): Placement {
    const booked = findBooked(entry) ?? (entry.isPending ? findBookedSince(entry) : undefined);
    if (booked) {
      if (booked.origin === entry.origin) return { outcome: 'add', replaces: undefined };
      const bringsDetails = entry.isSplit && !entry.isPending && !booked.isSplit && booked.state === 'new';
      return bringsDetails ? { outcome: 'add', replaces: booked } : { outcome: 'known', entry: booked };
    }
    if (!entry.isPending) return { outcome: 'add', replaces: findPending(entry) };
    const pending = findSamePending(entry);
    if (!pending) return { outcome: 'add', replaces: undefined };
    return pending.origin === entry.origin
      ? { outcome: 'add', replaces: undefined }
      : { outcome: 'known', entry: pending };
  }

  /** What becomes of an entry; the next one is judged as if it had become so. */
  function place(entry: NewEntry): Placement {
    const placement = decide(entry);
    if (placement.outcome === 'add') {
      if (placement.replaces) drop(placement.replaces);
      add(entry);
    }
    return placement;
  }

  for (const entry of stored) add(entry);
  return { place };
}

export type KnownEntries = ReturnType<typeof knownEntries>;
