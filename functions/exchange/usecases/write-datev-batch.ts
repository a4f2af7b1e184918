import { csvRow, guardCell } from '../../../shared/kernel/csv-row.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import { encodeWindows1252 } from '../../../shared/kernel/windows-1252.ts';
import { isPersonal, type PostedEntry } from '../../ledger/rules.ts';
import { accountLabels } from '../domain/datev/account-labels.ts';
import type { BatchBooks } from '../domain/datev/batch-row.ts';
import { entryCollapser } from '../domain/datev/collapse-entry.ts';
import { type ExtfOrigin, extfHeader } from '../domain/datev/extf-header.ts';
import type { Finding } from '../domain/datev/finding.ts';
import { type MasterPartner, partnerMaster } from '../domain/datev/partner-master.ts';
import { documentGuid } from '../domain/datev/voucher-document.ts';
import { BATCH_HEADINGS, rowWriter } from '../domain/datev/write-batch-row.ts';
import type { ZipPart } from '../zip.ts';

export interface DatevMonth {
  /** First and last day of it that are asked for. */
  readonly from: string;
  readonly to: string;
}

export interface DatevBatchInput {
  readonly companyId: string;
  readonly books: BatchBooks;
  readonly origin: ExtfOrigin;
  readonly language: 'de' | 'en';
  readonly months: readonly DatevMonth[];
  readonly locked: boolean;
  readonly closingEntries: boolean;
  readonly linkVouchers: boolean;
  /** What is known before the first row is read. */
  readonly findings: readonly Finding[];
  readonly entriesBetween: (from: string, to: string) => AsyncIterable<PostedEntry>;
  readonly nameOf: (account: string) => { readonly name: string; readonly kind: string } | undefined;
  /** The customers and vendors of these accounts, as far as they are known. */
  readonly partnersOf: (accounts: readonly string[]) => Promise<readonly MasterPartner[]>;
  /** The vouchers that the rows link, by the GUID of their document: further files, and what is missing. */
  readonly voucherParts: (
    documents: ReadonlyMap<string, readonly string[]>,
    note: (finding: Finding) => void,
  ) => AsyncIterable<ZipPart>;
}

/** DATEV takes at most 99,999 rows in one posting batch. */
const MAX_ROWS = 99_999;
const PIECE_CHARACTERS = 65_536;

function windows1252(text: string): Uint8Array {
  const { bytes, unmappable } = encodeWindows1252(text);
  invariant(
    unmappable.length === 0,
    `a row kept ${unmappable[0]?.character} that has no byte in Windows-1252`,
  );
  return bytes;
}

/**
 * The files of an export for DATEV, one after the other: a posting batch a month (several where a month has more rows than
 * a batch takes), the names of the accounts used, whose the personal ones are, the vouchers, and all that could not be said as the books say it.
 */
export async function* writeDatevBatch(input: DatevBatchInput): AsyncGenerator<ZipPart, void, undefined> {
  const collapse = entryCollapser(input.books);
  const findings: Finding[] = [...input.findings];
  const accounts = new Set<string>();
  const documents = new Map<string, readonly string[]>();
  const note = (finding: Finding) => void findings.push(finding);

  function guidOf(entry: PostedEntry): string | undefined {
    if (!input.linkVouchers || !entry.vouchers || entry.vouchers.length === 0) return undefined;
    const ids = entry.vouchers.map(({ id }) => id);
    const guid = documentGuid(input.companyId, ids);
    documents.set(guid, ids);
    return guid;
  }

  async function* rowsOf({ from, to }: DatevMonth): AsyncGenerator<string, void, undefined> {
    for await (const entry of input.entriesBetween(from, to)) {
      if (entry.kind === 'closing' && !input.closingEntries) {
        note({ code: 'closing-entry-left-out', entry: entry.number, detail: entry.text });
        continue;
      }
      const collapsed = collapse(entry);
      for (const finding of collapsed.findings) note(finding);
      const { currency } = input.books;
      const writeRow = rowWriter(entry, { currency, locked: input.locked, voucherGuid: guidOf(entry) }, note);
      for (const row of collapsed.rows) {
        accounts.add(row.account).add(row.contraAccount);
        yield writeRow(row);
      }
    }
  }

  function headerOf({ from, to }: DatevMonth): string {
    const content = {
      category: 21,
      name: 'Buchungsstapel',
      version: 13,
      label: `Buchungen ${from.slice(0, 7)}`,
    } as const;
    const { currency } = input.books;
    return (
      extfHeader(input.origin, { ...content, from, to, locked: input.locked, currency }) + BATCH_HEADINGS
    );
  }

  for (const month of input.months) {
    const rows = rowsOf(month);
    let next = await rows.next();
    for (let part = 1; !next.done; part += 1) {
      const first = next.value;
      const name = `EXTF_Buchungsstapel_${month.from.slice(0, 7)}${part === 1 ? '' : `_${part}`}.csv`;
      const chunks = async function* () {
        let piece = headerOf(month) + first;
        for (let count = 1; ; count += 1) {
          next = await rows.next();
          if (next.done || count === MAX_ROWS) break;
          piece += next.value;
          if (piece.length < PIECE_CHARACTERS) continue;
          yield windows1252(piece);
          piece = '';
        }
        yield windows1252(piece);
      };
      yield { path: name, chunks: chunks() };
    }
  }
  const named = [...accounts].sort().flatMap((number) => {
    const info = input.nameOf(number);
    return info?.kind === 'general' ? [{ number, name: info.name }] : [];
  });
  yield {
    path: 'EXTF_Kontenbeschriftungen.csv',
    chunks: [windows1252(accountLabels(input.origin, input.language, named))],
  };
  const personal = [...accounts].sort().filter((number) => isPersonal(number, input.books.accountLength));
  const partners = await input.partnersOf(personal);
  if (partners.length > 0) {
    const noteField = (account: string, what: string) =>
      note({ code: 'partner-field', detail: `Account ${account}: ${what}.` });
    yield {
      path: 'EXTF_DebKred_Stammdaten.csv',
      chunks: [windows1252(partnerMaster(input.origin, partners, noteField))],
    };
  }
  yield* input.voucherParts(documents, note);
  yield { path: 'findings.csv', chunks: findingsCsv(findings) };
}

function* findingsCsv(findings: readonly Finding[]): Generator<string, void, undefined> {
  yield `\uFEFF${csvRow(['finding', 'entry', 'detail'])}`;
  for (const { code, entry, detail } of findings)
    yield csvRow([code, entry === undefined ? '' : String(entry), guardCell(detail)]);
}
