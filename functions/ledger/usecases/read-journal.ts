import type { PostedEntry } from '../domain/entry.ts';
import type { LedgerCompany, LedgerReader, StoredBlock } from '../reader.ts';

export interface ReadJournalDeps {
  readonly reader: Pick<LedgerReader, 'listFiscalYears' | 'loadHead' | 'blocksAfter'>;
}

/**
 * Every block of the company's journals (or of one fiscal year's), year by year in their order. Where each year ends is
 * read first, so that a long reading shows the journal of one moment. Memory holds one block.
 */
export async function* readBlocks(
  { reader }: ReadJournalDeps,
  company: LedgerCompany,
  onlyYear?: number,
): AsyncGenerator<StoredBlock, void, undefined> {
  const years = (await reader.listFiscalYears(company.id))
    .map(({ fiscalYear }) => fiscalYear)
    .filter((fiscalYear) => onlyYear === undefined || fiscalYear === onlyYear)
    .sort((a, b) => a - b);
  const heads = await Promise.all(years.map((fiscalYear) => reader.loadHead(company.id, fiscalYear)));
  for (const head of heads) {
    if (!head) continue;
    for await (const block of reader.blocksAfter(company.id, head.fiscalYear, 0)) {
      if (block.lastNumber >= head.nextNumber) break;
      yield block;
    }
  }
}

/** Every entry of the company (or of one fiscal year), in the order of their numbers. */
export async function* readJournal(
  deps: ReadJournalDeps,
  company: LedgerCompany,
  onlyYear?: number,
): AsyncGenerator<PostedEntry, void, undefined> {
  for await (const block of readBlocks(deps, company, onlyYear)) yield* block.entries();
}
