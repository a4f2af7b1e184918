/**
 * Longest values of an entry, in characters (UTF-16 code units). The wire (`contract/entry.ts`) and every format that
 * is read in have these same limits, so that whatever is booked can be answered, exported and read again.
 * `taxCode` holds the longest tag that the ledger writes itself: `reverse-charge-undeducted-19-case-123`.
 */
export const ENTRY_LIMITS = {
  id: 64, text: 200, documentNumber: 60, reference: 60, taxCode: 40, costCentre: 36, partner: 64,
} as const; // biome-ignore format: a row
