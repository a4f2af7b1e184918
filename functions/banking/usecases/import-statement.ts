import type {
  ImportContext,
  ImportDefinition,
  ImportUnit,
  MoveCursor,
} from '../../../shared/imports/definition.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { readCamt } from '../domain/camt/read-camt.ts';
import { type IdentifiedTransaction, identifyTransactions } from '../domain/identify-transaction.ts';
import { readMt940 } from '../domain/mt940/read-mt940.ts';
import type { BankStatement, StatementFinding } from '../domain/statement.ts';
import { refuse } from '../errors.ts';
import type { BankingReader } from '../reader.ts';
import type { BankingStore } from '../store.ts';
import type { BankStatementRow, BankTransactionRow } from '../table.ts';

export interface ImportStatementDeps {
  readonly reader: Pick<BankingReader, 'loadAccount' | 'listAccounts' | 'loadTransactions'>;
  readonly store: BankingStore;
  /** SHA-256 of a text, as 32 hexadecimal digits of it. */
  readonly hash: (text: string) => string;
  readonly retryWhileContended: Retry;
  /** Books and proposes for what a batch brought: between two moves of the cursor, so that the import keeps its lease. */
  readonly matchRows: (context: ImportContext, rows: readonly BankTransactionRow[]) => Promise<void>;
  /** The same for what an attempt that was killed has left. */
  readonly matchRest: (context: ImportContext) => Promise<void>;
}

/** A transaction of the file, or a statement that has none. */
interface StatementUnit extends ImportUnit {
  readonly statement: BankStatement;
  readonly number: number;
  readonly isFirst: boolean;
  readonly identified: IdentifiedTransaction | undefined;
}

/** Each takes up to two items of a transaction of 100; statement, account and cursor need room besides. */
const BATCH_UNITS = 44;

/** MT940 is read whole: files of old archives are small. */
const MAX_MT940_BYTES = 32 * 1_048_576;

