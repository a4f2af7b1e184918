import type { NewId } from '../../../shared/kernel/ids.ts';
import { ChangedMeanwhileError, decideAgain } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Books, PostedEntry } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { Clearing } from '../domain/clearing.ts';
import { itemOfLine, type PaymentTerms } from '../domain/item-of-line.ts';
import {
  type DiscountTerms,
  type ItemClearing,
  itemId,
  type OpenItem,
  openMinorOf,
  standingClearings,
} from '../domain/open-item.ts';
import type { ReceivablesReader, StoredItem } from '../reader.ts';
import type { ReceivablesStore } from '../store.ts';
import { findItem } from './find-item.ts';

export interface FollowJournalDeps {
  readonly books: Pick<Books, 'reader' | 'retryWhileContended'>;
  readonly reader: ReceivablesReader;
  readonly store: ReceivablesStore;
  readonly newId: NewId;
  readonly kindOfAccount: (account: string, accountLength: number) => string;
  /** Takes a clearing back in a transaction of its own, with a check in it; harmless where that has been done. */
  readonly undo: (company: LedgerCompany, clearingId: string, on: string, onlyWhile: Write) => Promise<void>;
  readonly now: () => number;
}

/** Items of one transaction; the head and the clearings of reversals need room besides. */
const STEP_ITEMS = 60;

/** Who decides again when others have followed the journal meanwhile, whatever the refused write was put into. */
const JOURNAL_FOLLOWER = 'receivables-follower';
const overtaken = () => new ChangedMeanwhileError(JOURNAL_FOLLOWER, 'how far the journal is followed');

/** Who makes items out of entries, in the trace of clearings that follow from reversals. */
const BY_JOURNAL = 'journal';

/**
 * Makes items of all that has been booked since. Every entry becomes items exactly once: the head of the items moves in
 * the same transaction. A reversal sets its lines off against those of the entry it reverses, and what had been cleared
 * with them is open again.
 */
export async function followJournal(deps: FollowJournalDeps, company: LedgerCompany): Promise<void> {
  const years = await deps.books.reader.listFiscalYears(company.id);
  const first = Math.min(...years.map(({ fiscalYear }) => fiscalYear));
  for (const { fiscalYear } of years.toSorted((a, b) => a.fiscalYear - b.fiscalYear)) {
    await followYear(deps, company, fiscalYear, fiscalYear === first);
  }
}

async function followYear(
  deps: FollowJournalDeps,
  company: LedgerCompany,
  fiscalYear: number,
  isFirstYear: boolean,
): Promise<void> {
  for (;;) {
    const step = () => followStep(deps, company, fiscalYear, isFirstYear);
    const done = await decideAgain(JOURNAL_FOLLOWER, deps.books, () =>
      decideAgain('receivables', deps.books, step),
    );
    if (done) return;
  }
}

/** One transaction of it; true when nothing is left to do. */
async function followStep(
  deps: FollowJournalDeps,
  company: LedgerCompany,
  fiscalYear: number,
  isFirstYear: boolean,
): Promise<boolean> {
  const [heads, head] = await Promise.all([
    deps.reader.loadThrough(company.id),
    deps.books.reader.loadHead(company.id, fiscalYear),
  ]);
  const from = heads.get(fiscalYear) ?? 0;
  const last = (head?.nextNumber ?? 1) - 1;
  if (from >= last) return true;
  const entries = await nextEntries(deps, company, fiscalYear, from, last, isFirstYear);
  const to = entries.through;
  const workspace = await openWorkspace(deps, company, fiscalYear, from + 1, to, entries.taken);
  for (const entry of entries.taken) await makeItems(deps, company, workspace, entry);
  await deps.store.commit([
    deps.store.advanceHead(company.id, fiscalYear, { from, to }),
    ...workspace.writes(),
  ]);
  return to >= last;
}

interface NextEntries {
  readonly taken: readonly PostedEntry[];
  readonly through: number;
}

/** Entries with personal accounts, as many as one transaction takes; a reversal takes one for itself. */
async function nextEntries(
  deps: FollowJournalDeps,
  company: LedgerCompany,
  fiscalYear: number,
  after: number,
  last: number,
  isFirstYear: boolean,
): Promise<NextEntries> {
  const taken: PostedEntry[] = [];
  let items = 0;
  let through = after;
  for await (const block of deps.books.reader.blocksAfter(company.id, fiscalYear, after)) {
    for (const entry of block.entries()) {
      if (entry.number <= after) continue;
      if (entry.number > last) return { taken, through };
      const count = becomesItems(entry, isFirstYear) ? personalLines(deps, company, entry).length : 0;
      const alone = count > 0 && entry.reverses !== undefined;
      if (taken.length > 0 && (items + count > STEP_ITEMS || alone)) return { taken, through };
      if (count > 0) taken.push(entry);
      items += count;
      through = entry.number;
      if (alone) return { taken, through };
    }
  }
  return { taken, through };
}

/**
 * Opening entries repeat what stands open from the years before; only in the first year of the books they bring in
 * items that were never booked here. Closing entries move no receivables.
 */
function becomesItems(entry: PostedEntry, isFirstYear: boolean): boolean {
  return entry.kind === 'regular' || (entry.kind === 'opening' && isFirstYear);
}

function personalLines(
  { kindOfAccount }: Pick<FollowJournalDeps, 'kindOfAccount'>,
  { accountLength }: LedgerCompany,
  entry: PostedEntry,
): { readonly lineIndex: number; readonly account: string; readonly owedSign: bigint }[] {
  return entry.lines.flatMap(({ account }, lineIndex) => {
    const kind = kindOfAccount(account, accountLength);
    if (kind !== 'customer' && kind !== 'vendor') return [];
    return [{ lineIndex, account, owedSign: kind === 'customer' ? 1n : -1n }];
  });
}

