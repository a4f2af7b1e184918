/** What other modules may do with open items, besides reading them: clear them together with writes of their own. */
export { composeReceivables as openReceivables, type Receivables } from './compose.ts';
export type { SettlementWish } from './domain/settlement.ts';
export type { Settled, SettleOrder } from './usecases/settle-items.ts';
