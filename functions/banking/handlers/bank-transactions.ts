import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Banking } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/bank-transactions.ts';
import type { BankStatementRow, BankTransactionRow } from '../table.ts';
import { viewTransaction } from './view-transaction.ts';

function viewStatement({ company: _company, number: _number, balances, ...statement }: BankStatementRow) {
  return {
    ...statement,
    balances: balances.map(({ amountMinor, currency, ...balance }) => ({
      ...balance,
      amount: formatMinor(amountMinor, currency),
      currency,
    })),
    balanced: !statement.findings.some(({ kind }) => kind !== 'details-differ'),
  };
}

/** What statements have brought. */
export function bankTransactionBindings({ reader }: Pick<Banking, 'reader'>): readonly Binding[] {
  type PageSpec = Parameters<typeof reader.transactionsOf>[3];

  /** A page of one account after another; the cursor names the account it stands in. */
  async function listByAccount(
    companyId: string,
    query: { iban?: string | undefined },
    pageOf: (iban: string, page: PageSpec) => ReturnType<typeof reader.transactionsOf>,
    limit: number,
    after: Readonly<Record<string, string>> | undefined,
  ) {
    const known = (await reader.listAccounts(companyId)).map(({ iban }) => iban);
    const ibans = query.iban === undefined ? known : [query.iban];
    const start = after?.iban === undefined ? 0 : Math.max(0, ibans.indexOf(after.iban));
    const items: BankTransactionRow[] = [];
    for (const [index, iban] of ibans.slice(start).entries()) {
      const { iban: _iban, ...key } = after ?? {};
      const from = index === 0 && Object.keys(key).length > 0 ? key : undefined;
      const page = await pageOf(iban, { limit: limit - items.length, after: from });
      items.push(...page.items);
      if (page.next) return { items, next: { ...page.next, iban } };
      const following = ibans[start + index + 1];
      if (items.length >= limit && following !== undefined) return { items, next: { iban: following } };
    }
    return { items, next: undefined };
  }

  return [
    on(routes.listBankTransactions, async (request) => {
      const { params, query } = request;
      const { limit, after, page } = pagingOf(routes.listBankTransactions.id, request);
      const { companyId } = params;
      const { importId } = query;
      const ofAccount = (iban: string, spec: PageSpec) =>
        query.state === 'pending'
          ? reader.pendingOf(companyId, iban, spec)
          : reader.transactionsOf(companyId, iban, query, spec);
      const found =
        importId === undefined || query.state === 'pending'
          ? await listByAccount(companyId, query, ofAccount, limit, after)
          : await reader.transactionsOfImport(companyId, importId, { limit, after });
      const wanted = found.items.filter(
        ({ state, iban, bookingDate, importId: of }) =>
          (importId === undefined || of === importId) &&
          (query.state === undefined || state === query.state) &&
          (query.iban === undefined || iban === query.iban) &&
          bookingDate >= (query.from ?? '') &&
          bookingDate <= (query.to ?? '9999'),
      );
      return ok(page(wanted.map(viewTransaction), found.next));
    }),
    on(routes.getBankTransaction, async ({ params }) => {
      const row = await reader.findTransaction(params.companyId, params.transactionId);
      if (row) return ok(viewTransaction(row));
      throw refuse('banking.missing-transaction', `There is no bank transaction ${params.transactionId}.`);
    }),
    on(routes.listBankStatements, async (request) => {
      const { params, query } = request;
      const { limit, after, page } = pagingOf(routes.listBankStatements.id, request);
      const { items, next } = await reader.listStatements(params.companyId, query.importId, { limit, after });
      return ok(page(items.map(viewStatement), next));
    }),
  ];
}
