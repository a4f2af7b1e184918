import type {
  ImportContext,
  ImportDefinition,
  ImportUnit,
  ReadableFile,
} from '../../../shared/imports/definition.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { readCamt } from '../domain/camt/read-camt.ts';
import { type IdentifiedTransaction, identifyTransactions } from '../domain/identify-transaction.ts';
import type { Decision } from '../domain/matching/proposal.ts';
import { readMt940 } from '../domain/mt940/read-mt940.ts';
import type { BankStatement } from '../domain/statement.ts';
import { refuse } from '../errors.ts';
import type { BankingReader } from '../reader.ts';
import type { BankingStore } from '../store.ts';
import type { BankTransactionRow } from '../table.ts';
import { proposedChanges } from './open-matching.ts';
import { findingsOf, linkOf, statementRow } from './statement-findings.ts';

export interface ImportStatementDeps {
  readonly reader: Pick<BankingReader, 'loadAccount' | 'listAccounts' | 'loadTransactions' | 'newestLinks'>;
  readonly store: BankingStore;
  /** SHA-256 of a text, as 32 hexadecimal digits of it. */
  readonly hash: (text: string) => string;
  readonly retryWhileContended: Retry;
  /** Opens matching for an attempt: what is open is loaded once, when the first transaction is decided on. */
  readonly openMatching: (context: ImportContext) => AttemptMatching;
  /** Books and proposes for what an attempt that was killed has left. */
  readonly matchRest: (context: ImportContext) => Promise<void>;
}

/** Matching for one attempt at an import. */
export interface AttemptMatching {
  readonly decide: (row: BankTransactionRow) => Promise<Decision>;
  /** Books what was decided to be booked without asking, as it stands by now. */
  readonly book: (context: ImportContext, rows: readonly BankTransactionRow[]) => Promise<void>;
}

/** A transaction of the file, or a statement that has none. */
interface StatementUnit extends ImportUnit {
  readonly statement: BankStatement;
  readonly number: number;
  readonly isFirst: boolean;
  readonly identified: IdentifiedTransaction | undefined;
  readonly matching: AttemptMatching;
}

const BATCH_UNITS = 44;
/** Items of a transaction of 100 that units may take; the cursor needs two besides. */
const MAX_ITEMS = 96;

/** A transaction takes two items (itself, what was announced); the first of a statement three more: statement, link, account. */
function itemsOf({ identified, isFirst }: StatementUnit): number {
  return (identified ? 2 : 0) + (isFirst ? 3 : 0);
}

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
    open: async (bytes, context) => {
      const statements = await readStatements(keepingAlive(bytes, context.keepLease));
      await assertOwnAccounts(deps, context.companyId, statements);
      const items = unitsOf(statements, deps.openMatching(context));
      return { headings: [], delimiter: ';', items, statements };
    },
    commit: async (units, context, moveCursor) => {
      for (const [from, to] of spansOf(units)) {
        const span = units.slice(from, to);
        const move = () => moveCursor({ from, to, done: to - from, refused: [] });
        const rows = await deps.retryWhileContended(() => commitUnits(deps, span, context, move));
        // Between two moves of the cursor, so that the import keeps its lease.
        if (rows.length > 0) await units[0]?.matching.book(context, rows);
      }
    },
    complete: async (context, file) => {
      await deps.matchRest(context);
      return { findings: await findingsOf(deps, context, (file as StatementFile).statements) };
    },
  };
}

interface StatementFile extends ReadableFile<StatementUnit> {
  readonly statements: readonly BankStatement[];
}

/** As many units as one transaction takes, again and again: `[from, to)`. */
function spansOf(units: readonly StatementUnit[]): readonly (readonly [number, number])[] {
  const spans: [number, number][] = [];
  let items = Number.POSITIVE_INFINITY;
  units.forEach((unit, index) => {
    items += itemsOf(unit);
    const last = spans.at(-1);
    if (last && items <= MAX_ITEMS) last[1] = index + 1;
    else {
      spans.push([index, index + 1]);
      items = itemsOf(unit);
    }
  });
  return spans;
}

/** A long reading moves no cursor. */
async function* keepingAlive(
  bytes: AsyncIterable<Uint8Array>,
  keepLease: () => Promise<void>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of bytes) {
    await keepLease();
    yield chunk;
  }
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
  matching: AttemptMatching,
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
        matching,
      };
    }
  }
}

function bigintText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

/** Keeps what is new, with what it may be booked as. Returns what is to be booked without asking. */
async function commitUnits(
  deps: ImportStatementDeps,
  units: readonly StatementUnit[],
  context: ImportContext,
  move: () => readonly Write[],
): Promise<readonly BankTransactionRow[]> {
  const { companyId: company } = context;
  const rows = units.flatMap((unit) =>
    unit.identified ? [{ unit, row: rowOf(deps, unit, unit.identified, context) }] : [],
  );
  const keys = rows.map(({ row }) => row);
  const known = new Map((await deps.reader.loadTransactions(company, keys)).map((row) => [keyOf(row), row]));
  const accounts = await missingAccounts(deps, company, units);
  const toBook: BankTransactionRow[] = [];
  const kept: Write[] = [];
  for (const { unit, row } of rows) {
    const seen = known.get(keyOf(row));
    const decided = isToBeDecided(row, seen) ? await decideRow(unit, row) : { row, isAutomatic: false };
    if (decided.isAutomatic) toBook.push(row);
    kept.push(...transactionWrites(deps, unit, decided.row, seen));
  }
  const writes: Write[] = [
    ...accounts,
    ...units
      .filter(({ isFirst }) => isFirst)
      .flatMap((unit) => [
        deps.store.putStatement(statementRow(unit, context)),
        ...linkOf(deps, unit.statement, context).map((link) => deps.store.putLink(link)),
      ]),
    ...kept,
    ...move(),
  ];
  await deps.store.transact(writes);
  return toBook;
}

/** What is to be booked stays new, and without proposals: so it is found should this attempt be killed before it is booked. */
async function decideRow({ matching }: StatementUnit, row: BankTransactionRow) {
  const { automatic, proposals } = await matching.decide(row);
  return automatic
    ? { row, isAutomatic: true }
    : { row: { ...row, ...proposedChanges(proposals) }, isAutomatic: false };
}

function isToBeDecided(row: BankTransactionRow, known: BankTransactionRow | undefined): boolean {
  return row.state !== 'pending' && (!known || tellsMore(row, known));
}

/** The details of an entry that was known only as a whole, and that nobody has dealt with yet. */
function tellsMore(row: BankTransactionRow, known: BankTransactionRow): boolean {
  return known.details === 1 && row.details > 1 && (known.state === 'new' || known.state === 'proposed');
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
  if (!tellsMore(row, known)) return [];
  return [store.changeTransaction(known, { ...row, proposals: row.proposals, version: known.version })];
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
