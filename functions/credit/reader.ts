import { lookup, type Table } from '../../shared/table/table.ts';
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

function standardSettings(company: string): CreditSettingsRow {
  const tiers = STANDARD_TIERS.map((tier) => ({ roles: [...tier.roles] }));
  return { company, tiers, reviewMonths: {}, version: 0 };
}

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
    return (await table.get(CreditSettingsRow, { company })) ?? standardSettings(company);
  }

  function loadCheck(company: string, customer: string, id: string): Promise<CheckRow | undefined> {
    return table.get(CreditCheckRow, { company, customer, id });
  }

  /**
   * What every check reads, in one round trip; the counter comes after it, where the profile says whose it is.
   * @param id of the check, where it may be there already
   */
  async function loadForCheck(company: string, customer: string, id: string | undefined) {
    const lookups = [
      lookup(CreditProfileRow, { company, customer }),
      lookup(CreditExposureRow, { company, customer }),
      lookup(CreditSettingsRow, { company }),
    ] as const;
    if (id === undefined) {
      const [profile, exposure, settings] = await table.getTogether(lookups);
      return { earlier: undefined, profile, exposure, settings: settings ?? standardSettings(company) };
    }
    const own = lookup(CreditCheckRow, { company, customer, id });
    const [profile, exposure, settings, earlier] = await table.getTogether([...lookups, own]);
    return { earlier, profile, exposure, settings: settings ?? standardSettings(company) };
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
    loadForCheck,
    listChecks,
    allChecks,
    dueReservations,
    loadLimit,
    listLimits,
  };
}
