import type { Table } from '../../shared/table/table.ts';
import { STANDARD_THRESHOLDS } from './domain/hit.ts';
import type { ListEntry } from './domain/list-entry.ts';
import { unpackEntries } from './domain/lists/pack-entries.ts';
import { screenedReader } from './reader/screened.ts';
import {
  ListPartRow,
  ListVersionRow,
  SanctionsListRow,
  ScreenedPartnerRow,
  ScreeningHitRow,
  ScreeningRunRow,
  ScreeningSettingsRow,
} from './table.ts';

type PageSpec = { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined };

export type ScreeningReader = ReturnType<typeof screeningReader>;

/** Read-only queries of screening. Strongly consistent but where an index is named. */
export function screeningReader(table: Table) {
  function loadLists(company: string): Promise<SanctionsListRow[]> {
    return Array.fromAsync(table.queryAll(SanctionsListRow, { pk: `C#${company}#SANCTIONS-LISTS` }));
  }

  function loadList(company: string, list: string) {
    return table.get(SanctionsListRow, { company, list });
  }

  function loadVersion(company: string, list: string, id: string) {
    return table.get(ListVersionRow, { company, list, id });
  }

  function listVersions(company: string, list: string, page: PageSpec) {
    const pk = `C#${company}#SANCTIONS-VERSIONS#${list}`;
    return table.query(ListVersionRow, { pk, descending: true, ...page });
  }

  /** All entries of a version. */
  async function loadEntries(company: string, versionId: string): Promise<ListEntry[]> {
    const pk = `C#${company}#SANCTIONS-PARTS#${versionId}`;
    const entries: ListEntry[] = [];
    for await (const { content } of table.queryAll(ListPartRow, { pk }))
      entries.push(...unpackEntries(content));
    return entries;
  }

  /** What was last said of several partners, by partner. */
  async function loadManyScreened(company: string, partners: readonly string[]) {
    if (partners.length === 0) return new Map<string, ScreenedPartnerRow>();
    const rows = await table.getMany(
      ScreenedPartnerRow,
      partners.map((partner) => ({ company, partner })),
    );
    return new Map(rows.map((row) => [row.partner, row]));
  }

  /** Hits in a state, highest score first, by the index. */
  function listHits(company: string, state: string, page: PageSpec) {
    const pk = `C#${company}#SCREENING-HITS-BY-STATE#${state}`;
    return table.query(ScreeningHitRow, { pk, index: 'gsi1', ...page });
  }

  async function loadSettings(company: string): Promise<ScreeningSettingsRow> {
    return (
      (await table.get(ScreeningSettingsRow, { company })) ?? { company, ...STANDARD_THRESHOLDS, version: 0 }
    );
  }

  function loadRun(company: string, id: string): Promise<ScreeningRunRow | undefined> {
    return table.get(ScreeningRunRow, { company, id });
  }

  function listRuns(company: string, page: PageSpec) {
    return table.query(ScreeningRunRow, { pk: `C#${company}#SCREENING-RUNS`, descending: true, ...page });
  }

  return {
    loadLists,
    loadList,
    loadVersion,
    listVersions,
    loadEntries,
    ...screenedReader(table),
    loadManyScreened,
    listHits,
    loadSettings,
    loadRun,
    listRuns,
  };
}
