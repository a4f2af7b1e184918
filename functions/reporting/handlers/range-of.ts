import { fiscalYearBounds, fiscalYearOf } from '../../ledger/reader.ts';

export interface RangeQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly fiscalYear?: number | undefined;
}

/** What is missing comes from the fiscal year: the one named, the one around the day given, the present one. */
export function rangeOf({ from, to, fiscalYear }: RangeQuery, today: string, start: string) {
  const year = fiscalYear ?? fiscalYearOf(from ?? to ?? today, start);
  const bounds = fiscalYearBounds(year, start);
  return { from: from ?? bounds.from, to: to ?? bounds.to };
}
