import type { Table } from '../../shared/table/table.ts';
import { parseTransactionId } from './domain/transaction-id.ts';
import {
  BankAccountRow,
  BankRuleRow,
  BankStatementRow,
  BankTransactionRow,
  LearnedBookingRow,
  PendingTransactionRow,
  StatementLinkRow,
} from './table.ts';

export type BankingReader = ReturnType<typeof bankingReader>;

type PageSpec = { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined };

/** An announced transaction as its JSON has it: amounts are strings there. */
function parsePending(content: string): BankTransactionRow {
  const row = JSON.parse(content) as Record<string, unknown>;
  const amounts = Object.entries(row)
    .filter(([name, value]) => name.endsWith('Minor') && typeof value === 'string')
    .map(([name, value]) => [name, BigInt(value as string)] as const);
  return BankTransactionRow.schema.parse({ ...row, ...Object.fromEntries(amounts) });
}

/** Read-only queries of banking. */
export function bankingReader(table: Table) {
  function loadAccount(company: string, iban: string): Promise<BankAccountRow | undefined> {
    return table.get(BankAccountRow, { company, iban });
  }
  function listAccounts(company: string): Promise<BankAccountRow[]> {
    return Array.fromAsync(table.queryAll(BankAccountRow, { pk: `C#${company}#BANK-ACCOUNTS` }));
  }
  function loadTransactions(company: string, keys: readonly Parameters<typeof BankTransactionRow.key>[0][]) {
    return keys.length === 0
      ? Promise.resolve([])
      : table.getMany(
          BankTransactionRow,
          keys.map((key) => ({ ...key, company })),
        );
  }
  async function findTransaction(company: string, id: string): Promise<BankTransactionRow | undefined> {
    const place = parseTransactionId(id);
    return place && table.get(BankTransactionRow, { company, ...place });
  }
  /** Transactions of one account between two days. */
  function transactionsOf(
    company: string,
    iban: string,
    days: { from?: string | undefined; to?: string | undefined },
    page: PageSpec,
  ) {
    const range = { from: days.from ?? '0', to: `${days.to ?? '9999'}~` };
    return table.query(BankTransactionRow, {
      pk: `C#${company}#BANK-TRANSACTIONS#${iban}`,
      ...range,
      ...page,
    });
  }
  /** What an import brought; the index lags behind by moments. */
  function transactionsOfImport(company: string, importId: string, page: PageSpec) {
    return table.query(BankTransactionRow, {
      pk: `C#${company}#BANK-IMPORT#${importId}`,
      index: 'gsi1',
      ...page,
    });
  }
  function listStatements(company: string, importId: string | undefined, page: PageSpec) {
    const only = importId === undefined ? {} : { beginsWith: `${importId}#` };
    return table.query(BankStatementRow, { pk: `C#${company}#BANK-STATEMENTS`, ...only, ...page });
  }
  /** Statements of an account by the day of their closing balance, the newest of them. */
  async function newestLinks(company: string, iban: string, limit: number): Promise<StatementLinkRow[]> {
    const spec = { pk: `C#${company}#BANK-CHAIN#${iban}`, descending: true, limit };
    return (await table.query(StatementLinkRow, spec)).items;
  }
  function loadRule(company: string, id: string): Promise<BankRuleRow | undefined> {
    return table.get(BankRuleRow, { company, id });
  }
  function listRules(company: string): Promise<BankRuleRow[]> {
    return Array.fromAsync(table.queryAll(BankRuleRow, { pk: `C#${company}#BANK-RULES` }));
  }
  function listLearned(company: string): Promise<LearnedBookingRow[]> {
    return Array.fromAsync(table.queryAll(LearnedBookingRow, { pk: `C#${company}#BANK-LEARNED` }));
  }
  /** What is announced on one account. */
  async function pendingOf(company: string, iban: string, page: PageSpec) {
    const found = await table.query(PendingTransactionRow, {
      pk: `C#${company}#BANK-PENDING#${iban}`,
      ...page,
    });
    return { ...found, items: found.items.map(({ content }) => parsePending(content)) };
  }
  return {
    loadAccount,
    listAccounts,
    loadTransactions,
    findTransaction,
    transactionsOf,
    transactionsOfImport,
    listStatements,
    newestLinks,
    loadRule,
    listRules,
    listLearned,
    pendingOf,
  };
}
