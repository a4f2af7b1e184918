import type { Table } from '../../../shared/table/table.ts';
import { ScreeningHitRow } from '../table/hits.ts';
import { ScreenedPartnerRow } from '../table/screened.ts';

export type ScreenedReader = ReturnType<typeof screenedReader>;

/** What screening says of partners, and nothing else of it: for modules that want to know no more. */
export function screenedReader(table: Table) {
  /** What was last said of a partner; undefined where it was never screened. */
  function loadScreened(company: string, partner: string): Promise<ScreenedPartnerRow | undefined> {
    return table.get(ScreenedPartnerRow, { company, partner });
  }
  /** What it could be on lists, and what people have decided about that. */
  function hitsOf(company: string, partner: string): Promise<ScreeningHitRow[]> {
    return Array.fromAsync(table.queryAll(ScreeningHitRow, { pk: `C#${company}#SCREENING-HITS#${partner}` }));
  }
  return { loadScreened, hitsOf };
}
