import type {
  ImportContext,
  ImportDefinition,
  ImportFinding,
  ReadableFile,
} from '../../../shared/imports/definition.ts';
import { bankStatement } from '../contract.ts';
import { checkChain } from '../domain/check-chain.ts';
import { statementUnits } from '../domain/statement-units.ts';
import { type SurveyedStatement, statementSurvey } from '../domain/survey-statements.ts';
import { refuse } from '../errors.ts';
import type { BankAccountStore } from '../store/accounts.ts';
import type { StatementItem } from '../table.ts';
import {
  type CommitUnitsDeps,
  commitUnits,
  type DayRange,
  type ImportSession,
  type SessionUnit,
} from './commit-units.ts';
import { readStatementFile } from './read-statement-file.ts';

export interface ImportStatementsDeps extends CommitUnitsDeps {
  readonly accounts: BankAccountStore;
}

/** Transactions handed to the table at a time, in several transactions of its own. */
const BATCH_UNITS = 450;

/** A statement file whose whole content has been looked at. */
export interface StatementFile extends ReadableFile<SessionUnit> {
  readonly statements: readonly SurveyedStatement[];
}

async function survey(
  bytes: AsyncIterable<Uint8Array>,
  keepLease: () => Promise<void>,
): Promise<readonly SurveyedStatement[]> {
  const sink = statementSurvey();
  for await (const _ of readStatementFile(bytes, sink)) await keepLease();
  return sink.statements;
}

function rangesOf(statements: readonly SurveyedStatement[]): ReadonlyMap<string, DayRange> {
  const ranges = new Map<string, DayRange>();
  for (const { head, firstDay, lastDay } of statements) {
    if (!firstDay || !lastDay) continue;
    const { first, last } = ranges.get(head.account) ?? { first: firstDay, last: lastDay };
    ranges.set(head.account, {
      first: firstDay < first ? firstDay : first,
      last: lastDay > last ? lastDay : last,
    });
  }
  return ranges;
}

/** Adds the accounts that nobody told of, as unconfirmed ones; or refuses them, where the company wants that. */
async function admitAccounts(
  { accounts }: ImportStatementsDeps,
  { companyId: company, importId }: ImportContext,
  statements: readonly SurveyedStatement[],
): Promise<void> {
  const taken = statements.filter(({ refusal }) => refusal === undefined);
  const settings = await accounts.loadSettings(company);
  for (const account of new Set(taken.map(({ head }) => head.account))) {
    if (await accounts.loadAccount(company, account)) continue;
    const head = taken.find((one) => one.head.account === account)?.head;
    if (settings?.refuseUnknownAccounts) {
      const detail = `Line ${head?.place.line}: the statement is of ${account}, which is no bank account of this company.`;
      throw refuse('banking.other-account', detail);
    }
    const { currency } = head ?? {};
    await accounts.addFound({
      company,
      account,
      state: 'unconfirmed',
      currency,
      foundBy: importId,
      version: 1,
    });
  }
}

async function* unitsOf(
  { importId, keepLease }: ImportContext,
  bytes: AsyncIterable<Uint8Array>,
  statements: readonly SurveyedStatement[],
): AsyncGenerator<SessionUnit, void, undefined> {
  const session: ImportSession = { ranges: rangesOf(statements), views: new Map(), placed: undefined };
  const sink = statementUnits(importId, (number) => statements[number - 1]?.refusal);
  for await (const _ of readStatementFile(bytes, sink)) {
    await keepLease();
    for (const unit of sink.take()) yield { ...unit, session };
  }
  for (const unit of sink.take()) yield { ...unit, session };
}

async function open(
  deps: ImportStatementsDeps,
  bytes: AsyncIterable<Uint8Array>,
  context: ImportContext,
): Promise<StatementFile> {
  const statements = await survey(bytes, context.keepLease);
  await admitAccounts(deps, context, statements);
  async function* items() {
    yield* unitsOf(context, await context.reopen(), statements);
  }
  // The same bytes are read a second time: only a file that is sound to its end brings anything.
  return { headings: ['statement'], delimiter: ';', items: items(), statements };
}

function statementItem(
  { companyId, importId, now }: ImportContext,
  { head, check, sums, transactions, findings, lastDay }: SurveyedStatement,
  known: number,
): StatementItem {
  const { account, format, version, statementId, sequenceNumber, from, to } = head;
  const balances = check.outcome === 'checked' ? check : undefined;
  const currency = balances?.opening.currency ?? head.currency;
  return {
    company: companyId,
    account,
    date: balances?.closing.date ?? to ?? lastDay ?? head.createdOn ?? now.toISOString().slice(0, 10),
    importId,
    number: head.number,
    format,
    version,
    statementId,
    sequenceNumber,
    line: head.place.line,
    from,
    to,
    currency,
    openingMinor: balances?.opening.amountMinor,
    closingMinor: balances?.closing.amountMinor,
    bookedMinor: currency === undefined ? undefined : sums.bookedMinor.get(currency),
    entries: sums.entries,
    transactions,
    known,
    balance: balances ? 'checked' : 'unchecked',
    findings: [...findings],
  };
}

/** Keeps the statements with what was found, and tells it all once more for the import. */
async function complete(deps: ImportStatementsDeps, context: ImportContext, file: StatementFile) {
  const { companyId: company, importId } = context;
  const known = await deps.store.countRows(company, importId);
  const findings: ImportFinding[] = [];
  const taken = file.statements.filter(({ refusal }) => refusal === undefined);
  for (const account of new Set(taken.map(({ head }) => head.account))) {
    const standing = await deps.accounts.loadAccount(company, account);
    if (standing?.foundBy === importId) {
      const detail = `newAccount: ${account}. The company had no such bank account; it was added, unconfirmed.`;
      findings.push({ code: 'banking.new-account', detail });
    }
  }
  for (const statement of taken) {
    const seen = known.get(statement.head.number) ?? 0;
    const item = statementItem(context, statement, seen);
    const before = await deps.accounts.loadStatementBefore(item);
    if (before && item.format !== 'camt.052' && item.format !== 'camt.054')
      item.findings.push(...checkChain(before, item));
    if (seen > 0) {
      const detail = `Statement ${item.statementId}: ${seen} of ${item.transactions} transactions were there already.`;
      item.findings.push({ code: 'banking.known-transactions', detail });
    }
    await deps.accounts.saveStatement(item);
    findings.push(...item.findings);
  }
  return { findings };
}

/**
 * How bank statements are imported: the whole file is read once and checked, then once more for its transactions, so that
 * a file that is cut off or does not add up brings nothing.
 */
export function statementImport(deps: ImportStatementsDeps): ImportDefinition<SessionUnit> {
  return {
    kind: bankStatement,
    batchUnits: BATCH_UNITS,
    open: (bytes, context) => open(deps, bytes, context),
    commit: (units, context, moveCursor) => commitUnits(deps, context, units, moveCursor),
    complete: (context, file) => complete(deps, context, file as StatementFile),
  };
}
