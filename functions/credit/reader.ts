import type { Table } from '../../shared/table/table.ts';
import { STANDARD_TIERS } from './domain/limits.ts';
import {
  type CreditCheckRow as CheckRow,
  CreditCheckRow,
  CreditCounter,
  CreditExposureRow,
  CreditLimitRow,
  CreditProfileRow,
  CreditSettingsRow,
  DUE_SHARDS,
} from './table.ts';

type PageSpec = { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined };

export type CreditReader = ReturnType<typeof creditReader>;

/** Read-only queries of credit. Strongly consistent but where an index is named. */
export function creditReader(table: Table) {
  function loadProfile(company: string, customer: string): Promise<CreditProfileRow | undefined> {
    return table.get(CreditProfileRow, { company, customer });
  }

  function loadProfiles(company: string, customers: readonly string[]): Promise<CreditProfileRow[]> {
    const unique = [...new Set(customers)];
    if (unique.length === 0) return Promise.resolve([]);
    return table.getMany(
      CreditProfileRow,
      unique.map((customer) => ({ company, customer })),
    );
  }

  function listProfiles(company: string, page: PageSpec) {
    return table.query(CreditProfileRow, { pk: `C#${company}#CREDIT-PROFILES`, ...page });
  }

  function allProfiles(company: string) {
    return table.queryAll(CreditProfileRow, { pk: `C#${company}#CREDIT-PROFILES` });
  }

  /** Profiles whose review is due by a day, by the index. */
  function listReviews(company: string, until: string, page: PageSpec) {
    const pk = `C#${company}#CREDIT-REVIEWS`;
    return table.query(CreditProfileRow, { pk, index: 'gsi1', to: `${until}#~`, ...page });
  }

  function loadCounter(company: string, root: string): Promise<CreditCounter | undefined> {
    return table.get(CreditCounter, { company, root });
  }

  function loadExposure(company: string, customer: string): Promise<CreditExposureRow | undefined> {
    return table.get(CreditExposureRow, { company, customer });
  }

  async function loadSettings(company: string): Promise<CreditSettingsRow> {
    const stored = await table.get(CreditSettingsRow, { company });
    const tiers = STANDARD_TIERS.map((tier) => ({ roles: [...tier.roles] }));
    return stored ?? { company, tiers, reviewMonths: {}, version: 0 };
  }

  function loadCheck(company: string, customer: string, id: string): Promise<CheckRow | undefined> {
    return table.get(CreditCheckRow, { company, customer, id });
  }

  function listChecks(company: string, customer: string, page: PageSpec) {
    return table.query(CreditCheckRow, { pk: `C#${company}#CREDIT-CHECKS#${customer}`, ...page });
  }

  function allChecks(company: string, customer: string) {
    return table.queryAll(CreditCheckRow, { pk: `C#${company}#CREDIT-CHECKS#${customer}` });
  }

  /** Reservations that have to be looked at by a time, by the index. */
  async function* dueReservations(company: string, until: string) {
    for (let shard = 0; shard < DUE_SHARDS; shard += 1) {
      const pk = `C#${company}#CREDIT-DUE#${shard}`;
      yield* table.queryAll(CreditCheckRow, { pk, index: 'gsi1', to: `${until}#~` });
    }
  }

  function loadLimit(company: string, id: string): Promise<CreditLimitRow | undefined> {
    return table.get(CreditLimitRow, { company, id });
  }

  /** Newest first, by the index. */
  function listLimits(company: string, customer: string, page: PageSpec) {
    const pk = `C#${company}#CREDIT-LIMITS#${customer}`;
    return table.query(CreditLimitRow, { pk, index: 'gsi1', descending: true, ...page });
  }

  return {
    loadProfile,
    loadProfiles,
    listProfiles,
    allProfiles,
    listReviews,
    loadCounter,
    loadExposure,
    loadSettings,
    loadCheck,
    listChecks,
    allChecks,
    dueReservations,
    loadLimit,
    listLimits,
  };
}
