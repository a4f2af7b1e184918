/**
 * What other modules may do with open items, besides reading them (`reader.ts`): clear them with the entry that pays them
 * in one transaction with writes of their own (docs/decisions/0061).
 */
export { composeReceivables as openReceivables, type Receivables } from './compose.ts';
export type { DiscountTerms } from './domain/open-item.ts';
export {
  discountMinorOf,
  discountOn,
  discountsOf,
  openMinorOf,
  parseItemId,
  remainingMinorOf,
} from './domain/open-item.ts';
export type { SettlementWish } from './domain/settlement.ts';
export { readWishes } from './handlers/read-wishes.ts';
export { itemTermsWrite } from './store/item-terms.ts';
export { type AdvancePlace, type ReceivedAdvance, receivedAdvance } from './usecases/received-advance.ts';
export {
  type CreditedItem,
  findCreditedItem,
  type PlannedSetOff,
  planSetOff,
} from './usecases/set-off-credit.ts';
export type { Settled, SettleOrder } from './usecases/settle-items.ts';
