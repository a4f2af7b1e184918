import { put, type Write } from '../../../shared/table/writes.ts';
import type { DiscountTerms } from '../domain/open-item.ts';
import { ItemTermsRow } from '../table.ts';

/** Where a line of an entry stands. */
export interface LinePlace {
  readonly fiscalYear: number;
  readonly number: number;
  readonly lineIndex: number;
}

/**
 * What a line of an entry allows when it becomes an item, instead of what its partner has; none at all where there are no
 * discounts. To be committed together with the entry: nobody else writes it, and the entry never changes.
 */
export function itemTermsWrite(
  company: string,
  { fiscalYear, number, lineIndex }: LinePlace,
  discounts: readonly DiscountTerms[],
): Write {
  return put(ItemTermsRow, { company, fiscalYear, number, lineIndex, discounts: [...discounts] });
}
