import { gunzipSync } from 'node:zlib';
import type { Table } from '../../shared/table/table.ts';
import type { TransactionState } from './domain/known-entries.ts';
import type { PaymentFacts } from './domain/statement.ts';
import { BankAccount, ImportPage, rowKey, StatementItem, TransactionItem } from './table.ts';

type Position = Readonly<Record<string, string>>;

export interface PageSpec {
  readonly limit: number;
  readonly after: Position | undefined;
}

export interface TransactionFilter {
  readonly iban?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly state?: TransactionState | undefined;
}

interface Found {
  readonly items: TransactionItem[];
  readonly next: Position | undefined;
}

/** What an item keeps as JSON; amounts of details are strings of minor units. */
export interface StoredFacts {
  readonly facts: PaymentFacts;
  readonly counterparty: PaymentFacts['debtor'];
  readonly statementId?: string;
  readonly sequenceNumber?: string;
  readonly entryReference?: string;
  readonly isReversal?: boolean;
  readonly details?: readonly (PaymentFacts & { amount?: { amountMinor: string; currency: string } })[];
}

export function readFacts({ facts }: Pick<TransactionItem, 'facts'>): StoredFacts {
  const text = typeof facts === 'string' ? facts : gunzipSync(facts).toString('utf8');
  return JSON.parse(text) as StoredFacts;
}

const isWanted = (item: TransactionItem, { iban, from, to, state }: TransactionFilter): boolean =>
  (iban === undefined || item.account === iban) &&
  (from === undefined || item.bookingDate >= from) &&
  (to === undefined || item.bookingDate <= to) &&
  (state === undefined || item.state === state);

export type BankingReader = ReturnType<typeof bankingReader>;

/** What may be known of bank accounts and their movements. */
export function bankingReader(table: Table) {
  const listAccounts = (company: string, page: PageSpec) =>
    table.query(BankAccount, { pk: `C#${company}#BANKING`, beginsWith: 'ACCOUNT#', ...page });

  async function accountsFrom(company: string, account: string): Promise<string[]> {
    const spec = { pk: `C#${company}#BANKING`, from: `ACCOUNT#${account}`, to: 'ACCOUNT#~' };
    const found: string[] = [];
    for await (const one of table.queryAll(BankAccount, spec)) found.push(one.account);
    return found;
  }

  /** Account after account, in each by booking day. */
  async function listByDay(company: string, filter: TransactionFilter, page: PageSpec): Promise<Found> {
    const { iban, from = '0', to = '9999-99-99' } = filter;
    const { account: reached = '', ...position } = page.after ?? {};
    const accounts = iban === undefined ? await accountsFrom(company, reached) : [iban];
    let after = 'sk' in position ? position : undefined;
    let left = page.limit;
    const items: TransactionItem[] = [];
    for (const [index, account] of accounts.entries()) {
      const pk = `C#${company}#BANK-TX#${account}`;
      const found = await table.query(TransactionItem, { pk, from, to: `${to}#~`, limit: left, after });
      items.push(...found.items.filter((item) => isWanted(item, filter)));
      left -= found.items.length;
      after = undefined;
      if (found.next) return { items, next: { account, ...found.next } };
      const following = accounts[index + 1];
      if (left <= 0 && following !== undefined) return { items, next: { account: following } };
    }
    return { items, next: undefined };
  }

  /** The transactions that a file holds, each once; those that another one has taken the place of are left out. */
  async function listOfImport(
    company: string,
    importId: string,
    filter: TransactionFilter,
    page: PageSpec,
  ): Promise<Found> {
    const [start = '1', skipped = '0'] = (page.after?.row ?? '').split('.').map((one) => one || undefined);
    const { pk } = ImportPage.key({ company, importId, throughRow: 0 });
    const places: { sk: string; account: string }[] = [];
    const seen = new Set<string>();
    let skip = Number(skipped);
    let next: Position | undefined;
    for await (const { content, throughRow } of table.queryAll(ImportPage, {
      pk,
      from: rowKey(Number(start)),
    })) {
      const rows = JSON.parse(gunzipSync(content).toString('utf8')) as [string, string][];
      for (const [index, [account, sk]] of rows.entries()) {
        if (index < skip || seen.has(account + sk)) continue;
        if (places.length === page.limit) {
          next = { row: `${throughRow}.${index}` };
          break;
        }
        seen.add(account + sk);
        places.push({ account, sk });
      }
      if (next) break;
      skip = 0;
    }
    const keys = places.map(({ account, sk }) => {
      const [bookingDate = '', entry = '', detail = '0'] = sk.split('#');
      return { company, account, bookingDate, entry, detail: Number(detail) };
    });
    const found = new Map(
      (await table.getMany(TransactionItem, keys)).map((item) => [
        item.account + TransactionItem.key(item).sk,
        item,
      ]),
    );
    const items = places.flatMap(({ account, sk }) => found.get(account + sk) ?? []);
    return { items: items.filter((item) => isWanted(item, filter)), next };
  }

  const loadTransaction = (key: Parameters<typeof TransactionItem.key>[0]) => table.get(TransactionItem, key);

  const listStatements = (company: string, iban: string | undefined, page: PageSpec) =>
    table.query(StatementItem, {
      pk: `C#${company}#BANK-STATEMENTS`,
      ...(iban === undefined ? {} : { beginsWith: `${iban}#` }),
      ...page,
    });

  return { listAccounts, listByDay, listOfImport, loadTransaction, listStatements };
}
