import { where } from '../../../shared/table/condition.ts';
import { erase, put, type Write } from '../../../shared/table/writes.ts';
import type { SnapshotPart, ValuationPart } from '../reader/traces.ts';
import { changed } from '../store.ts';
import {
  CreditRatingRequestRow,
  CreditSnapshotPart,
  CreditValuationPart,
  CreditValuationRow,
  InsuranceClockRow,
  InsuranceReportRow,
} from '../table.ts';

export type TraceStore = ReturnType<typeof traceStore>;

/** Takes a customer out of what is kept beside its own items. Every write holds only for what was read. */
export function traceStore() {
  function eraseClock({ company, customer, version }: InsuranceClockRow): Write {
    return erase(InsuranceClockRow, { company, customer }, where({ version }), changed('the clock'));
  }

  function eraseReport({ company, customer, itemId, reportId }: InsuranceReportRow): Write {
    return erase(
      InsuranceReportRow,
      { company, customer, itemId },
      where({ reportId }),
      changed('a report to the insurer'),
    );
  }

  /** What was paid and what came of it stays; whose rating it was, and what the agency said of it, goes. */
  function renameRequest({ detail: _said, ...row }: CreditRatingRequestRow, pseudonym: string): Write {
    const { customer, outcome } = row;
    const next = { ...row, customer: pseudonym, isErased: true };
    return put(CreditRatingRequestRow, next, where({ customer, outcome }), changed('a request for a rating'));
  }

  function snapshotPart(seen: SnapshotPart, content: Uint8Array): Write {
    return put(
      CreditSnapshotPart,
      { ...seen, content },
      where({ content: seen.content }),
      changed('a snapshot'),
    );
  }

  function valuationPart(seen: ValuationPart, content: Uint8Array): Write {
    return put(
      CreditValuationPart,
      { ...seen, content },
      where({ content: seen.content }),
      changed('a valuation'),
    );
  }

  function valuation(seen: CreditValuationRow, next: CreditValuationRow): Write {
    return put(CreditValuationRow, next, where({ version: seen.version }), changed('a valuation'));
  }

  return { eraseClock, eraseReport, renameRequest, snapshotPart, valuationPart, valuation };
}
