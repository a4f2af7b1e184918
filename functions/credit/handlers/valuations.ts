import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { CreditValuations } from '../compose-valuations.ts';
import { unpackJson } from '../domain/valuation/packed-json.ts';
import {
  type ComparedAccount,
  differenceMinor,
  type Reconciliation,
} from '../domain/valuation/reconcile-to-ledger.ts';
import type { Allowances, DebtorValue } from '../domain/valuation/value-debtors.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/valuations.ts';
import type { CreditValuationRow } from '../table.ts';
import { decideValuation } from '../usecases/valuation/decide-valuation.ts';
import {
  proposeValuation,
  type ValuationFigures,
  type ValuationWish,
} from '../usecases/valuation/propose-valuation.ts';

function viewAllowances({ specificMinor, generalMinor }: Allowances, currency: string) {
  return {
    specific: formatMinor(specificMinor, currency),
    general: formatMinor(generalMinor, currency),
    total: formatMinor(specificMinor + generalMinor, currency),
  };
}

function viewSummary(row: CreditValuationRow, currency: string) {
  const { id, asOf, state, hgb, proposedBy, proposedAt, decidedBy, decidedAt, entryId, before } = row;
  return {
    valuationId: id, asOf, currency, state, hgb: viewAllowances(hgb, currency), proposedBy, proposedAt, decidedBy, decidedAt, entryId,
    ...(before ? { before: viewAllowances(before, currency) } : {}),
  }; // biome-ignore format: a record
}

function viewSums(sums: Omit<ComparedAccount, 'account'>, currency: string) {
  return {
    items: formatMinor(sums.itemsMinor, currency),
    advances: formatMinor(sums.advancesMinor, currency),
    ledgerBalance: formatMinor(sums.ledgerMinor, currency),
    difference: formatMinor(differenceMinor(sums), currency),
  };
}

function viewReconciliation(packed: Uint8Array, currency: string) {
  const reconciliation = unpackJson<Reconciliation>(packed);
  const { differing, accounts } = reconciliation;
  return {
    ...viewSums(reconciliation, currency),
    differingAccounts: differing,
    accounts: accounts.map((one) => ({ account: one.account, ...viewSums(one, currency) })),
  };
}

function viewValuation(row: CreditValuationRow, currency: string): routes.ValuationView {
  const money = (minor: bigint) => formatMinor(minor, currency);
  const { netMinor, generalBaseMinor, tax, ifrs } = unpackJson<ValuationFigures>(row.figures);
  const { specific, ...said } = unpackJson<ValuationWish>(row.said);
  return {
    ...viewSummary(row, currency),
    ...(row.reconciliation ? { reconciliation: viewReconciliation(row.reconciliation, currency) } : {}),
    net: money(netMinor),
    generalBase: money(generalBaseMinor),
    tax: viewAllowances(tax, currency),
    ifrs: {
      buckets: ifrs.buckets.map(({ name, balanceMinor, provisionMinor }) => ({
        name,
        balance: money(balanceMinor),
        provision: money(provisionMinor),
      })),
      matrix: money(ifrs.matrixMinor),
      specific: money(ifrs.specificMinor),
      total: money(ifrs.matrixMinor + ifrs.specificMinor),
    },
    said: {
      ...said,
      publicBodies: [...said.publicBodies],
      specific: specific.map(({ customer, ...one }) => ({ customerId: customer, ...one })),
    },
    debtors: row.debtors,
  };
}

/** Valuations of receivables. */
export function valuationBindings(credit: CreditValuations): readonly Binding[] {
  const { valuations, books } = credit;
  async function rowOf(companyId: string, id: string): Promise<CreditValuationRow> {
    const row = await valuations.loadValuation(companyId, id);
    if (!row) throw refuse('credit.unknown-valuation', `There is no valuation ${id}.`);
    return row;
  }
  return [
    on(routes.postValuation, async (request) => {
      const { params, body, idempotency } = request;
      const company = await companyOf(books, params.companyId);
      const specific = body.specific.map(({ customerId, ...one }) => ({ customer: customerId, ...one }));
      const reply = (row: CreditValuationRow) =>
        created(viewValuation(row, company.currency), `/companies/${company.id}/credit-valuations/${row.id}`);
      const remember = (row: CreditValuationRow) => (idempotency ? [idempotency.writeFor(reply(row))] : []);
      return reply(await proposeValuation(credit, company, { ...body, specific }, request, remember));
    }),
    on(routes.listValuations, async (request) => {
      const { companyId } = request.params;
      const { currency } = await companyOf(books, companyId);
      const paging = pagingOf(routes.listValuations.id, request);
      const { items, next } = await valuations.listValuations(companyId, paging);
      return ok(
        paging.page(
          items.map((row) => viewSummary(row, currency)),
          next,
        ),
      );
    }),
    on(routes.getValuation, async ({ params: { companyId, valuationId } }) => {
      const { currency } = await companyOf(books, companyId);
      return ok(viewValuation(await rowOf(companyId, valuationId), currency));
    }),
    on(routes.listValuedDebtors, async (request) => {
      const { companyId, valuationId } = request.params;
      const { currency } = await companyOf(books, companyId);
      await rowOf(companyId, valuationId);
      const debtors: DebtorValue[] = [];
      for await (const { content } of valuations.parts(companyId, valuationId))
        debtors.push(...unpackJson<DebtorValue[]>(content));
      const paging = pagingOf(routes.listValuedDebtors.id, request);
      const after = paging.after?.customer;
      const start = after === undefined ? 0 : debtors.findIndex(({ customer }) => customer === after) + 1;
      const shown = debtors.slice(start, start + paging.limit);
      const last = shown.at(-1)?.customer;
      const views = shown.map(({ customer, treatment, netMinor, uncoveredMinor, hgbMinor, taxMinor }) => ({
        customerId: customer,
        treatment,
        net: formatMinor(netMinor, currency),
        uncovered: formatMinor(uncoveredMinor, currency),
        hgb: formatMinor(hgbMinor, currency),
        tax: formatMinor(taxMinor, currency),
      }));
      const hasMore = start + shown.length < debtors.length && last !== undefined;
      return ok(paging.page(views, hasMore ? { customer: last } : undefined));
    }),
    on(routes.decideValuation, async (request) => {
      const { params, body } = request;
      const company = await companyOf(books, params.companyId);
      const row = await decideValuation(credit, company, params.valuationId, body.decision, request);
      return ok(viewValuation(row, company.currency));
    }),
  ];
}
