import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { RateLevel } from './tax-rates.ts';

/**
 * What happens to the tax of an amount:
 * - `output`: tax owed to the tax office is inside the gross amount;
 * - `output-eu`: the same for supplies to buyers in another member state that are taxed here;
 * - `input`: deductible tax is inside the gross amount;
 * - `acquisition`: intra-community acquisition, no tax on the invoice, owed and deducted by the buyer;
 * - `vehicle-acquisition`: the same for new vehicles from sellers without VAT id, on accounts of their own;
 * - `reverse-charge`: §13b UStG, no tax on the invoice, owed and deducted by the recipient;
 * - `reverse-charge-undeducted`: the same where the recipient may not deduct, so that the tax is a cost;
 * - `exempt`: no tax at all, but a place in the VAT return.
 */
export type TaxKind =
  | 'output'
  | 'output-eu'
  | 'input'
  | 'acquisition'
  | 'vehicle-acquisition'
  | 'reverse-charge'
  | 'reverse-charge-undeducted'
  | 'exempt';

/** Kind and rate of a tax key or an Automatikkonto; the rate is a level of the day, or fixed (percent times 100). */
export interface TaxRule {
  readonly kind: TaxKind;
  readonly rate: RateLevel | number;
  /** Kennzahl of the VAT return, where the rule alone decides it (exempt supplies). */
  readonly vatReturnKz?: string;
  /** First day for which a source tells what the rule means; refused before. */
  readonly knownFrom?: CalendarDate;
}
