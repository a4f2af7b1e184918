import { gunzipSync } from 'node:zlib';
import type { Table } from '../../shared/table/table.ts';
import type { LeftOut } from './domain/payment.ts';
import {
  LeftOutRow,
  MandateRow,
  PaymentFileRow,
  PaymentRow,
  PaymentRunRow,
  PaymentSettingsRow,
  SettlementRow,
} from './table.ts';

export type PaymentsReader = ReturnType<typeof paymentsReader>;

interface PageWish {
  readonly limit: number;
  readonly after?: Readonly<Record<string, string>> | undefined;
}

/** Read-only queries of payments, all strongly consistent. */
export function paymentsReader(table: Table) {
  function loadSettings(company: string): Promise<PaymentSettingsRow | undefined> {
    return table.get(PaymentSettingsRow, { company });
  }
  function loadMandate(company: string, id: string): Promise<MandateRow | undefined> {
    return table.get(MandateRow, { company, id });
  }
  function listMandates(company: string, page: PageWish) {
    return table.query(MandateRow, { pk: `C#${company}#MANDATES`, ...page });
  }
  function allMandates(company: string): Promise<MandateRow[]> {
    return Array.fromAsync(table.queryAll(MandateRow, { pk: `C#${company}#MANDATES` }));
  }
  function loadRun(company: string, id: string): Promise<PaymentRunRow | undefined> {
    return table.get(PaymentRunRow, { company, id });
  }
  function listRuns(company: string, page: PageWish) {
    return table.query(PaymentRunRow, { pk: `C#${company}#PAYMENT-RUNS`, descending: true, ...page });
  }
  /** Items of runs that are neither booked nor given up, by item: the run that has them. */
  async function itemsUnderWay(company: string): Promise<ReadonlyMap<string, string>> {
    const runs = await Array.fromAsync(table.queryAll(PaymentRunRow, { pk: `C#${company}#PAYMENT-RUNS` }));
    const open = runs.filter(({ state }) => state === 'proposed' || state === 'approved');
    const found = await Promise.all(open.map(({ id }) => paymentsOf(company, id)));
    const proposed = found.flat().filter(({ state }) => state === 'proposed');
    return new Map(
      proposed.flatMap(({ items, runId }) => items.map(({ itemId }) => [itemId, runId] as const)),
    );
  }
  function loadPayment(company: string, runId: string, number: number): Promise<PaymentRow | undefined> {
    return table.get(PaymentRow, { company, runId, number });
  }
  function paymentsOf(company: string, runId: string): Promise<PaymentRow[]> {
    const pk = `C#${company}#PAYMENTS#${runId}`;
    return Array.fromAsync(table.queryAll(PaymentRow, { pk, beginsWith: 'PAYMENT#' }));
  }
  function settlementsOf(company: string, runId: string): Promise<SettlementRow[]> {
    const pk = `C#${company}#PAYMENTS#${runId}`;
    return Array.fromAsync(table.queryAll(SettlementRow, { pk, beginsWith: 'SETTLED#' }));
  }
  /** Runs that the bank has and no statement has shown whole. */
  async function runsInTransit(company: string): Promise<PaymentRunRow[]> {
    const runs = await Array.fromAsync(table.queryAll(PaymentRunRow, { pk: `C#${company}#PAYMENT-RUNS` }));
    return runs.filter(({ state }) => state === 'fetched');
  }
  /** What the proposal left out; what has been taken out since stands in the payments. */
  async function leftOutOf(company: string, runId: string): Promise<LeftOut[]> {
    const pk = `C#${company}#PAYMENTS#${runId}`;
    const parts = await Array.fromAsync(table.queryAll(LeftOutRow, { pk, beginsWith: 'LEFT-OUT#' }));
    return parts.flatMap(({ content }) => JSON.parse(gunzipSync(content).toString('utf8')) as LeftOut[]);
  }
  function loadFile(company: string, runId: string): Promise<PaymentFileRow | undefined> {
    return table.get(PaymentFileRow, { company, runId });
  }
  return {
    loadSettings,
    loadMandate,
    listMandates,
    allMandates,
    loadRun,
    listRuns,
    itemsUnderWay,
    loadPayment,
    paymentsOf,
    settlementsOf,
    runsInTransit,
    leftOutOf,
    loadFile,
  };
}
