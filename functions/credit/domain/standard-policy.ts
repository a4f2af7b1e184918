import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Component } from './components.ts';
import type { Bounds, CreditPolicy, Outcome, Reason, RuleResult } from './decision.ts';
import type { CreditFacts } from './facts.ts';

/** Days that an item may be overdue, share of open items that may be overdue, level of dunning from which one looks. */
const OLDEST_OVERDUE_DAYS = 60;
const OVERDUE_SHARE_PERCENT = 50n;
const DUNNING_LEVEL = 3;
/** Classes from the best to the worst: A to E. */
const REFERRED_CLASSES: readonly string[] = ['D'];
const DECLINED_CLASSES: readonly string[] = ['E'];

type Rule = (facts: CreditFacts) => { readonly outcome: Outcome; readonly reason: Reason } | undefined;

const said = (outcome: Outcome, code: string, text: string) => ({ outcome, reason: { code, text } });

/** What the order adds to what counts against the limits. */
export function addedMinor({ amountMinor, countsOrders, isWithinHorizon }: CreditFacts): bigint {
  return countsOrders && isWithinHorizon ? amountMinor : 0n;
}

function overLimit(
  facts: CreditFacts,
  limitMinor: bigint | undefined,
  exposureMinor: bigint,
  whose: string,
): ReturnType<Rule> {
  if (limitMinor === undefined || !isInLimitCurrency(facts)) return undefined;
  const added = addedMinor(facts);
  const available = limitMinor - exposureMinor;
  // Beyond the horizon nothing is taken yet; but what could never fit is refused at once.
  const fits = added > 0n ? added <= available : facts.amountMinor <= limitMinor && available >= 0n;
  if (fits) return undefined;
  const show = (minor: bigint) => `${formatMinor(minor, facts.currency)} ${facts.currency}`;
  const text = `${show(facts.amountMinor)} is more than the ${show(available)} that are left of ${whose} of ${show(limitMinor)}.`;
  return said('declined', 'LIMIT_EXCEEDED', text);
}

function isInLimitCurrency({ limitCurrency, currency }: CreditFacts): boolean {
  return limitCurrency === undefined || limitCurrency === currency;
}

function overSubLimit(facts: CreditFacts): ReturnType<Rule> {
  const added = facts.isWithinHorizon ? facts.amountMinor : 0n;
  const amounts: Readonly<Record<Component | 'overdue', bigint>> = {
    ...facts.components,
    reserved: facts.components.reserved + added,
    overdue: facts.overdueMinor,
  };
  for (const [component, subLimitMinor] of Object.entries(facts.subLimits)) {
    const amount = amounts[component as Component | 'overdue'];
    if (subLimitMinor === undefined || amount <= subLimitMinor) continue;
    const limit = formatMinor(subLimitMinor, facts.currency);
    return said(
      'declined',
      'SUB_LIMIT_EXCEEDED',
      `${component} would stand above its own limit of ${limit}.`,
    );
  }
  return undefined;
}

function notCovered(facts: CreditFacts): ReturnType<Rule> {
  if (!facts.mustBeCovered) return undefined;
  const covered = (facts.insuredMinor ?? 0n) + (facts.collateralMinor ?? 0n);
  if (facts.exposureMinor + addedMinor(facts) <= covered) return undefined;
  const text = `Insurance and collateral cover ${formatMinor(covered, facts.currency)} only.`;
  return said('referred', 'NOT_COVERED', text);
}

