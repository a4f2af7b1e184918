import { type Binding, on } from '../../shared/http/api.ts';
import { pagingOf } from '../../shared/http/cursor.ts';
import { etagOf } from '../../shared/http/etag.ts';
import { created, ok } from '../../shared/http/replies.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import { formatMinor } from '../../shared/kernel/money.ts';
import { readTransactionId, transactionId } from './domain/transaction-id.ts';
import { codeText } from './domain/transactions.ts';
import { refuse } from './errors.ts';
import { type BankingReader, readFacts } from './reader.ts';
import * as routes from './routes.ts';
import type { BankAccountStore } from './store/accounts.ts';
import type { BankAccount, StatementItem, TransactionItem } from './table.ts';
import { putBankAccount, putSettings } from './usecases/put-bank-account.ts';

export interface BankingDeps {
  readonly reader: BankingReader;
  readonly store: BankAccountStore;
  readonly newId: NewId;
}

function viewAccount({ account, state, name, ledgerAccount, bic, currency, foundBy }: BankAccount) {
  return { iban: account, state, name, ledgerAccount, bic, currency, foundBy };
}

function viewTransaction(item: TransactionItem): routes.BankTransactionView {
  const { account, bookingDate, valueDate, amountMinor, currency, state, status, importId } = item;
  const { facts, counterparty = {}, details, isReversal = false, ...more } = readFacts(item);
  const { code, ...others } = facts;
  const viewDetail = (detail: NonNullable<typeof details>[number]) => {
    const { amount, code: _, ...rest } = detail;
    const money = amount && {
      amount: formatMinor(BigInt(amount.amountMinor), amount.currency),
      currency: amount.currency,
    };
    return { ...rest, ...money } as NonNullable<routes.BankTransactionView['details']>[number];
  };
  return {
    ...(others as Partial<routes.BankTransactionView>),
    ...more,
    id: transactionId(item),
    iban: account,
    bookingDate,
    valueDate,
    amount: formatMinor(amountMinor, currency),
    currency,
    counterparty,
    bankTransactionCode: codeText(code),
    transactionCode: code,
    state,
    status,
    isReversal,
    importId,
    details: details?.map(viewDetail),
  };
}

function viewStatement(item: StatementItem) {
  const { company: _, account, openingMinor, closingMinor, bookedMinor, number: __, ...rest } = item;
  const text = (minor: bigint | undefined) =>
    minor === undefined || item.currency === undefined ? undefined : formatMinor(minor, item.currency);
  return {
    ...rest,
    iban: account,
    opening: text(openingMinor),
    closing: text(closingMinor),
    booked: text(bookedMinor),
  };
}

function accountBindings({ reader, store, newId }: BankingDeps): readonly Binding[] {
  return [
    on(routes.putBankAccount, async ({ params, body, headers, principal, now, requestId }) => {
      const { companyId, iban } = params;
      const input = { companyId, iban, wish: body, headers, principal, now, requestId };
      const { account, isNew } = await putBankAccount({ store, newId }, input);
      const etag = etagOf(account.version);
      const place = `/companies/${companyId}/bank-accounts/${iban}`;
      return isNew ? created(viewAccount(account), place, etag) : ok(viewAccount(account), etag);
    }),
    on(routes.getBankAccount, async ({ params: { companyId, iban } }) => {
      const account = await store.loadAccount(companyId, iban);
      if (!account) throw refuse('banking.unknown-bank-account', `There is no bank account ${iban}.`);
      return ok(viewAccount(account), etagOf(account.version));
    }),
    on(routes.listBankAccounts, async (request) => {
      const paging = pagingOf(routes.listBankAccounts.id, request);
      const { items, next } = await reader.listAccounts(request.params.companyId, paging);
      return ok(paging.page(items.map(viewAccount), next));
    }),
    on(routes.getBankingSettings, async ({ params }) => {
      const settings = await store.loadSettings(params.companyId);
      const { refuseUnknownAccounts = false, version = 0 } = settings ?? {};
      return ok({ refuseUnknownAccounts }, etagOf(version));
    }),
    on(routes.putBankingSettings, async ({ params, body, headers, principal, now, requestId }) => {
      const input = { ...params, ...body, headers, principal, now, requestId };
      const { refuseUnknownAccounts, version } = await putSettings({ store, newId }, input);
      return ok({ refuseUnknownAccounts }, etagOf(version));
    }),
  ];
}

function transactionBindings({ reader }: BankingDeps): readonly Binding[] {
  return [
    on(routes.listBankTransactions, async (request) => {
      const { params, query } = request;
      const { importId, from, to } = query;
      if (from !== undefined && to !== undefined && from > to)
        throw refuse('banking.invalid-range', `${from} lies behind ${to}.`);
      const paging = pagingOf(routes.listBankTransactions.id, request);
      const { items, next } =
        importId === undefined
          ? await reader.listByDay(params.companyId, query, paging)
          : await reader.listOfImport(params.companyId, importId, query, paging);
      return ok(paging.page(items.map(viewTransaction), next));
    }),
    on(routes.getBankTransaction, async ({ params: { companyId, transactionId: id } }) => {
      const place = readTransactionId(id);
      const found = place && (await reader.loadTransaction({ company: companyId, ...place }));
      if (!found) throw refuse('banking.unknown-transaction', `There is no bank transaction ${id}.`);
      return ok(viewTransaction(found));
    }),
    on(routes.listBankStatements, async (request) => {
      const paging = pagingOf(routes.listBankStatements.id, request);
      const { items, next } = await reader.listStatements(
        request.params.companyId,
        request.query.iban,
        paging,
      );
      return ok(paging.page(items.map(viewStatement), next));
    }),
  ];
}

/** Every route of the module and what answers it; tests bind them to a table of their own. */
export function bankingBindings(deps: BankingDeps): readonly Binding[] {
  return [...accountBindings(deps), ...transactionBindings(deps)];
}
