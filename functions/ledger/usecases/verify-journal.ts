import { DomainError } from '../../../shared/kernel/errors.ts';
import { genesisHash, type JournalHead } from '../domain/journal-head.ts';
import { type ChainState, type Difference, expectFold, findInBlock } from '../domain/verification.ts';
import type { LedgerCompany, LedgerReader, StoredBlock } from '../reader.ts';

/** A signed statement of a past day that the journal stood at this number with this hash. */
export interface Seal {
  readonly fiscalYear: number;
  readonly number: number;
  readonly hash: string;
  readonly sealedAt: string;
}

export interface VerifyJournalDeps {
  readonly reader: Pick<
    LedgerReader,
    'listFiscalYears' | 'loadHead' | 'lastBlock' | 'blocksAfter' | 'accountPeriods' | 'allStatementPages'
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

export interface Verification {
  readonly ok: boolean;
  readonly entries: number;
  readonly blocks: number;
  readonly fiscalYears: VerifiedYear[];
  readonly firstDifference?: Difference;
}

/** Ends the verification of a year: the first difference is what is reported. */
class DifferenceFound extends Error {
  readonly difference: Difference;
  constructor(difference: Difference) {
    super(difference.detail);
    this.difference = difference;
  }
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
  const listed = (await deps.reader.listFiscalYears(company.id))
    .map((year) => year.fiscalYear)
    .sort((a, b) => a - b);
  const years: VerifiedYear[] = [];
  const report = () => ({
    entries: years.reduce((sum, year) => sum + year.entries, 0),
    blocks: years.reduce((sum, year) => sum + year.blocks, 0),
    fiscalYears: years,
  });
  try {
    await findUnlistedYear(deps, company.id, listed);
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

/** A year whose listing was removed would be passed by: its neighbours are looked at too. */
async function findUnlistedYear(
  deps: VerifyJournalDeps,
  company: string,
  listed: readonly number[],
): Promise<void> {
  const [first, last] = [listed[0], listed.at(-1)];
  if (first === undefined || last === undefined) return;
  for (let fiscalYear = first - 1; fiscalYear <= last + 1; fiscalYear += 1) {
    if (listed.includes(fiscalYear)) continue;
    const [head, block] = await Promise.all([
      deps.reader.loadHead(company, fiscalYear),
      deps.reader.lastBlock(company, fiscalYear),
    ]);
    const detail = `Fiscal year ${fiscalYear} has a journal and is not listed.`;
    if (head || block) throw new DifferenceFound({ fiscalYear, what: 'year', detail });
  }
}

async function verifyYear(
  deps: VerifyJournalDeps,
  company: LedgerCompany,
  fiscalYear: number,
): Promise<VerifiedYear> {
  const found = (difference: Omit<Difference, 'fiscalYear'>) =>
    new DifferenceFound({ fiscalYear, ...difference });
  const read = <T>(what: Difference['what'], run: () => Promise<T>) =>
    reading(run, (detail) => found({ what, detail }));
  // The order matters: sums, then pages, then the head, so that the head is at least as new as what it is held against.
  const foldedThrough =
    (await read('head', () => deps.reader.loadHead(company.id, fiscalYear)))?.foldedThrough ?? 0;
  const stored = await read('balance', () => deps.reader.accountPeriods(company.id, fiscalYear));
  const pages = await read('page', () => deps.reader.allStatementPages(company.id, fiscalYear));
  const head = await read('head', () => deps.reader.loadHead(company.id, fiscalYear));
  if (!head) throw found({ what: 'head', detail: 'The head of the journal is missing.' });

  const expected = expectFold(company.fiscalYearStart);
  const hashes = new Map<number, string>();
  let chain: ChainState = { nextNumber: 1, lastHash: genesisHash(company.id, fiscalYear) };
  let blocks = 0;
  await read('block', async () => {
    for await (const block of deps.reader.blocksAfter(company.id, fiscalYear, 0)) {
      if (block.lastNumber >= head.nextNumber) {
        await assertNewer(deps, company.id, fiscalYear, block, found);
        break;
      }
      const finding = findInBlock(block, chain, { company: company.id, fiscalYear });
      if (finding) throw found(finding);
      expected.add(block.entries());
      hashes.set(block.lastNumber, block.hash);
      chain = { nextNumber: block.lastNumber + 1, lastHash: block.hash };
      blocks += 1;
    }
  });
  assertHead(head, chain, blocks, found);
  const finding = expected.compare(stored, pages, foldedThrough);
  if (finding) throw found(finding);
  assertSeals(await deps.loadSeals(company.id, fiscalYear), hashes, found);
  return { fiscalYear, entries: head.nextNumber - 1, blocks, lastHash: head.lastHash };
}

type FoundError = (difference: Omit<Difference, 'fiscalYear'>) => DifferenceFound;

/** What cannot be read is a difference too; an unreachable table is not. */
async function reading<T>(run: () => Promise<T>, found: (detail: string) => DifferenceFound): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DifferenceFound || error instanceof DomainError) throw error;
    throw found(`Cannot be read: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown reason'}`);
  }
}

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

function assertHead(head: JournalHead, chain: ChainState, blocks: number, found: FoundError): void {
  if (head.nextNumber !== chain.nextNumber) {
    const detail = `The journal ends at entry ${chain.nextNumber - 1}; its head says ${head.nextNumber - 1}.`;
    throw found({ what: 'head', number: chain.nextNumber, detail });
  }
  if (head.lastHash !== chain.lastHash)
    throw found({ what: 'head', detail: 'The head names another last hash.' });
  if (head.blocks !== blocks)
    throw found({ what: 'head', detail: `There are ${blocks} blocks; the head counts ${head.blocks}.` });
  if (head.foldedThrough >= head.nextNumber)
    throw found({ what: 'head', detail: 'The head is folded past its end.' });
}

function assertSeals(seals: readonly Seal[], hashes: ReadonlyMap<number, string>, found: FoundError): void {
  for (const { number, hash, sealedAt } of seals) {
    if (number === 0 || hashes.get(number) === hash) continue;
    throw found({
      what: 'seal',
      number,
      detail: `On ${sealedAt} the journal was sealed at entry ${number} with another hash.`,
    });
  }
}
