import { ABSENT, where } from '../../shared/table/condition.ts';
import { ContentionError } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { erase, insert, put, type Write } from '../../shared/table/writes.ts';
import {
  ListPartRow,
  ListVersionRow,
  SanctionsListRow,
  ScreenedPartnerRow,
  ScreeningEventRow,
  ScreeningHitRow,
  ScreeningRunRow,
  ScreeningSettingsRow,
} from './table.ts';

/** Somebody else was faster: read and decide again. */
const changed = (what: string) => () => new ContentionError(`${what} changed meanwhile`);

type Seen = { readonly version: number } | undefined;
const asRead = (seen: Seen) => (seen ? where({ version: seen.version }) : ABSENT);

export type ScreeningStore = ReturnType<typeof screeningStore>;

/** The only writer of screening. Most of it makes writes that are committed together. */
export function screeningStore(table: Table) {
  async function commit(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }

  /** A part that is written again after a crash has the same content. */
  function partWrite(part: Parameters<typeof ListPartRow.write>[0]): Write {
    return put(ListPartRow, part);
  }

  function versionWrite(version: ListVersionRow): Write {
    return insert(ListVersionRow, version, changed('the version'));
  }

  function listWrite(seen: Seen, next: SanctionsListRow): Write {
    return put(SanctionsListRow, next, asRead(seen), changed('the list'));
  }

  function screenedWrite(seen: Seen, next: ScreenedPartnerRow): Write {
    return put(ScreenedPartnerRow, next, asRead(seen), changed('the partner'));
  }

  function forgetScreened({ company, partner, version }: ScreenedPartnerRow): Write {
    return erase(ScreenedPartnerRow, { company, partner }, where({ version }), changed('the partner'));
  }

  function hitWrite(seen: Seen, next: ScreeningHitRow): Write {
    return put(ScreeningHitRow, next, asRead(seen), changed('the hit'));
  }

  function forgetHit({ company, partner, list, entryId, version }: ScreeningHitRow): Write {
    return erase(
      ScreeningHitRow,
      { company, partner, list, entryId },
      where({ version }),
      changed('the hit'),
    );
  }

  function settingsWrite(seen: ScreeningSettingsRow, next: ScreeningSettingsRow): Write {
    const when = seen.version === 0 ? ABSENT : where({ version: seen.version });
    return put(ScreeningSettingsRow, next, when, changed('the settings'));
  }

  function runWrite(seen: Seen, next: ScreeningRunRow): Write {
    return put(ScreeningRunRow, next, asRead(seen), changed('the run'));
  }

  function eventWrite(event: Parameters<typeof ScreeningEventRow.write>[0]): Write {
    return put(ScreeningEventRow, event);
  }

  return {
    commit,
    partWrite,
    versionWrite,
    listWrite,
    screenedWrite,
    forgetScreened,
    hitWrite,
    forgetHit,
    settingsWrite,
    runWrite,
    eventWrite,
  };
}
