import type { FileStore } from '../../../shared/files/file-store.ts';
import { csvRow } from '../../../shared/kernel/csv-row.ts';
import { currencyDecimals } from '../../../shared/kernel/currency.ts';
import type { LedgerCompany, LedgerReader } from '../../ledger/reader.ts';
import { chartAccount, fiscalYearBounds, toChartNumber, voucherKey } from '../../ledger/rules.ts';
import { packedName } from '../domain/datev/voucher-document.ts';
import { indexXml } from '../domain/gobd/index-xml.ts';
import { procedureText } from '../domain/gobd/procedure.ts';
import { amountCell, dayCell, headingsOf, journalRows, periodSums } from '../domain/gobd/rows.ts';
import {
  ACCOUNTS,
  BALANCES,
  BLOCKS,
  CHANGES,
  ENTRY_VOUCHERS,
  JOURNAL,
  SEALS,
  SETTINGS,
  type TableSpec,
  VOUCHERS,
} from '../domain/gobd/table-spec.ts';
import { refuse } from '../errors.ts';
import type { ZipPart } from '../zip.ts';
import { type PinnedJournal, pinJournal } from './read-entries.ts';

export interface MakeGobdDeps {
  readonly reader: Pick<
    LedgerReader,
    'loadHead' | 'blocksAfter' | 'loadChart' | 'loadVoucherFiles' | 'loadSeals' | 'changes'
  >;
  readonly archive: Pick<FileStore, 'open'>;
}

export interface GobdWish {
  readonly fiscalYear: number;
  /** Voucher files too, not only their list. */
  readonly vouchers?: boolean | undefined;
}

const PIECE_CHARACTERS = 65_536;
const VOUCHERS_AT_ONCE = 500;

