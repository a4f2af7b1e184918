/*
 * Pure rules of receivables that other modules may call: no table, no clock (docs/decisions/0063).
 */
export { AGEING_BUCKETS, type AgeingBucket, bucketOf, daysOverdue } from './domain/ageing.ts';
export { itemId, type OpenItem, openMinorOf, paidMinorOf, parseItemId } from './domain/open-item.ts';
export { isForeignEuVatId } from './domain/vat-id.ts';
