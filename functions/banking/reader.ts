import type { Table } from '../../shared/table/table.ts';
import { BankAccountRow, BankStatementRow, BankTransactionRow } from './table.ts';

export type BankingReader = ReturnType<typeof bankingReader>;

type PageSpec = { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined };

/** `<iban>.<day>.<hash>.<detail>` */
const ID = /^([A-Za-z0-9/-]{1,40})\.(\d{4}-\d\d-\d\d)\.([0-9a-f]{32})\.([1-9]\d{0,5})$/;

export function transactionId({
  iban,
  bookingDate,
  entryHash,
  detail,
}: Pick<BankTransactionRow, 'iban' | 'bookingDate' | 'entryHash' | 'detail'>): string {
  return `${iban}.${bookingDate}.${entryHash}.${detail}`;
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
    const [, iban, bookingDate, entryHash, detail] = ID.exec(id) ?? [];
    if (iban === undefined || bookingDate === undefined || entryHash === undefined) return undefined;
    return table.get(BankTransactionRow, { company, iban, bookingDate, entryHash, detail: Number(detail) });
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
  return {
    loadAccount,
    listAccounts,
    loadTransactions,
    findTransaction,
    transactionsOf,
    transactionsOfImport,
    listStatements,
  };
}
