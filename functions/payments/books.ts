import type { Table } from '../../shared/table/table.ts';
import type { Books } from '../ledger/books.ts';
import { paymentsReader } from './reader.ts';
import { paymentsStore } from './store.ts';
import {
  loadReturned,
  planUndoneReturn,
  type ReturnOrder,
  returnPayment,
} from './usecases/return-payment.ts';
import {
  planSettlement,
  planUndoneSettlement,
  runsInTransit,
  type SettlementWish,
} from './usecases/settle-payments.ts';

/*
 * What other modules may do with payments: set lines of a statement off on the transit account, and say that a payment came
 * back, in one transaction with writes of their own (docs/decisions/0061, 0120).
 */
export { paymentOf } from './domain/sepa/identifiers.ts';
export type { TransitPayment, TransitRun } from './domain/transit.ts';
export type { ReturnedPayment, ReturnOrder } from './usecases/return-payment.ts';
export { assertAmount, type SettlementPlan } from './usecases/settle-payments.ts';

export type Transit = ReturnType<typeof openTransit>;

/** Payments on their way through the transit account, around one table and the books on it. */
export function openTransit(table: Table, books: Pick<Books, 'reader' | 'store' | 'post'>) {
  const deps = { reader: paymentsReader(table), store: paymentsStore(table), books };
  type Place = { readonly runId: string; readonly number: number };
  return {
    runs: (company: string) => runsInTransit(deps, company),
    planSettlement: (company: string, wish: SettlementWish) => planSettlement(deps, company, wish),
    planUndoneSettlement: (company: string, wish: Pick<SettlementWish, 'runId' | 'transactionId'>) =>
      planUndoneSettlement(deps, company, wish),
    loadReturned: (company: string, place: Place) => loadReturned(deps, company, place),
    returnPayment: (order: ReturnOrder) => returnPayment(deps, order),
    planUndoneReturn: (company: string, place: Place) => planUndoneReturn(deps, company, place),
  };
}
