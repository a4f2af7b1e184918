/*
 * Pure rules of receivables that other modules may call: no table, no clock (docs/decisions/0063).
 */
export { isForeignEuVatId } from './domain/vat-id.ts';
