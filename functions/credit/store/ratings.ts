import { ABSENT, where } from '../../../shared/table/condition.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import { changed } from '../store.ts';
import { CreditRatingHourRow, CreditRatingRequestRow, CreditRatingSettingsRow } from '../table.ts';

export type RatingStore = ReturnType<typeof ratingStore>;

/** Reads and writes which agencies are asked, and what was asked of them. */
export function ratingStore(table: Table) {
  async function loadSettings(company: string): Promise<CreditRatingSettingsRow> {
    const none = { company, agencies: [], requestsPerHour: 0, version: 0 };
    return (await table.get(CreditRatingSettingsRow, { company })) ?? none;
  }

  function settingsWrite(seen: CreditRatingSettingsRow, next: CreditRatingSettingsRow): Write {
    const when = seen.version === 0 ? ABSENT : where({ version: seen.version });
    return put(CreditRatingSettingsRow, next, when, changed('the settings'));
  }

  function loadHour(company: string, hour: string): Promise<CreditRatingHourRow | undefined> {
    return table.get(CreditRatingHourRow, { company, hour });
  }

  /** Counts a request and keeps that it is made, together: none is made that was not counted, and none unseen. */
  async function beginRequest(
    seen: CreditRatingHourRow | undefined,
    next: CreditRatingHourRow,
    request: CreditRatingRequestRow,
  ): Promise<void> {
    const when = seen ? where({ requests: seen.requests }) : ABSENT;
    await table.transact([
      put(CreditRatingHourRow, next, when, changed('the hour')),
      insert(CreditRatingRequestRow, request, () => new Error(`request ${request.id} exists already`)),
    ]);
  }

  async function endRequest(request: CreditRatingRequestRow): Promise<void> {
    await table.write(put(CreditRatingRequestRow, request));
  }

  function requestsOf(company: string, month: string): Promise<CreditRatingRequestRow[]> {
    return Array.fromAsync(
      table.queryAll(CreditRatingRequestRow, { pk: `C#${company}#CREDIT-RATING-REQUESTS#${month}` }),
    );
  }

  return { loadSettings, settingsWrite, loadHour, beginRequest, endRequest, requestsOf };
}
