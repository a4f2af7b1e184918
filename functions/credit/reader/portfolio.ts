import type { Table } from '../../../shared/table/table.ts';
import {
  CreditCounter,
  CreditExposureRow,
  CreditLossRatesRow,
  CreditProfileRow,
  CreditSalesRow,
  CreditSnapshotPart,
  CreditSnapshotRow,
} from '../table.ts';

/** Batches that are read side by side: one after the other, 50,000 customers would take longer than an answer may. */
const LANES = 8;

export type PortfolioReader = ReturnType<typeof portfolioReader>;

/** Read-only queries over all customers at once. Strongly consistent. */
export function portfolioReader(table: Table) {
  /** Cuts keys into lanes that are read side by side. */
  async function inLanes<K, T>(keys: readonly K[], read: (some: readonly K[]) => Promise<T[]>): Promise<T[]> {
    const length = Math.max(100, Math.ceil(keys.length / LANES));
    const lanes: (readonly K[])[] = [];
    for (let at = 0; at < keys.length; at += length) lanes.push(keys.slice(at, at + length));
    return (await Promise.all(lanes.map(read))).flat();
  }

  /** Profiles behind a customer, in the order of customers; `next` is where to go on. */
  async function profilesAfter(company: string, customer: string | undefined, limit: number) {
    const pk = `C#${company}#CREDIT-PROFILES`;
    const after = customer === undefined ? undefined : { pk, sk: customer };
    const { items, next } = await table.query(CreditProfileRow, { pk, limit, after });
    return { items, next: next && items.at(-1)?.customer };
  }

  async function loadCounters(company: string, roots: readonly string[]) {
    const unique = [...new Set(roots)];
    const rows = await inLanes(unique, (some) =>
      table.getMany(
        CreditCounter,
        some.map((root) => ({ company, root })),
      ),
    );
    return new Map(rows.map((row) => [row.root, row]));
  }

  async function loadExposures(company: string, customers: readonly string[]) {
    const rows = await inLanes(customers, (some) =>
      table.getMany(
        CreditExposureRow,
        some.map((customer) => ({ company, customer })),
      ),
    );
    return new Map(rows.map((row) => [row.customer, row]));
  }

  function loadSnapshot(company: string, day: string): Promise<CreditSnapshotRow | undefined> {
    return table.get(CreditSnapshotRow, { company, day });
  }

  /** Days around one that have a snapshot, for whoever asked for one that has none. */
  async function snapshotsAround(company: string, day: string) {
    const pk = `C#${company}#CREDIT-SNAPSHOTS`;
    const [before, after] = await Promise.all([
      table.query(CreditSnapshotRow, { pk, to: day, descending: true, limit: 2 }),
      table.query(CreditSnapshotRow, { pk, from: day, limit: 2 }),
    ]);
    const done = (rows: readonly CreditSnapshotRow[]) =>
      rows.find((row) => row.state === 'done' && row.day !== day)?.day;
    return { before: done(before.items), after: done(after.items) };
  }

  function listSnapshots(
    company: string,
    page: { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined },
  ) {
    return table.query(CreditSnapshotRow, { pk: `C#${company}#CREDIT-SNAPSHOTS`, descending: true, ...page });
  }

  function snapshotParts(company: string, day: string) {
    return table.queryAll(CreditSnapshotPart, { pk: `C#${company}#CREDIT-SNAPSHOT#${day}` });
  }

  function loadSales(company: string): Promise<CreditSalesRow[]> {
    return Array.fromAsync(table.queryAll(CreditSalesRow, { pk: `C#${company}#CREDIT-SALES` }));
  }

  function loadLossRates(company: string): Promise<CreditLossRatesRow[]> {
    return Array.fromAsync(table.queryAll(CreditLossRatesRow, { pk: `C#${company}#CREDIT-LOSS-RATES` }));
  }

  return {
    profilesAfter,
    loadCounters,
    loadExposures,
    loadSnapshot,
    snapshotsAround,
    listSnapshots,
    snapshotParts,
    loadSales,
    loadLossRates,
  };
}
