import type {
  ImportContext,
  ImportDefinition,
  ImportUnit,
  MoveCursor,
  ReadableFile,
  RefusedUnit,
} from '../../../shared/imports/definition.ts';
import { type DomainError, invariant } from '../../../shared/kernel/errors.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { NewEntry } from '../domain/entry.ts';
import type { ImportItem } from '../domain/formats/import-item.ts';
import type { PostingResult } from '../domain/posting-result.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import type { Posting, Together } from './post-entries.ts';

export interface ImportEntriesDeps {
  readonly reader: Pick<LedgerReader, 'listFiscalYears'>;
  readonly loadCompany: (companyId: string) => Promise<LedgerCompany | undefined>;
  readonly post: (
    posting: Posting,
    entries: readonly NewEntry[],
    together: Together,
  ) => Promise<PostingResult[]>;
  readonly fold: (company: LedgerCompany, fiscalYear: number) => Promise<void>;
  /** Writes of a batch in which the reader found no entry at all. */
  readonly transact: (writes: readonly Write[]) => Promise<void>;
}

export type EntryUnit = ImportItem & ImportUnit;

/** Entries handed to the ledger at a time: what one block may hold. */
const BATCH_ENTRIES = 2_000;

/** Reads the beginning of a file that is imported into this company's books. */
export type OpenForCompany = (
  bytes: AsyncIterable<Uint8Array>,
  company: LedgerCompany,
) => Promise<ReadableFile<EntryUnit>>;

/** How the ledger imports a kind of file: entries in the order of the file, each batch together with the cursor. */
export function entryImport(
  deps: ImportEntriesDeps,
  kind: ImportDefinition['kind'],
  open: OpenForCompany,
): ImportDefinition<EntryUnit> {
  async function companyOf({ companyId }: ImportContext): Promise<LedgerCompany> {
    const company = await deps.loadCompany(companyId);
    invariant(company, `company ${companyId} has an import but no settings`);
    return company;
  }
  return {
    kind,
    batchUnits: BATCH_ENTRIES,
    open: async (bytes, context) => open(bytes, await companyOf(context)),
    commit: async (units, context, moveCursor) => {
      const posting = {
        company: await companyOf(context),
        postedAt: context.now.toISOString(),
        postedBy: context.startedBy,
      };
      await commitUnits(deps, posting, units, moveCursor);
    },
    complete: async (context) => {
      const company = await companyOf(context);
      for (const { fiscalYear } of await deps.reader.listFiscalYears(company.id)) {
        await deps.fold(company, fiscalYear);
      }
      return undefined;
    },
  };
}

/** Books the entries of a batch; what the reader refused between them is decided along with them. */
async function commitUnits(
  deps: ImportEntriesDeps,
  posting: Posting,
  units: readonly EntryUnit[],
  moveCursor: MoveCursor,
): Promise<void> {
  /** Where in the batch each entry stands: its index among the units. */
  const places: number[] = [];
  const entries: NewEntry[] = [];
  for (const [index, unit] of units.entries()) {
    if (unit.outcome !== 'entry') continue;
    places.push(index);
    entries.push(unit.entry);
  }
  if (entries.length === 0) {
    const refused = refusedAmong(units, new Map());
    return deps.transact(moveCursor({ from: 0, to: units.length, done: 0, refused }));
  }
  await deps.post(posting, entries, (from, to, results) => {
    const start = from === 0 ? 0 : (places[from - 1] ?? 0) + 1;
    const end = to === entries.length ? units.length : (places[to - 1] ?? 0) + 1;
    const decided = new Map(places.slice(from, to).map((place, index) => [units[place], results[index]]));
    const refused = refusedAmong(units.slice(start, end), decided);
    return moveCursor({ from: start, to: end, done: end - start - refused.length, refused });
  });
}

/** What was refused, by the reader or by the ledger, in the order of the file. */
function refusedAmong(
  units: readonly EntryUnit[],
  decided: ReadonlyMap<EntryUnit | undefined, PostingResult | undefined>,
): RefusedUnit[] {
  return units.flatMap((unit): RefusedUnit[] => {
    if (unit.outcome === 'refused') {
      const { code, detail } = unit.reason;
      return [{ row: unit.row, code, reason: detail }];
    }
    const result = decided.get(unit);
    if (result?.status !== 'refused') return [];
    const { code, message } = result.problem;
    return [{ row: rowAtFault(unit, result.problem), code, reason: message }];
  });
}

/** The row of the first line that the ledger complains of: where an entry has a row a line, else its first row. */
function rowAtFault({ firstRow, source }: EntryUnit, { details }: DomainError): number {
  const [, index] = /^\/lines\/(\d+)(?:\/|$)/.exec(details.errors?.[0]?.pointer ?? '') ?? [];
  return (index === undefined ? undefined : source[Number(index)]?.row) ?? firstRow;
}
