import type { LedgerCompany, LedgerReader, PostedEntry } from '../../ledger/reader.ts';
import { fiscalYearsAround } from '../domain/fiscal-years.ts';
import { refuse } from '../errors.ts';

/** By fiscal year: number of the last entry that counts. */
export type AsOfNumbers = Readonly<Record<string, number>>;

export interface WalkJournalsDeps {
  readonly reader: Pick<LedgerReader, 'listFiscalYears' | 'loadHead' | 'blocksAfter'>;
  /** Milliseconds since 1970, where somebody waits for the answer; absent: there is time. */
  readonly now?: () => number;
}

export interface JournalRange {
  readonly from: string;
  readonly to: string;
}

/** API Gateway ends a request after 30 seconds, and the function after 29: a refusal must be out before. */
const SECONDS = 24;

/** Refuses what takes longer than an answer may. @param exportKind what has the time; absent: nothing has */
export function deadlineOf(now: (() => number) | undefined, exportKind: string | undefined): () => void {
  if (!now) return () => {};
  const end = now() + SECONDS * 1_000;
  return () => {
    if (now() < end) return;
    const advice =
      exportKind === undefined
        ? 'Ask for a shorter period.'
        : `Ask for the export \`${exportKind}\`, which has the time.`;
    const detail = `After ${SECONDS} seconds the journals were not read to their end. ${advice}`;
    throw refuse('reporting.report-too-long', detail);
  };
}

/** The end of every journal that may hold entries of the range: its own fiscal years and one more on either side. */
export async function pinJournals(
  { reader }: WalkJournalsDeps,
  company: LedgerCompany,
  range: JournalRange,
): Promise<AsOfNumbers> {
  const wanted = fiscalYearsAround(range, company.fiscalYearStart);
  const years = (await reader.listFiscalYears(company.id))
    .map(({ fiscalYear }) => fiscalYear)
    .filter((fiscalYear) => fiscalYear >= wanted.first && fiscalYear <= wanted.last)
    .sort((a, b) => a - b);
  const heads = await Promise.all(years.map((year) => reader.loadHead(company.id, year)));
  return Object.fromEntries(
    heads.flatMap((head) => (head ? [[String(head.fiscalYear), head.nextNumber - 1]] : [])),
  );
}

/** Only these members can move an entry into a period that its date is not in. */
const MOVED = /"(?:serviceDate|taxDate|reverses)":/;

/**
 * Entries that may count in the range, up to the numbers named: those dated in it, and those of any other date in
 * blocks where something says otherwise. Memory holds one block.
 * @param after where to go on: entries of this fiscal year up to this number, and of years before, are left out
 */
export async function* walkJournals(
  { reader }: WalkJournalsDeps,
  company: LedgerCompany,
  { from, to }: JournalRange,
  asOfNumbers: AsOfNumbers,
  assertTime: () => void,
  after?: { readonly fiscalYear: number; readonly number: number },
): AsyncGenerator<PostedEntry, void, undefined> {
  for (const [year, through] of Object.entries(asOfNumbers)) {
    const fiscalYear = Number(year);
    if (after && fiscalYear < after.fiscalYear) continue;
    const start = after?.fiscalYear === fiscalYear ? after.number : 0;
    if (start >= through) continue;
    for await (const block of reader.blocksAfter(company.id, fiscalYear, start)) {
      assertTime();
      if (block.firstNumber > through) break;
      const elsewhere = block.maxDate < from || block.minDate > to;
      if (!elsewhere || MOVED.test(block.text())) {
        for (const entry of block.entries()) {
          if (entry.number > start && entry.number <= through) yield entry;
        }
      }
      if (block.lastNumber >= through) break;
    }
  }
}
