import type { CreditFacts } from '../facts.ts';

/** What is looked at for every order, in the words of the customer; the order is that of the explanation. */
export const CRITERIA = [
  'account',
  'block',
  'sanctions',
  'currency',
  'limit',
  'group',
  'parts',
  'newCustomer',
  'overdue',
  'dunning',
  'class',
  'cover',
] as const;
export type Criterion = (typeof CRITERIA)[number];

/** Which criterion a reason of the standard policy belongs to. A reason of a company's own is told as the company has put it. */
const OF_REASON: Readonly<Record<string, Criterion>> = {
  NO_PROFILE: 'account',
  BLOCKED: 'block',
  BLOCK_UNKNOWN: 'block',
  SANCTIONS_PENDING: 'sanctions',
  SANCTIONS_HIT: 'sanctions',
  OTHER_CURRENCY: 'currency',
  NO_LIMIT: 'limit',
  LIMIT_EXCEEDED: 'limit',
  EXPOSURE_UNKNOWN: 'limit',
  SUB_LIMIT_EXCEEDED: 'parts',
  DOCUMENT_MAXIMUM: 'newCustomer',
  OLDEST_ITEM: 'overdue',
  OVERDUE_SHARE: 'overdue',
  ITEMS_UNKNOWN: 'overdue',
  DUNNING_LEVEL: 'dunning',
  RISK_CLASS: 'class',
  NOT_COVERED: 'cover',
  COVER_SUSPENDED: 'cover',
};

export interface Sorted {
  readonly decisive: ReadonlySet<Criterion>;
  /** What a company's own rules say, without the facts in their own names. */
  readonly others: readonly string[];
}

/** Sorts the reasons of a decision by what was looked at. */
export function sortReasons(
  reasons: readonly { readonly code: string; readonly text: string }[],
  facts: CreditFacts,
): Sorted {
  const decisive = new Set<Criterion>();
  const others: string[] = [];
  for (const { code, text } of reasons) {
    const criterion = Object.hasOwn(OF_REASON, code) ? OF_REASON[code] : undefined;
    if (!criterion) others.push(text.replace(/ \([^()]*\)$/, ''));
    else if (criterion === 'limit') for (const one of exceeded(facts)) decisive.add(one);
    else decisive.add(criterion);
  }
  return { decisive, others: [...new Set(others)] };
}

/** A limit that is exceeded is the customer's own, the group's, or both. */
function exceeded(facts: CreditFacts): Criterion[] {
  const { amountMinor } = facts;
  const own = leftMinor(facts);
  const group = groupLeftMinor(facts);
  const found: Criterion[] = [];
  if (own === undefined || own < amountMinor) found.push('limit');
  if (group !== undefined && group < amountMinor) found.push('group');
  return own === undefined && found.includes('group') ? ['group'] : found.length > 0 ? found : ['limit'];
}

/** What is left of the limit; undefined where there is none. */
export function leftMinor({ limitMinor, exposureMinor }: CreditFacts): bigint | undefined {
  return limitMinor === undefined ? undefined : limitMinor - exposureMinor;
}

export function groupLeftMinor({
  groupLimitMinor,
  groupExposureMinor = 0n,
}: CreditFacts): bigint | undefined {
  return groupLimitMinor === undefined ? undefined : groupLimitMinor - groupExposureMinor;
}