const RULES: Readonly<Record<string, Rule>> = {
  profile: ({ hasProfile }) =>
    hasProfile ? undefined : said('referred', 'NO_PROFILE', 'The customer has no credit profile.'),
  block: ({ blocks }) =>
    blocks.length === 0
      ? undefined
      : said('declined', 'BLOCKED', `The customer is blocked: ${blocks.join(', ')}.`),
  currency: (facts) =>
    isInLimitCurrency(facts)
      ? undefined
      : said(
          'referred',
          'OTHER_CURRENCY',
          `The limit is in ${facts.limitCurrency}, not in ${facts.currency}.`,
        ),
  'limit-set': ({ hasProfile, limitMinor, groupLimitMinor }) =>
    !hasProfile || limitMinor !== undefined || groupLimitMinor !== undefined
      ? undefined
      : said('referred', 'NO_LIMIT', 'The customer has been given no limit.'),
  limit: (facts) => overLimit(facts, facts.limitMinor, facts.exposureMinor, 'the limit'),
  'group-limit': (facts) =>
    overLimit(facts, facts.groupLimitMinor, facts.groupExposureMinor ?? 0n, "the group's limit"),
  'sub-limits': (facts) => (isInLimitCurrency(facts) ? overSubLimit(facts) : undefined),
  'document-maximum': ({ documentMaximumMinor, amountMinor, currency }) =>
    documentMaximumMinor === undefined || amountMinor <= documentMaximumMinor
      ? undefined
      : said(
          'referred',
          'DOCUMENT_MAXIMUM',
          `An order of a new customer may be worth ${formatMinor(documentMaximumMinor, currency)} at most.`,
        ),
  'oldest-item': ({ oldestOverdueDays }) =>
    oldestOverdueDays <= OLDEST_OVERDUE_DAYS
      ? undefined
      : said('referred', 'OLDEST_ITEM', `The oldest open item is ${oldestOverdueDays} days overdue.`),
  'overdue-share': ({ overdueMinor, components }) =>
    overdueMinor * 100n <= components.openItems * OVERDUE_SHARE_PERCENT
      ? undefined
      : said(
          'referred',
          'OVERDUE_SHARE',
          `More than ${OVERDUE_SHARE_PERCENT} % of the open items are overdue.`,
        ),
  'dunning-level': ({ dunningLevel }) =>
    dunningLevel < DUNNING_LEVEL
      ? undefined
      : said('referred', 'DUNNING_LEVEL', `Reminders have come to level ${dunningLevel}.`),
  'risk-class': ({ riskClass = '' }) => {
    if (DECLINED_CLASSES.includes(riskClass))
      return said('declined', 'RISK_CLASS', `Risk class ${riskClass}.`);
    if (REFERRED_CLASSES.includes(riskClass))
      return said('referred', 'RISK_CLASS', `Risk class ${riskClass}.`);
    return undefined;
  },
  cover: notCovered,
};

/** What limits, cover and the sub-limit of orders leave to whoever comes at the same moment. */
export function limitBounds(facts: CreditFacts): Bounds {
  const { limitMinor, groupLimitMinor, subLimits, amountMinor, isWithinHorizon, mustBeCovered } = facts;
  const added = addedMinor(facts);
  const covered = (facts.insuredMinor ?? 0n) + (facts.collateralMinor ?? 0n);
  const own = [limitMinor, mustBeCovered ? covered : undefined].filter((bound) => bound !== undefined);
  const least = own.reduce((a, b) => (a === undefined || b < a ? b : a), undefined as bigint | undefined);
  return {
    ...(added > 0n && least !== undefined ? { exposureMinor: least - added } : {}),
    ...(added > 0n && groupLimitMinor !== undefined ? { groupExposureMinor: groupLimitMinor - added } : {}),
    ...(isWithinHorizon && subLimits.reserved !== undefined
      ? { reservedMinor: subLimits.reserved - amountMinor }
      : {}),
  };
}

/**
 * The policy of a company that has not made its own: checks as SAP Credit Management names them (static and dynamic part,
 * document maximum, oldest open item, share overdue, dunning level); the bounds are our own choice.
 */
export const STANDARD_POLICY: CreditPolicy = {
  version: 1,
  bounds: limitBounds,
  evaluate: (facts) =>
    Object.entries(RULES).map(
      ([rule, judge]): RuleResult => ({ rule, outcome: 'approved', ...judge(facts) }),
    ),
};
