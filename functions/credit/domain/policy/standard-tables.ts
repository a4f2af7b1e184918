/* The decision tables of the standard policy: see `standard-policy-source.ts`. */

const approved = { outcome: 'approved' };
const referred = (code: string, text: string) => ({ outcome: 'referred', code, text });
const declined = (code: string, text: string) => ({ outcome: 'declined', code, text });

const BLOCK = {
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
};

/** Without a state nobody has screened yet: that does not stop orders, a hit does. */
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

const NOBODY_KNOWS = referred('EXPOSURE_UNKNOWN', 'It is not known what is left of the limit.');

/** No limit at all is not a limit of zero: somebody has to set one, the customer's own or the group's. */
const LIMIT = {
  id: 'limit',
  title: 'Credit limit',
  rules: [
    { id: 'fits', when: { limit: { atLeast: '0' }, headroom: { atLeast: '0' } }, ...approved },
    {
      id: 'exceeded',
      when: { limit: { atLeast: '0' }, headroom: { below: '0' } },
      ...declined('LIMIT_EXCEEDED', 'The order is more than what is left of the limit.'),
    },
    { id: 'unknown', when: { limit: { atLeast: '0' }, headroom: { unknown: true } }, ...NOBODY_KNOWS },
    {
      id: 'none',
      when: { limit: { unknown: true }, groupAvailable: { unknown: true } },
      ...referred('NO_LIMIT', 'The customer has been given no limit.'),
    },
    { id: 'of-group', when: { limit: { unknown: true }, groupAvailable: { known: true } }, ...approved },
  ],
};

const GROUP = {
  id: 'group-limit',
  title: 'Limit of the group',
  rules: [
    { id: 'fits', when: { groupHeadroom: { atLeast: '0' } }, ...approved },
    {
      id: 'exceeded',
      when: { groupHeadroom: { below: '0' } },
      ...declined('LIMIT_EXCEEDED', 'The order is more than what is left of the limit of the group.'),
    },
    {
      id: 'no-group',
      when: { groupHeadroom: { unknown: true }, groupAvailable: { unknown: true } },
      ...approved,
    },
    {
      id: 'unknown',
      when: { groupHeadroom: { unknown: true }, groupAvailable: { known: true } },
      ...NOBODY_KNOWS,
    },
  ],
};

const DOCUMENT_MAXIMUM = {
  id: 'document-maximum',
  title: 'Most that one order of a new customer may be worth',
  rules: [
    { id: 'known-customer', when: { isNewCustomer: { is: false } }, ...approved },
    {
      id: 'small',
      when: { isNewCustomer: { is: true, orUnknown: true }, amount: { atMost: '5000' } },
      ...approved,
    },
    {
      id: 'large',
      when: { isNewCustomer: { is: true, orUnknown: true }, amount: { above: '5000', orUnknown: true } },
      ...referred('DOCUMENT_MAXIMUM', 'The order is worth more than a new customer may ask for at once.'),
    },
  ],
};

/** A table on what is open: without open items nothing is looked at. */
const ofOpenItems = (
  id: string,
  title: string,
  fact: string,
  { fine, bad, reason }: { fine: object; bad: object; reason: object },
) => ({
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

/** A cover that is suspended or has ended holds for no new delivery; above the cover a person looks. */
const INSURANCE = {
  id: 'insurance',
  title: 'Trade credit insurance',
  rules: [
    { id: 'uninsured', when: { insuranceState: { is: 'none', orUnknown: true } }, ...approved },
    {
      id: 'within-cover',
      when: { insuranceState: { is: 'covered' }, coverHeadroom: { atLeast: '0' } },
      ...approved,
    },
    {
      id: 'above-cover',
      when: { insuranceState: { is: 'covered' }, coverHeadroom: { below: '0', orUnknown: true } },
      ...referred('NOT_COVERED', 'The insurer does not cover all of it.'),
    },
    {
      id: 'no-cover',
      when: { insuranceState: { in: ['suspended', 'ended'] } },
      ...referred('COVER_SUSPENDED', 'The insurer does not cover new deliveries.'),
    },
  ],
};

export const STANDARD_TABLES = [
  BLOCK,
  SANCTIONS,
  LIMIT,
  GROUP,
  DOCUMENT_MAXIMUM,
  OLDEST_ITEM,
  OVERDUE_SHARE,
  DUNNING,
  RISK_CLASS,
  INSURANCE,
];
