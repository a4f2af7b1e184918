import { LIMIT_TABLES } from './standard-limit-tables.ts';
import { approved, declined, ofCustomers, referred } from './standard-outcomes.ts';

/* The decision tables of the standard policy, those on customers and their debts among them: see `standard-policy-source.ts`. */

const PROFILE = {
  id: 'profile',
  title: 'Credit profile',
  rules: [
    { id: 'known', when: { hasProfile: { is: true, orUnknown: true } }, ...approved },
    {
      id: 'none',
      when: { hasProfile: { is: false } },
      ...referred('NO_PROFILE', 'The customer has no credit profile.'),
    },
  ],
};

const BLOCK = ofCustomers({
  id: 'block',
  title: 'Blocks',
  rules: [
    { id: 'free', when: { isBlocked: { is: false } }, ...approved },
    {
      id: 'blocked',
      when: { isBlocked: { is: true } },
      ...declined('BLOCKED', 'The customer is blocked.'),
    },
    {
      id: 'unknown',
      when: { isBlocked: { unknown: true } },
      ...referred('BLOCK_UNKNOWN', 'It is not known whether the customer is blocked.'),
    },
  ],
});

/** Without a state nobody screens, or nobody has uploaded a list: that does not stop orders, a hit does. */
const SANCTIONS = {
  id: 'sanctions',
  title: 'Sanctions lists',
  rules: [
    { id: 'clear', when: { sanctionsState: { is: 'clear', orUnknown: true } }, ...approved },
    {
      id: 'pending',
      when: { sanctionsState: { is: 'pending' } },
      ...referred('SANCTIONS_PENDING', 'A possible hit on a sanctions list has not been decided.'),
    },
    {
      id: 'hit',
      when: { sanctionsState: { is: 'hit' } },
      ...declined('SANCTIONS_HIT', 'The customer stands on a sanctions list.'),
    },
  ],
};

/** A table on what is open: without open items nothing is looked at. */
const ofOpenItems = (
  id: string,
  title: string,
  fact: string,
  { fine, bad, reason }: { fine: object; bad: object; reason: { readonly outcome: string } },
) =>
  ofCustomers({
    id,
    title,
    rules: [
      { id: 'nothing-open', when: { openItems: { atMost: '0' } }, ...approved },
      { id: 'fine', when: { openItems: { above: '0', orUnknown: true }, [fact]: fine }, ...approved },
      { id: 'exceeded', when: { openItems: { above: '0', orUnknown: true }, [fact]: bad }, ...reason },
      {
        id: 'unknown',
        when: { openItems: { above: '0', orUnknown: true }, [fact]: { unknown: true } },
        ...referred('ITEMS_UNKNOWN', 'It is not known what is open and since when.'),
      },
    ],
  });

const OLDEST_ITEM = ofOpenItems('oldest-item', 'Oldest open item', 'oldestOverdueDays', {
  fine: { atMost: 60 },
  bad: { above: 60 },
  reason: referred('OLDEST_ITEM', 'An open item has been overdue for too long.'),
});
const OVERDUE_SHARE = ofOpenItems(
  'overdue-share',
  'Share of the open items that is overdue',
  'overdueShare',
  {
    fine: { atMost: '50' },
    bad: { above: '50' },
    reason: referred('OVERDUE_SHARE', 'Too much of what is open is overdue.'),
  },
);

const DUNNING = {
  id: 'dunning-level',
  title: 'Highest level of dunning',
  rules: [
    { id: 'fine', when: { dunningLevel: { atMost: 2, orUnknown: true } }, ...approved },
    {
      id: 'high',
      when: { dunningLevel: { atLeast: 3 } },
      ...referred('DUNNING_LEVEL', 'The customer has been reminded too often.'),
    },
  ],
};

const RISK_CLASS = {
  id: 'risk-class',
  title: 'Risk class',
  rules: [
    { id: 'fine', when: { riskClass: { in: ['A', 'B', 'C'], orUnknown: true } }, ...approved },
    { id: 'weak', when: { riskClass: { is: 'D' } }, ...referred('RISK_CLASS', 'The risk class is weak.') },
    {
      id: 'bad',
      when: { riskClass: { is: 'E' } },
      ...declined('RISK_CLASS', 'The risk class is too bad.'),
    },
  ],
};

const HOLDS = { in: ['none', 'covered'], orUnknown: true };

/**
 * A cover that is suspended or has ended holds for no new delivery. Where all must be covered, a person looks at what
 * insurance and collateral do not cover.
 */
const INSURANCE = {
  id: 'insurance',
  title: 'Trade credit insurance and collateral',
  rules: [
    {
      id: 'not-needed',
      when: { insuranceState: HOLDS, mustBeCovered: { is: false, orUnknown: true } },
      ...approved,
    },
    {
      id: 'covered',
      when: { insuranceState: HOLDS, mustBeCovered: { is: true }, coverHeadroom: { atLeast: '0' } },
      ...approved,
    },
    {
      id: 'above-cover',
      when: {
        insuranceState: HOLDS,
        mustBeCovered: { is: true },
        coverHeadroom: { below: '0', orUnknown: true },
      },
      ...referred('NOT_COVERED', 'Insurance and collateral do not cover all of it.'),
    },
    {
      id: 'no-cover',
      when: { insuranceState: { in: ['suspended', 'ended'] } },
      ...referred('COVER_SUSPENDED', 'The insurer does not cover new deliveries.'),
    },
  ],
};

export const STANDARD_TABLES = [
  PROFILE,
  BLOCK,
  SANCTIONS,
  ...LIMIT_TABLES,
  OLDEST_ITEM,
  OVERDUE_SHARE,
  DUNNING,
  RISK_CLASS,
  INSURANCE,
];
