import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { hash32 } from '../../../shared/kernel/hash32.ts';
import { normalizeDocumentNumber } from '../domain/document-index.ts';
import type { PostedEntry } from '../domain/entry.ts';
import { fiscalYearBounds, fiscalYearOf } from '../domain/fiscal-year.ts';
import type { LedgerCompany, LedgerReader, StoredBlock } from '../reader.ts';

export interface ListEntriesDeps {
  readonly reader: Pick<
    LedgerReader,
    'listFiscalYears' | 'blocksAfter' | 'loadHead' | 'loadEntry' | 'findDocuments'
  >;
}

export interface EntryFilter {
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
  readonly documentNumber?: string | undefined;
  /** Found anywhere in the entry's texts, whatever the case. */
  readonly text?: string | undefined;
  /** Found on any line, either side. */
  readonly amountMinor?: bigint | undefined;
}

/** The last entry a reader has passed: the list goes on behind it. */
export interface EntryPosition {
  readonly fiscalYear: number;
  readonly number: number;
}

export interface EntryPage {
  readonly entries: PostedEntry[];
  /** There when there may be more. */
  readonly next?: EntryPosition;
}

/** Blocks opened for one page: a rare text is searched for in steps, each answered in time. */
const BLOCKS_A_PAGE = 64;
/** Blocks passed by on the way, by their range of dates: reading them takes time too. */
const PASSED_A_PAGE = 512;

/** The journal in the order of fiscal year and number, as far as the filter lets through. */
export async function listEntries(
  deps: ListEntriesDeps,
  company: LedgerCompany,
  filter: EntryFilter,
  limit: number,
  after: EntryPosition | undefined,
): Promise<EntryPage> {
  const years = (await deps.reader.listFiscalYears(company.id))
    .map((year) => year.fiscalYear)
    .sort((a, b) => a - b);
  const wanted = years.filter((year) => year >= (after?.fiscalYear ?? 0) && yearFits(year, company, filter));
  const entries: PostedEntry[] = [];
  let [opened, passedBy] = [0, 0];
  for (const fiscalYear of wanted) {
    const passed = fiscalYear === after?.fiscalYear ? after.number : 0;
    for await (const found of candidates(deps, company.id, fiscalYear, passed, filter)) {
      if (found.opened) opened += 1;
      else passedBy += 1;
      for (const entry of found.entries) {
        if (entry.number <= passed || !entryFits(entry, filter)) continue;
        if (entries.length === limit) {
          const last = entries.at(-1) as PostedEntry;
          return { entries, next: { fiscalYear: last.fiscalYear, number: last.number } };
        }
        entries.push(entry);
      }
      if (opened >= BLOCKS_A_PAGE || passedBy >= PASSED_A_PAGE)
        return { entries, next: { fiscalYear, number: found.through } };
    }
  }
  return { entries };
}

function yearFits(fiscalYear: number, company: LedgerCompany, { from, to }: EntryFilter): boolean {
  const bounds = fiscalYearBounds(fiscalYear, company.fiscalYearStart);
  const first = from === undefined || bounds.to >= from;
  return first && (to === undefined || fiscalYearOf(to, company.fiscalYearStart) >= fiscalYear);
}

interface Candidates {
  readonly entries: readonly PostedEntry[];
  readonly through: number;
  /** Whether a block was opened for them. */
  readonly opened: boolean;
}

/** Entries that may fit, in order: by the document index where it helps, else block by block. */
async function* candidates(
  deps: ListEntriesDeps,
  company: string,
  fiscalYear: number,
  passed: number,
  filter: EntryFilter,
): AsyncGenerator<Candidates> {
  let after = passed;
  if (filter.documentNumber !== undefined) {
    // The head is read before the index: what is folded in between is found twice at worst, never missed.
    const folded = (await deps.reader.loadHead(company, fiscalYear))?.foldedThrough ?? 0;
    const hash = hash32(normalizeDocumentNumber(filter.documentNumber));
    for (const number of await deps.reader.findDocuments(company, fiscalYear, hash)) {
      if (number <= passed || number > folded) continue;
      const entry = await deps.reader.loadEntry(company, fiscalYear, number);
      if (entry) yield { entries: [entry], through: number, opened: true };
    }
    after = Math.max(passed, folded);
  }
  for await (const block of deps.reader.blocksAfter(company, fiscalYear, after)) {
    const fits = blockFits(block, filter);
    yield { entries: fits ? block.entries() : [], through: block.lastNumber, opened: fits };
  }
}

function blockFits({ minDate, maxDate }: StoredBlock, { from, to }: EntryFilter): boolean {
  return (from === undefined || maxDate >= from) && (to === undefined || minDate <= to);
}

function entryFits(
  entry: PostedEntry,
  { from, to, documentNumber, text, amountMinor }: EntryFilter,
): boolean {
  if (from !== undefined && entry.date < from) return false;
  if (to !== undefined && entry.date > to) return false;
  if (documentNumber !== undefined) {
    const mine =
      entry.documentNumber === undefined ? undefined : normalizeDocumentNumber(entry.documentNumber);
    if (mine !== normalizeDocumentNumber(documentNumber)) return false;
  }
  if (
    amountMinor !== undefined &&
    !entry.lines.some((line) => (line.debitMinor ?? line.creditMinor) === amountMinor)
  ) {
    return false;
  }
  return text === undefined || textsOf(entry).some((one) => one.toLowerCase().includes(text.toLowerCase()));
}

function textsOf(entry: PostedEntry): string[] {
  const lineTexts = entry.lines.flatMap((line) => line.text ?? []);
  return [entry.text, entry.documentNumber ?? '', entry.reference ?? '', ...lineTexts];
}
