import { type AccountPeriod, type StatementPage, touchKey } from '../domain/fold.ts';
import type { Difference } from '../domain/verification.ts';
import { findInHead } from '../domain/verification.ts';
import { expectDocumentIndex } from '../domain/verify-document-index.ts';
import {
  expectFold,
  pageKey,
  type StoredFold,
  type StoredPage,
  type StoredPeriod,
  toStoredPage,
  toStoredPeriod,
} from '../domain/verify-fold.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import { DifferenceFound, reading } from './difference-found.ts';
import type { ListedYear } from './list-verified-years.ts';
import { type EntryMarksDeps, entryMarks } from './verify-entry-marks.ts';
import { findInPeriods, type VerifyPeriodsDeps } from './verify-periods.ts';
import { type FoundError, type WalkBlocksDeps, walkBlocks } from './walk-blocks.ts';

/** A signed statement of a past day that the journal stood at this number with this hash. */
export interface Seal {
  readonly fiscalYear: number;
  readonly number: number;
  readonly hash: string;
  readonly sealedAt: string;
  /** What is wrong with the seal itself; it then says nothing of the journal. */
  readonly flaw?: string;
}

export interface VerifyYearDeps {
  readonly reader: WalkBlocksDeps['reader'] &
    EntryMarksDeps['reader'] &
    VerifyPeriodsDeps['reader'] &
    Pick<
      LedgerReader,
      'loadConfigVersion' | 'visitAccountPeriods' | 'visitStatementPages' | 'visitDocumentIndex'
    >;
  /** Seals of a year, from wherever the verifier trusts. */
  readonly loadSeals: (company: string, fiscalYear: number) => Promise<readonly Seal[]>;
}

export interface VerifiedYear {
  readonly fiscalYear: number;
  readonly entries: number;
  readonly blocks: number;
  readonly lastHash: string;
}

type Read = <T>(what: Difference['what'], run: () => Promise<T>) => Promise<T>;

/** Recomputes one year's journal and all that follows from it. @throws DifferenceFound at the first thing that differs */
export async function verifyYear(
  deps: VerifyYearDeps,
  company: LedgerCompany,
  { fiscalYear, openedAt }: ListedYear,
): Promise<VerifiedYear> {
  const { reader } = deps;
  const found: FoundError = (finding) => new DifferenceFound({ fiscalYear, ...finding });
  const read: Read = (what, run) => reading(run, (detail) => found({ what, detail }));
  const loadHead = () => read('head', () => reader.loadHead(company.id, fiscalYear));
  // The order matters: sums, then pages, then the head, so that the head is at least as new as what it is held against.
  const version = await reader.loadConfigVersion(company.id);
  const foldedThrough = (await loadHead())?.foldedThrough ?? 0;
  const fold = expectFold(
    company.fiscalYearStart,
    await readFold(deps, read, company.id, fiscalYear),
    foldedThrough,
  );
  const index = expectDocumentIndex(foldedThrough);
  await read('document-index', () => reader.visitDocumentIndex(company.id, fiscalYear, index.store));
  const head = await loadHead();
  if (!head) throw found({ what: 'head', detail: 'The head of the journal is missing.' });
  if (head.configVersion < version || head.configVersion > (await reader.loadConfigVersion(company.id)))
    throw found({ what: 'head', detail: 'The head names another version of the accounts.' });

  const marks = entryMarks(deps, company, fiscalYear);
  const hashes = new Map<number, string>();
  const walked = await read('block', () =>
    walkBlocks(deps, company.id, head, found, async (block, entries) => {
      const finding = await read('id', () => marks.find(entries));
      if (finding) throw found(finding);
      if (hashes.size === 0 && entries[0]?.postedAt !== openedAt)
        throw found({ what: 'year', detail: `The fiscal year is listed as opened at ${openedAt}.` });
      fold.add(entries);
      index.add(entries);
      hashes.set(block.lastNumber, block.hash);
    }),
  );
  const finding =
    findInHead(head, walked) ??
    fold.firstDifference() ??
    index.firstDifference() ??
    (await read('reversal', marks.findForged)) ??
    (await read('period', () => findInPeriods(deps, company.id, fiscalYear)));
  if (finding) throw found(finding);
  const seals = await read('seal', () => deps.loadSeals(company.id, fiscalYear));
  assertSeals(seals, hashes, found);
  return { fiscalYear, entries: head.nextNumber - 1, blocks: walked.blocks, lastHash: head.lastHash };
}

async function readFold(
  { reader }: VerifyYearDeps,
  read: Read,
  company: string,
  fiscalYear: number,
): Promise<StoredFold> {
  const periods = new Map<string, StoredPeriod>();
  const pages = new Map<string, StoredPage>();
  const addPeriod = (state: AccountPeriod) =>
    periods.set(touchKey(state.account, state.period), toStoredPeriod(state));
  const addPage = (page: StatementPage) => pages.set(pageKey(page), toStoredPage(page));
  await read('balance', () => reader.visitAccountPeriods(company, fiscalYear, addPeriod));
  await read('page', () => reader.visitStatementPages(company, fiscalYear, addPage));
  return { periods, pages };
}

function assertSeals(seals: readonly Seal[], hashes: ReadonlyMap<number, string>, found: FoundError): void {
  for (const { number, hash, sealedAt, flaw } of seals) {
    if (flaw !== undefined) throw found({ what: 'seal', number, detail: flaw });
    if (number === 0 || hashes.get(number) === hash) continue;
    throw found({
      what: 'seal',
      number,
      detail: `On ${sealedAt} the journal was sealed at entry ${number} with another hash.`,
    });
  }
}