/** Rows gathered to pieces, headings first. */
async function* fileOf(
  table: TableSpec,
  rows: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<string, void, undefined> {
  let piece = headingsOf(table);
  for await (const row of rows) {
    piece += row;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

const part = (table: TableSpec, rows: AsyncIterable<string> | Iterable<string>): ZipPart => ({
  path: table.file,
  chunks: fileOf(table, rows),
});

/** What the journal told while it was written. */
function journalCounts(fiscalYearStart: string) {
  return {
    sums: periodSums(fiscalYearStart),
    vouchers: new Set<string>(),
    lines: 0,
    reversals: 0,
    blocks: 0,
    lastHash: '',
  };
}

type Counts = ReturnType<typeof journalCounts>;

async function* journalOf(journal: PinnedJournal, company: LedgerCompany, counts: Counts) {
  for await (const block of journal.blocks()) {
    counts.blocks += 1;
    counts.lastHash = block.hash;
    for (const entry of block.entries()) {
      counts.sums.add(entry);
      counts.lines += entry.lines.length;
      if (entry.reverses !== undefined) counts.reversals += 1;
      for (const { id } of entry.vouchers ?? []) counts.vouchers.add(id);
      yield* journalRows(entry, company.currency, company.fiscalYearStart);
    }
  }
}

function* balancesOf({ sums }: Counts, currency: string) {
  for (const account of sums.accounts()) {
    for (const { period, debitMinor, creditMinor, balanceMinor } of sums.periodsOf(account)) {
      const amounts = [debitMinor, creditMinor, balanceMinor].map((amount) => amountCell(amount, currency));
      yield csvRow([account, String(period), ...amounts]);
    }
  }
}

async function* accountsOf(reader: MakeGobdDeps['reader'], company: LedgerCompany, { sums }: Counts) {
  const chart = await reader.loadChart(company);
  for (const account of sums.accounts()) {
    const info = chart.find(account);
    const number = toChartNumber(account, company.accountLength);
    const known =
      company.chart === 'none' || number === undefined ? undefined : chartAccount(company.chart, number);
    yield csvRow([
      account,
      info?.name ?? account,
      info?.kind ?? '',
      info?.category ?? '',
      known?.position ?? '',
      known?.automatic ? `${known.automatic.kind} ${known.automatic.rate}` : '',
      info?.origin ?? '',
      dayCell(info?.openFrom),
      dayCell(info?.closedAfter),
    ]);
  }
}

async function* blocksOf(journal: PinnedJournal) {
  for await (const { firstNumber, lastNumber, previousHash, hash, minDate, maxDate } of journal.blocks())
    yield csvRow([
      String(firstNumber),
      String(lastNumber),
      previousHash,
      hash,
      dayCell(minDate),
      dayCell(maxDate),
    ]);
}

async function* entryVouchersOf(journal: PinnedJournal, { vouchers }: Counts) {
  if (vouchers.size === 0) return;
  for await (const block of journal.blocks()) {
    for (const { fiscalYear, number, vouchers: named = [] } of block.entries())
      for (const { id, sha256 } of named) yield csvRow([String(fiscalYear), String(number), id, sha256]);
  }
}

/** Files first, so that the list names those that are there. */
async function* voucherParts(
  { reader, archive }: MakeGobdDeps,
  company: string,
  { vouchers }: Counts,
  withFiles: boolean,
): AsyncGenerator<ZipPart, void, undefined> {
  const ids = [...vouchers].sort();
  const rows: string[] = [];
  for (let at = 0; at < ids.length; at += VOUCHERS_AT_ONCE) {
    const some = ids.slice(at, at + VOUCHERS_AT_ONCE);
    const known = await reader.loadVoucherFiles(company, some);
    for (const id of some) {
      const file = known.get(id);
      const opened = file && withFiles ? await archive.open(voucherKey(company, id)) : 'missing';
      const path = file && typeof opened !== 'string' ? `belege/${packedName(file)}` : '';
      if (typeof opened !== 'string') yield { path, chunks: opened.bytes, stored: true };
      const {
        fileName = '',
        contentType = '',
        sha256 = '',
        bytes = '',
        archivedAt = '',
        uploadedBy = '',
      } = file ?? {};
      rows.push(csvRow([id, path, fileName, contentType, sha256, String(bytes), archivedAt, uploadedBy]));
    }
  }
  yield part(VOUCHERS, rows);
}

/**
 * The parts of a data handover for a tax audit (Z3, § 147 Abs. 6 AO): the journal of one fiscal year with everything that it
 * stands on, described by `index.xml`, and the procedure. @throws `exchange.unknown-fiscal-year`
 */
export async function makeGobd(
  deps: MakeGobdDeps,
  company: LedgerCompany,
  name: string,
  wish: GobdWish,
  now: Date,
): Promise<AsyncGenerator<ZipPart, void, undefined>> {
  const journal = await pinJournal(deps.reader, company, wish.fiscalYear);
  if (!journal) throw refuse('exchange.unknown-fiscal-year', `There are no entries in ${wish.fiscalYear}.`);
  return gobdParts(deps, company, name, wish, journal, now);
}

async function* gobdParts(
  deps: MakeGobdDeps,
  company: LedgerCompany,
  name: string,
  wish: GobdWish,
  journal: PinnedJournal,
  now: Date,
): AsyncGenerator<ZipPart, void, undefined> {
  const { id, currency, chart, fiscalYearStart } = company;
  const { from, to } = fiscalYearBounds(wish.fiscalYear, fiscalYearStart);
  const madeAt = now.toISOString();
  const comment = `Wirtschaftsjahr ${wish.fiscalYear}, erstellt ${madeAt}`;
  const described = {
    supplier: name,
    location: 'Deutschland',
    comment,
    from,
    to,
    decimals: currencyDecimals(currency),
  };
  yield { path: 'index.xml', chunks: [indexXml(described)] };
  const counts = journalCounts(fiscalYearStart);
  yield part(JOURNAL, journalOf(journal, company, counts));
  yield part(ACCOUNTS, accountsOf(deps.reader, company, counts));
  yield part(BALANCES, balancesOf(counts, currency));
  yield part(BLOCKS, blocksOf(journal));
  const seals = (await deps.reader.loadSeals(id, wish.fiscalYear)).filter(
    ({ number }) => number <= journal.lastNumber,
  );
  const sealRows = seals.map(({ day, number, hash, sealedAt, keyId, signature }) =>
    csvRow([dayCell(day), String(number), hash, sealedAt, keyId, signature]),
  );
  yield part(SEALS, sealRows);
  yield part(ENTRY_VOUCHERS, entryVouchersOf(journal, counts));
  yield* voucherParts(deps, id, counts, wish.vouchers ?? false);
  const { closedPeriods, lastNumber } = journal;
  const settings = { ...company, name, fiscalYear: wish.fiscalYear, lastNumber, lastHash: counts.lastHash };
  const settingRows = Object.entries(settings).map(([setting, value]) => csvRow([setting, String(value)]));
  yield part(SETTINGS, [...settingRows, csvRow(['closedPeriods', closedPeriods.join(' ')])]);
  let changes = 0;
  async function* changeRows() {
    for await (const {
      changeId,
      at,
      principal,
      action,
      subject,
      before,
      after,
      requestId,
    } of deps.reader.changes(id)) {
      changes += 1;
      const [was, is] = [before, after].map((values) => (values === undefined ? '' : JSON.stringify(values)));
      yield csvRow([changeId, at, principal, action, subject, was ?? '', is ?? '', requestId ?? '']);
    }
  }
  yield part(CHANGES, changeRows());
  const { lines, blocks, lastHash, reversals, vouchers } = counts;
  const text = procedureText({
    ...{
      company: id,
      name,
      currency,
      chart,
      fiscalYear: wish.fiscalYear,
      from,
      to,
      madeAt,
      entries: lastNumber,
    },
    ...{
      lines,
      blocks,
      lastHash,
      reversals,
      vouchers: vouchers.size,
      seals: seals.length,
      changes,
      closedPeriods,
    },
    withVouchers: wish.vouchers ?? false,
  });
  yield { path: 'Verfahren.md', chunks: [text] };
}
