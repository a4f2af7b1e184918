import type { PostedEntry } from '../domain/entry.ts';
import { genesisHash, type JournalHead } from '../domain/journal-head.ts';
import {
  type ChainState,
  type Difference,
  findInBlock,
  findInHead,
  type WalkedJournal,
} from '../domain/verification.ts';
import { expectFold } from '../domain/verify-fold.ts';
import type { LedgerCompany, LedgerReader, StoredBlock } from '../reader.ts';
import { DifferenceFound, reading } from './difference-found.ts';
import { type ListVerifiedYearsDeps, listVerifiedYears } from './list-verified-years.ts';

/** A signed statement of a past day that the journal stood at this number with this hash. */
export interface Seal {
  readonly fiscalYear: number;
  readonly number: number;
  readonly hash: string;
  readonly sealedAt: string;
  /** What is wrong with the seal itself; it then says nothing of the journal. */
  readonly flaw?: string;
}

export interface VerifyJournalDeps {
  readonly reader: ListVerifiedYearsDeps['reader'] &
    Pick<LedgerReader, 'loadConfigVersion' | 'blocksAfter' | 'accountPeriods' | 'allStatementPages'>;
  /** Seals of a year, from wherever the verifier trusts. */
  readonly loadSeals: (company: string, fiscalYear: number) => Promise<readonly Seal[]>;
}

export interface VerifiedYear {
  readonly fiscalYear: number;
  readonly entries: number;
  readonly blocks: number;
  readonly lastHash: string;
}

export interface Verification {
  readonly ok: boolean;
  readonly entries: number;
  readonly blocks: number;
  readonly fiscalYears: VerifiedYear[];
  readonly firstDifference?: Difference;
}

/**
 * Recomputes numbers, hashes, chain, sums and pages of all fiscal years (or one) from the blocks and reports the first
 * thing that differs. Runs beside writers: what they add meanwhile is not a difference.
 */
export async function verifyJournal(
  deps: VerifyJournalDeps,
  company: LedgerCompany,
  onlyYear?: number,
): Promise<Verification> {
  const years: VerifiedYear[] = [];
  const report = () => ({
    entries: years.reduce((sum, year) => sum + year.entries, 0),
    blocks: years.reduce((sum, year) => sum + year.blocks, 0),
    fiscalYears: years,
  });
  try {
    const listed = await listVerifiedYears(deps, company);
    for (const fiscalYear of listed) {
      if (onlyYear !== undefined && fiscalYear !== onlyYear) continue;
      years.push(await verifyYear(deps, company, fiscalYear));
    }
    return { ok: true, ...report() };
  } catch (error) {
    if (!(error instanceof DifferenceFound)) throw error;
    return { ok: false, ...report(), firstDifference: error.difference };
  }
}

async function verifyYear(
  deps: VerifyJournalDeps,
  company: LedgerCompany,
  fiscalYear: number,
): Promise<VerifiedYear> {
  const found: FoundError = (difference) => new DifferenceFound({ fiscalYear, ...difference });
  const read = <T>(what: Difference['what'], run: () => Promise<T>) =>
    reading(run, (detail) => found({ what, detail }));
  const loadHead = () => read('head', () => deps.reader.loadHead(company.id, fiscalYear));
  // The order matters: sums, then pages, then the head, so that the head is at least as new as what it is held against.
  const version = await deps.reader.loadConfigVersion(company.id);
  const foldedThrough = (await loadHead())?.foldedThrough ?? 0;
  const stored = await read('balance', () => deps.reader.accountPeriods(company.id, fiscalYear));
  const pages = await read('page', () => deps.reader.allStatementPages(company.id, fiscalYear));
  const head = await loadHead();
  if (!head) throw found({ what: 'head', detail: 'The head of the journal is missing.' });
  if (head.configVersion < version || head.configVersion > (await deps.reader.loadConfigVersion(company.id)))
    throw found({ what: 'head', detail: 'The head names another version of the accounts.' });

  const expected = expectFold(company.fiscalYearStart);
  const hashes = new Map<number, string>();
  const walked = await read('block', () =>
    walkBlocks(deps, company.id, head, found, (block, entries) => {
      expected.add(entries);
      hashes.set(block.lastNumber, block.hash);
    }),
  );
  const isBlockEnd = (number: number) => hashes.has(number);
  const finding = findInHead(head, walked) ?? expected.compare(stored, pages, { foldedThrough, isBlockEnd });
  if (finding) throw found(finding);
  assertSeals(await deps.loadSeals(company.id, fiscalYear), hashes, found);
  return { fiscalYear, entries: head.nextNumber - 1, blocks: walked.blocks, lastHash: head.lastHash };
}

/** Checks block after block up to the end that the head names, and counts. */
async function walkBlocks(
  deps: VerifyJournalDeps,
  company: string,
  head: JournalHead,
  found: FoundError,
  visit: (block: StoredBlock, entries: readonly PostedEntry[]) => void,
): Promise<WalkedJournal> {
  const { fiscalYear, foldedThrough } = head;
  let chain: ChainState = { nextNumber: 1, lastHash: genesisHash(company, fiscalYear) };
  let [blocks, bytes, opened] = [0, 0, false];
  let folded = foldedThrough === 0 ? { blocks, bytes } : undefined;
  for await (const block of deps.reader.blocksAfter(company, fiscalYear, 0)) {
    if (block.lastNumber >= head.nextNumber) {
      await assertNewer(deps, company, fiscalYear, block, found);
      break;
    }
    const finding = findInBlock(block, chain, { company, fiscalYear });
    if (finding) throw found(finding);
    const entries = block.entries();
    visit(block, entries);
    chain = { nextNumber: block.lastNumber + 1, lastHash: block.hash };
    blocks += 1;
    bytes += block.bytes;
    opened ||= entries.some(({ kind }) => kind === 'opening');
    if (block.lastNumber === foldedThrough) folded = { blocks, bytes };
  }
  return { ...chain, blocks, bytes, opened, folded };
}

type FoundError = (difference: Omit<Difference, 'fiscalYear'>) => DifferenceFound;

/** A block past the head is right only when the head has moved on meanwhile. */
async function assertNewer(
  deps: VerifyJournalDeps,
  company: string,
  fiscalYear: number,
  block: StoredBlock,
  found: FoundError,
): Promise<void> {
  const now = await deps.reader.loadHead(company, fiscalYear);
  if (now && now.nextNumber > block.lastNumber) return;
  throw found({
    what: 'block',
    number: block.lastNumber,
    detail: 'The block stands beyond the end of the journal.',
  });
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
