/**
 * Parts of what a customer owes or will owe: open items of the books, what is delivered and not invoiced, orders with a
 * reservation, what is invoiced and not in the books yet. Prepayments (money that no invoice stands against) are taken off.
 */
export const COMPONENTS = ['openItems', 'deliveries', 'reserved', 'unbilled', 'prepayments'] as const;
export type Component = (typeof COMPONENTS)[number];

/** Minor units of each part, none of them negative. */
export type ComponentAmounts = Readonly<Record<Component, bigint>>;

/** Whether a part counts against the limit, and how much of it there may be at most. */
export interface ComponentTerms {
  readonly include: boolean;
  readonly subLimitMinor?: bigint | undefined;
}
export type ExposureTerms = Readonly<Partial<Record<Component, ComponentTerms>>>;

export const NO_EXPOSURE: ComponentAmounts = {
  openItems: 0n,
  deliveries: 0n,
  reserved: 0n,
  unbilled: 0n,
  prepayments: 0n,
};

export function isIncluded(terms: ExposureTerms, component: Component): boolean {
  return terms[component]?.include ?? true;
}

/** What of reserved orders counts against the limit. */
export function countedOrdersMinor(terms: ExposureTerms, reservedMinor: bigint): bigint {
  return isIncluded(terms, 'reserved') ? reservedMinor : 0n;
}

/** What counts against the limit. Negative where more has been paid in advance than is owed. */
export function includedMinor(amounts: ComponentAmounts, terms: ExposureTerms): bigint {
  let sum = 0n;
  for (const component of COMPONENTS) {
    if (!isIncluded(terms, component)) continue;
    sum += component === 'prepayments' ? -amounts[component] : amounts[component];
  }
  return sum;
}