type Workspace = Awaited<ReturnType<typeof openWorkspace>>;

/** The items that a step makes and changes, and what it needs to know for them. */
async function openWorkspace(
  deps: FollowJournalDeps,
  company: LedgerCompany,
  fiscalYear: number,
  from: number,
  to: number,
  entries: readonly PostedEntry[],
) {
  const accounts = entries.flatMap((entry) =>
    personalLines(deps, company, entry).map(({ account }) => account),
  );
  const [born, own, partners] = await Promise.all([
    deps.reader.bornClearings(company.id, fiscalYear, from, to),
    deps.reader.itemTerms(company.id, fiscalYear, from, to),
    deps.reader.partnersOf(company.id, accounts),
  ]);
  const items = new Map<string, { before: StoredItem | undefined; after: OpenItem }>();
  const clearings: Write[] = [];
  return {
    /** Whoever comes second must not take back what the first has set off: it finds it cleared, like any other. */
    onlyWhileOurs: deps.store.stillFollowedTo(company.id, fiscalYear, from - 1, overtaken),
    termsOf: (account: string, number: number, lineIndex: number): PaymentTerms => {
      const terms = own.find((one) => one.number === number && one.lineIndex === lineIndex);
      return { ...partners.get(account), discounts: terms?.discounts as DiscountTerms[] | undefined };
    },
    bornAt: (number: number, lineIndex: number) =>
      born.find((one) => one.number === number && one.lineIndex === lineIndex),
    set: (before: StoredItem | undefined, after: OpenItem) => {
      items.set(after.id, { before, after });
    },
    clear: (clearing: Clearing) => {
      const at = new Date(deps.now()).toISOString();
      clearings.push(deps.store.clearingWrite(company.id, clearing, BY_JOURNAL, at));
    },
    writes: (): Write[] => [
      ...[...items.values()].flatMap((change) => deps.store.itemWrites(company.id, change)),
      ...clearings,
    ],
  };
}

async function makeItems(
  deps: FollowJournalDeps,
  company: LedgerCompany,
  workspace: Workspace,
  entry: PostedEntry,
): Promise<void> {
  const pairs: { readonly mine: OpenItem; readonly lineIndex: number }[] = [];
  for (const { lineIndex, account, owedSign } of personalLines(deps, company, entry)) {
    const item = itemOfLine(entry, lineIndex, owedSign, workspace.termsOf(account, entry.number, lineIndex));
    const born = workspace.bornAt(entry.number, lineIndex);
    const made = born ? { ...item, clearings: [clearingOf(born)] } : item;
    workspace.set(undefined, made);
    pairs.push({ mine: made, lineIndex });
  }
  if (entry.reverses === undefined) return;
  for (const { mine, lineIndex } of pairs)
    await setOffReversed(deps, company, workspace, entry, mine, lineIndex);
}

/** What cleared a line at its birth, as its item keeps it. */
function clearingOf({ id, on, amountMinor, corrected }: ItemClearing): ItemClearing {
  return { id, on, amountMinor, ...(corrected === undefined ? {} : { corrected }) };
}

/** A reversal has the lines of what it reverses, in their order, with the other sign. */
async function setOffReversed(
  deps: FollowJournalDeps,
  company: LedgerCompany,
  workspace: Workspace,
  entry: PostedEntry,
  mine: OpenItem,
  lineIndex: number,
): Promise<void> {
  const place = await deps.books.reader.locateEntry(company.id, entry.reverses ?? '');
  if (!place) return;
  const reversed = { account: mine.account, id: itemId(place.fiscalYear, place.number, lineIndex) };
  // What is reversed may stand in a later year than its reversal; everything up to it was booked before.
  if (place.fiscalYear > entry.fiscalYear) await followYear(deps, company, place.fiscalYear, false);
  const original = await freeItem(deps, company, workspace, reversed, entry.date);
  if (openMinorOf(original) !== -openMinorOf(mine) || openMinorOf(mine) === 0n) return;
  const on = [original.date, mine.date, ...original.clearings.map((one) => one.on)]
    .toSorted()
    .at(-1) as string;
  const id = deps.newId('clr');
  const take = (item: OpenItem): OpenItem => ({
    ...item,
    // Gone, not paid: what an advance has received does not count it.
    clearings: [
      ...item.clearings,
      { id, on, amountMinor: openMinorOf(item), adjustedMinor: openMinorOf(item) },
    ],
  });
  const parts = [original, mine].map((item) => ({
    itemId: item.id,
    account: item.account,
    amountMinor: openMinorOf(item),
    adjustedMinor: openMinorOf(item),
  }));
  workspace.set(original, take(original));
  workspace.set(undefined, take(mine));
  workspace.clear({ id, kind: 'reversal', on, parts, entryId: entry.id });
}

/** The item with nothing cleared any more: what had been cleared with it is taken back first. */
async function freeItem(
  deps: FollowJournalDeps,
  company: LedgerCompany,
  { onlyWhileOurs }: Workspace,
  at: { readonly account: string; readonly id: string },
  on: string,
): Promise<StoredItem> {
  const item = await findItem(deps.reader, company.id, at);
  const standing = [...standingClearings(item).keys()];
  if (standing.length === 0) return item;
  for (const clearingId of standing) await deps.undo(company, clearingId, on, onlyWhileOurs);
  return findItem(deps.reader, company.id, at);
}