/** The bytes again, and whether they are XML: an opening bracket is the first thing that is no space. */
async function tellApart(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ isXml: boolean; again: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first = await iterator.next();
  const start = first.done ? new Uint8Array() : first.value;
  const head = Buffer.from(start.subarray(0, 256))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  async function* again(): AsyncGenerator<Uint8Array, void, undefined> {
    yield start;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { isXml: head.startsWith('<'), again: again() };
}

async function readWhole(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MAX_MT940_BYTES)
      throw refuse('banking.unreadable-statement', 'The file is no XML, and too large for MT940.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readStatements(bytes: AsyncIterable<Uint8Array>): Promise<BankStatement[]> {
  const { isXml, again } = await tellApart(bytes);
  return isXml ? readCamt(again) : readMt940(await readWhole(again));
}

/** How banking imports a statement: the whole file is read and checked first, so that nothing of a wrong one is kept. */
export function statementImport(
  deps: ImportStatementDeps,
  kind: ImportDefinition['kind'],
): ImportDefinition<StatementUnit> {
  return {
    kind,
    batchUnits: BATCH_UNITS,
    open: async (bytes, { companyId }) => {
      const statements = await readStatements(bytes);
      await assertOwnAccounts(deps, companyId, statements);
      return { headings: [], delimiter: ';', items: unitsOf(statements) };
    },
    commit: async (units, context, moveCursor) => {
      const rows = await deps.retryWhileContended(() => commitUnits(deps, units, context, moveCursor));
      await deps.matchRows(context, rows);
    },
    complete: deps.matchRest,
  };
}

/**
 * A statement of an account that is not the company's is refused, unless nobody has confirmed any account yet: then the first
 * statement makes its account known.
 */
async function assertOwnAccounts(
  { reader }: ImportStatementDeps,
  companyId: string,
  statements: readonly BankStatement[],
): Promise<void> {
  const accounts = await reader.listAccounts(companyId);
  if (!accounts.some(({ state }) => state === 'confirmed')) return;
  const own = new Set(accounts.map(({ iban }) => iban));
  const strange = statements.find(({ account }) => !own.has(account));
  if (!strange) return;
  throw refuse(
    'banking.unknown-account',
    `The statement ${strange.id} is of account ${strange.account}, which is none of the company's bank accounts.`,
  );
}

async function* unitsOf(
  statements: readonly BankStatement[],
): AsyncGenerator<StatementUnit, void, undefined> {
  let row = 0;
  const identified = identifyTransactions(statements);
  for (const [index, statement] of statements.entries()) {
    const transactions: readonly (IdentifiedTransaction | undefined)[] = identified[index] ?? [];
    for (const [position, one] of (transactions.length > 0 ? transactions : [undefined]).entries()) {
      row += 1;
      const cells = [one ? JSON.stringify(one.transaction, bigintText) : statement.id];
      yield {
        firstRow: row,
        lastRow: row,
        source: [{ row, cells }],
        statement,
        number: index + 1,
        isFirst: position === 0,
        identified: one,
      };
    }
  }
}

function bigintText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

async function commitUnits(
  deps: ImportStatementDeps,
  units: readonly StatementUnit[],
  context: ImportContext,
  moveCursor: MoveCursor,
): Promise<readonly BankTransactionRow[]> {
  const { companyId: company } = context;
  const rows = units.flatMap((unit) =>
    unit.identified ? [{ unit, row: rowOf(deps, unit, unit.identified, context) }] : [],
  );
  const known = new Map(
    (
      await deps.reader.loadTransactions(
        company,
        rows.map(({ row }) => row),
      )
    ).map((row) => [keyOf(row), row]),
  );
  const accounts = await missingAccounts(deps, company, units);
  const writes: Write[] = [
    ...accounts,
    ...units
      .filter(({ isFirst }) => isFirst)
      .map((unit) => deps.store.putStatement(statementRow(unit, context))),
    ...rows.flatMap(({ unit, row }) => transactionWrites(deps, unit, row, known.get(keyOf(row)))),
    ...moveCursor({ from: 0, to: units.length, done: units.length, refused: [] }),
  ];
  await deps.store.transact(writes);
  return rows.map(({ row }) => row);
}

function keyOf({ iban, bookingDate, entryHash, detail }: BankTransactionRow): string {
  return `${iban}#${bookingDate}#${entryHash}#${detail}`;
}

async function missingAccounts(
  { reader, store }: ImportStatementDeps,
  company: string,
  units: readonly StatementUnit[],
): Promise<Write[]> {
  const writes: Write[] = [];
  const named = new Map(units.map(({ statement }) => [statement.account, statement]));
  for (const [iban, { currency }] of named) {
    if (await reader.loadAccount(company, iban)) continue;
    writes.push(
      store.foundAccount({
        company,
        iban,
        ...(currency === undefined ? {} : { currency }),
        state: 'found',
        version: 1,
      }),
    );
  }
  return writes;
}

/** One that is known stays as it is, whatever has become of it: the same entry in another statement is the same entry. */
function transactionWrites(
  { store, hash }: ImportStatementDeps,
  unit: StatementUnit,
  row: BankTransactionRow,
  known: BankTransactionRow | undefined,
): Write[] {
  const { company, iban } = row;
  const pendingHash = hash(unit.identified?.pendingIdentity ?? '');
  if (row.state === 'pending') {
    return [store.keepPending({ company, iban, pendingHash, content: JSON.stringify(row, bigintText) })];
  }
  if (!known) return [store.newTransaction(row), store.dropPending(company, iban, pendingHash)];
  // The details of an entry that was known only as a whole, and that nobody has dealt with yet.
  const tellsMore =
    known.details === 1 && row.details > 1 && (known.state === 'new' || known.state === 'proposed');
  return tellsMore ? [store.changeTransaction(known, { ...row, version: known.version })] : [];
}

function rowOf(
  { hash }: ImportStatementDeps,
  unit: StatementUnit,
  { transaction, identity }: IdentifiedTransaction,
  context: ImportContext,
): BankTransactionRow {
  const { entry: _entry, line: _line, pending, ...told } = transaction;
  return {
    ...told,
    company: context.companyId,
    iban: unit.statement.account,
    entryHash: hash(identity),
    importId: context.importId,
    row: unit.firstRow,
    statementId: unit.statement.id,
    format: unit.statement.format,
    state: pending ? 'pending' : 'new',
    version: 1,
  };
}

function statementRow(
  { statement, number }: StatementUnit,
  { companyId: company, importId }: ImportContext,
): BankStatementRow {
  const { format, id, account, sequence, balances, transactions, findings } = statement;
  return {
    company,
    iban: account,
    importId,
    number,
    statementId: id,
    format,
    ...(sequence === undefined ? {} : { sequence }),
    transactions: transactions.length,
    balances: [...balances],
    findings: findings.map((finding) => ({ kind: finding.kind, detail: describeFinding(finding) })),
  };
}

function describeFinding(finding: StatementFinding): string {
  if (finding.kind !== 'balance-differs') return finding.detail;
  const { differenceMinor, currency } = finding;
  return `Opening balance and entries differ from the closing balance by ${formatMinor(differenceMinor, currency)} ${currency}.`;
}
