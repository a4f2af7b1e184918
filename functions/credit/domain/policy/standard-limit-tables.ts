import { approved, declined, inLimitCurrency, ofCustomers, referred } from './standard-outcomes.ts';

/* The tables of the standard policy on limits and amounts: see `standard-policy-source.ts`. */

const CURRENCY = {
  id: 'currency',
  title: 'Currency of the order',
  rules: [
    { id: 'same', when: { isLimitCurrency: { is: true, orUnknown: true } }, ...approved },
    {
      id: 'other',
      when: { isLimitCurrency: { is: false } },
      ...referred('OTHER_CURRENCY', 'The order is in another currency than the limit.'),
    },
  ],
};

const NOBODY_KNOWS = referred('EXPOSURE_UNKNOWN', 'It is not known what is left of the limit.');

/** No limit at all is not a limit of zero: somebody has to set one, the customer's own or the group's. */
const LIMIT_TABLE = {
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
const LIMIT = ofCustomers(inLimitCurrency(LIMIT_TABLE));

const GROUP = inLimitCurrency({
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
});

/** Parts of the exposure with limits of their own; where there is none, nothing is compared. */
const SUB_LIMITS = {
  id: 'sub-limits',
  title: 'Limits of parts',
  rules: [
    {
      id: 'fit',
      when: {
        ordersHeadroom: { atLeast: '0', orUnknown: true },
        subLimitHeadroom: { atLeast: '0', orUnknown: true },
      },
      ...approved,
    },
    {
      id: 'orders-exceeded',
      when: { ordersHeadroom: { below: '0' } },
      ...declined('SUB_LIMIT_EXCEEDED', 'Orders would stand above their own limit.'),
    },
    {
      id: 'part-exceeded',
      when: { ordersHeadroom: { atLeast: '0', orUnknown: true }, subLimitHeadroom: { below: '0' } },
      ...declined('SUB_LIMIT_EXCEEDED', 'A part of the exposure stands above its own limit.'),
    },
  ],
};

/** The settings of the company say who is new, and what an order may be worth then. */
const DOCUMENT_MAXIMUM = {
  id: 'document-maximum',
  title: 'Most that one order of a new customer may be worth',
  rules: [
    { id: 'within', when: { documentMaximumHeadroom: { atLeast: '0', orUnknown: true } }, ...approved },
    {
      id: 'exceeded',
      when: { documentMaximumHeadroom: { below: '0' } },
      ...referred('DOCUMENT_MAXIMUM', 'The order is worth more than a new customer may ask for at once.'),
    },
  ],
};

export const LIMIT_TABLES = [CURRENCY, LIMIT, GROUP, SUB_LIMITS, DOCUMENT_MAXIMUM];
