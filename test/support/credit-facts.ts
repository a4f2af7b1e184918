import fc from 'fast-check';
import { NO_EXPOSURE } from '../../functions/credit/domain/components.ts';
import type { CreditFacts } from '../../functions/credit/domain/facts.ts';

/** An order of a good customer that fits. */
export const GOOD_ORDER: CreditFacts = {
  on: '2026-06-15',
  amountMinor: 1_000n,
  currency: 'EUR',
  hasProfile: true,
  limitCurrency: 'EUR',
  limitMinor: 10_000n,
  exposureMinor: 0n,
  components: NO_EXPOSURE,
  subLimits: {},
  isWithinHorizon: true,
  countsOrders: true,
  overdueMinor: 0n,
  oldestOverdueDays: 0,
  dunningLevel: 0,
  blocks: [],
  isNewCustomer: false,
  mustBeCovered: false,
};

export const minor = fc.bigInt({ min: -(10n ** 7n), max: 10n ** 7n });
export const positive = fc.bigInt({ min: 1n, max: 10n ** 7n });
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
/** What may be known of an order, of all kinds. */
export const someFacts: fc.Arbitrary<Partial<CreditFacts>> = fc.record({
  amountMinor: positive,
  currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
  hasProfile: fc.constantFrom(true, true, true, false),
  limitMinor: optional(positive),
  groupLimitMinor: optional(positive),
  exposureMinor: minor,
  groupExposureMinor: minor,
  components: fc.record({
    openItems: positive, deliveries: positive, reserved: positive, unbilled: positive, prepayments: positive,
  }), // biome-ignore format: a record
  subLimits: fc.record({ reserved: positive, openItems: positive, overdue: positive }, { requiredKeys: [] }),
  insuredMinor: optional(positive),
  insuranceState: optional(fc.constantFrom('none', 'covered', 'suspended', 'ended')),
  collateralMinor: optional(positive),
  mustBeCovered: fc.boolean(),
  isWithinHorizon: fc.boolean(),
  countsOrders: fc.boolean(),
  oldestOverdueDays: fc.nat(100),
  overdueMinor: positive,
  dunningLevel: fc.nat(4),
  blocks: fc.array(fc.constantFrom('HOLD', 'X'), { maxLength: 1 }),
  riskClass: fc.constantFrom('A', 'D', 'E', undefined),
  sanctionsState: optional(fc.constantFrom('clear', 'pending', 'hit')),
  externalRatings: optional(
    fc.array(
      fc.record({ agency: fc.constant('creditreform'), rating: fc.string(), on: fc.constant('2026-06-01') }),
    ),
  ),
});
export const anyCreditFacts: fc.Arbitrary<CreditFacts> = someFacts.map((some) => ({
  ...GOOD_ORDER,
  ...some,
}));
