import { addMonths } from '../../shared/kernel/calendar-date.ts';
import { lookup, type Table } from '../../shared/table/table.ts';
import { STANDARD_TIERS } from './domain/limits.ts';
import {
  type CreditPolicyActivationRow as ActivationRow,
  type CreditCheckRow as CheckRow,
  CreditCheckRow,
  CreditCounter,
  CreditExposureRow,
  CreditLimitRow,
  CreditPolicyActivationRow,
  CreditPolicyRow,
  CreditProfileRow,
  CreditSettingsRow,
  INDEX_SHARDS,
  type CreditPolicyRow as PolicyRow,
} from './table.ts';

type PageSpec = { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined };

/** Parts of the index in which the checks of a period stand. */
function decidedPlaces(company: string, from: string, to: string) {
  const shards = Array.from({ length: INDEX_SHARDS }, (_, shard) => shard);
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = addMonths(`${month}-01`, 1).slice(0, 7))
    months.push(month);
  const due = shards.map((shard) => ({ pk: `C#${company}#CREDIT-DUE#${shard}` }));
  const decided = months.flatMap((month) =>
    shards.map((shard) => ({ pk: `C#${company}#CREDIT-DECIDED#${month}#${shard}`, from, to: `${to}~` })),
  );
  return [...due, ...decided];
}

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
   * What every check reads, in one round trip.
   * @param wanted also: the check of an id, where it may be there already; the check whose reservation is amended; the
   * counter of a root, where it is known before the profile says it
   */
  async function loadForCheck(
    company: string,
    customer: string,
    wanted: {
      readonly id?: string | undefined;
      readonly amends?: string | undefined;
      readonly root?: string | undefined;
    },
  ) {
    const checkOf = (id: string | undefined) =>
      id === undefined ? undefined : lookup(CreditCheckRow, { company, customer, id });
    const { id, amends, root } = wanted;
    const [profile, exposure, settings, earlier, amended, counter] = await table.getTogether([
      lookup(CreditProfileRow, { company, customer }),
      lookup(CreditExposureRow, { company, customer }),
      lookup(CreditSettingsRow, { company }),
      checkOf(id),
      amends === id ? undefined : checkOf(amends),
      root === undefined ? undefined : lookup(CreditCounter, { company, root }),
    ]);
    return { earlier, amended, profile, exposure, counter, settings: settings ?? standardSettings(company) };
  }

  /**
   * What a customer owes and what of it counts, as they stood at one moment; undefined where it is in another group by now.
   */
  async function loadStanding(company: string, customer: string, root: string) {
    const [profile, counter, exposure] = await table.getAtOnce([
      lookup(CreditProfileRow, { company, customer }),
      lookup(CreditCounter, { company, root }),
      lookup(CreditExposureRow, { company, customer }),
    ]);
    return profile?.root === root && counter?.members[customer] ? { profile, counter, exposure } : undefined;
  }

  function listChecks(company: string, customer: string, page: PageSpec) {
    return table.query(CreditCheckRow, { pk: `C#${company}#CREDIT-CHECKS#${customer}`, ...page });
  }

  function allChecks(company: string, customer: string) {
    return table.queryAll(CreditCheckRow, { pk: `C#${company}#CREDIT-CHECKS#${customer}` });
  }

  /** Reservations that have to be looked at by a time, by the index. */
  async function* dueReservations(company: string, until: string) {
    for (let shard = 0; shard < INDEX_SHARDS; shard += 1) {
      const pk = `C#${company}#CREDIT-DUE#${shard}`;
      yield* table.queryAll(CreditCheckRow, { pk, index: 'gsi1', to: `${until}#~` });
    }
  }

  /**
   * A page of the checks that were decided in a period (days, both included), by the index: those with a standing
   * reservation first, so that one which ends meanwhile may come twice and is never left out. No order beyond that.
   * @param limit of checks to be looked at; the page may have fewer
   */
  async function listDecided(company: string, from: string, to: string, { limit, after }: PageSpec) {
    const places = decidedPlaces(company, from, to);
    const { place: number = '0', ...key } = after ?? {};
    const place = places[Number(number)];
    if (!place) return { items: [], looked: 0 };
    const start = Object.keys(key).length > 0 ? { after: key } : {};
    const { items, next } = await table.query(CreditCheckRow, { ...place, index: 'gsi1', limit, ...start });
    const later = Number(number) + 1 < places.length ? { place: String(Number(number) + 1) } : undefined;
    const continued = next ? { ...next, place: number } : later;
    const within = items.filter(({ at, decision }) => decision && at >= from && at.slice(0, 10) <= to);
    return { items: within, looked: items.length, ...(continued ? { next: continued } : {}) };
  }

  function loadPolicy(company: string, number: number): Promise<PolicyRow | undefined> {
    return table.get(CreditPolicyRow, { company, number });
  }

  function listPolicies(company: string, page: PageSpec & { readonly descending?: boolean }) {
    return table.query(CreditPolicyRow, { pk: `C#${company}#CREDIT-POLICIES`, ...page });
  }

  function loadActivation(company: string, id: string): Promise<ActivationRow | undefined> {
    return table.get(CreditPolicyActivationRow, { company, id });
  }

  function listActivations(company: string, page: PageSpec) {
    const pk = `C#${company}#CREDIT-POLICY-ACTIVATIONS`;
    return table.query(CreditPolicyActivationRow, { pk, descending: true, ...page });
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
    loadStanding,
    listChecks,
    allChecks,
    dueReservations,
    listDecided,
    loadPolicy,
    listPolicies,
    loadActivation,
    listActivations,
    loadLimit,
    listLimits,
  };
}
