import { fiscalYearBounds } from '../domain/fiscal-year.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import { DifferenceFound, reading } from './difference-found.ts';

export interface ListVerifiedYearsDeps {
  readonly reader: Pick<LedgerReader, 'listFiscalYears' | 'loadConfig' | 'loadHead' | 'lastBlock'>;
}

export interface ListedYear {
  readonly fiscalYear: number;
  /** When the year's first entry was booked. */
  readonly openedAt: string;
}

/**
 * The years that have a journal. Each is counted when it opens, so a listing that was removed is missed; the neighbours
 * of those that are left are likely to be the one.
 */
export async function listVerifiedYears(
  deps: ListVerifiedYearsDeps,
  { id, fiscalYearStart }: LedgerCompany,
): Promise<ListedYear[]> {
  const found = (fiscalYear: number, detail: string) =>
    new DifferenceFound({ fiscalYear, what: 'year', detail });
  const unreadable = (detail: string) => found(0, detail);
  const countOpened = async () => (await reading(() => deps.reader.loadConfig(id), unreadable)).years;
  for (;;) {
    const before = await countOpened();
    const items = await reading(() => deps.reader.listFiscalYears(id), unreadable);
    const listed = items.map(({ fiscalYear }) => fiscalYear).sort((a, b) => a - b);
    const unlisted = await findUnlistedYear(deps, id, listed);
    if ((await countOpened()) !== before) continue; // a year opened meanwhile
    if (unlisted !== undefined)
      throw found(unlisted, `Fiscal year ${unlisted} has a journal and is not listed.`);
    if (listed.length !== before)
      throw found(0, `${before} fiscal years have been opened; ${listed.length} are listed.`);
    for (const { fiscalYear, from, to } of items) {
      const bounds = fiscalYearBounds(fiscalYear, fiscalYearStart);
      if (from !== bounds.from || to !== bounds.to)
        throw found(fiscalYear, `The fiscal year is listed from ${from} to ${to}.`);
    }
    return items.sort((a, b) => a.fiscalYear - b.fiscalYear);
  }
}

async function findUnlistedYear(
  deps: ListVerifiedYearsDeps,
  company: string,
  listed: readonly number[],
): Promise<number | undefined> {
  const [first, last] = [listed[0], listed.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  for (let fiscalYear = first - 1; fiscalYear <= last + 1; fiscalYear += 1) {
    if (listed.includes(fiscalYear)) continue;
    const [head, block] = await Promise.all([
      deps.reader.loadHead(company, fiscalYear),
      deps.reader.lastBlock(company, fiscalYear),
    ]);
    if (head || block) return fiscalYear;
  }
  return undefined;
}
