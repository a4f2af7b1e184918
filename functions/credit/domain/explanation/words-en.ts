import { groupLeftMinor, leftMinor } from './criteria.ts';
import type { Words } from './words.ts';

const max = (a: bigint, b: bigint) => (a > b ? a : b);

export const ENGLISH: Words = {
  thousands: ',',
  decimal: '.',
  decision: {
    approved: 'The order on account was approved automatically.',
    referred: 'The order on account was not decided automatically: a person looks at it.',
    declined: 'The order on account was declined automatically.',
  },
  byPerson: (what, on) =>
    `After that a person decided on ${on}: ${what === 'released' ? 'the order was released.' : 'it stays declined.'}`,
  underReview: 'A person is reviewing the decision.',
  criteria: {
    account: {
      title: 'Purchase on account',
      finding: ({ facts }) =>
        facts.hasProfile ? 'You may buy on account.' : 'Purchase on account has not been set up for you yet.',
      change: () => 'We would have to set up purchase on account for you.',
    },
    block: {
      title: 'Blocks',
      finding: ({ facts }) =>
        facts.blocks.length > 0
          ? 'Your customer account is blocked.'
          : 'Your customer account is not blocked.',
      change: () => 'The block would have to be lifted. We tell you on request why there is one.',
    },
    sanctions: {
      title: 'Comparison with sanctions lists',
      finding: (_, isDecisive) =>
        isDecisive
          ? 'Your name equals or resembles an entry of a sanctions list.'
          : 'The comparison did not speak against the order.',
      change: () => 'It would have to be clear that the entry means somebody else.',
    },
    currency: {
      title: 'Currency',
      finding: ({ facts: { currency, limitCurrency = currency } }) =>
        currency === limitCurrency
          ? `The order is in ${currency}.`
          : `The order is in ${currency}, your credit limit in ${limitCurrency}.`,
      change: ({ facts: { limitCurrency = '' } }) => `The order would have to be in ${limitCurrency}.`,
    },
    limit: {
      title: 'Credit limit',
      finding: ({ facts, money }) =>
        facts.limitMinor === undefined
          ? 'You have no credit limit of your own.'
          : `Your credit limit is ${money(facts.limitMinor)}. Open invoices, deliveries and other orders, less prepayments, come to ${money(facts.exposureMinor)}. This order is worth ${money(facts.amountMinor)}.`,
      change: ({ facts, money }) => {
        const left = leftMinor(facts);
        if (left === undefined) return 'We would have to set a credit limit for you.';
        const paid = `${money(max(facts.amountMinor - left, 0n))} would have to be paid first.`;
        return left > 0n ? `The order could be worth ${money(left)} at most, or ${paid}` : paid;
      },
    },
    group: {
      title: 'Shared credit limit',
      finding: ({ facts, money }) =>
        facts.groupLimitMinor === undefined
          ? 'You share no credit limit with others.'
          : `You share a credit limit of ${money(facts.groupLimitMinor)}, of which ${money(facts.groupExposureMinor ?? 0n)} is used.`,
      change: ({ facts, money }) =>
        `${money(facts.amountMinor)} of the shared limit would have to be free; ${money(max(groupLeftMinor(facts) ?? 0n, 0n))} is.`,
    },
    parts: {
      title: 'Limits of single parts',
      finding: (_, isDecisive) =>
        isDecisive
          ? 'A part of what is open (orders, deliveries, invoices, or what is overdue) is above the limit that holds for it.'
          : 'No part is above a limit of its own.',
      change: () => 'Open invoices would have to be paid, or the order smaller.',
    },
    newCustomer: {
      title: 'New customers',
      finding: ({ facts: { isNewCustomer, documentMaximumMinor }, money }) =>
        isNewCustomer && documentMaximumMinor !== undefined
          ? `You have not been a customer for long. For the time being one order may be worth ${money(documentMaximumMinor)} at most.`
          : 'No maximum for new customers holds for you.',
      change: ({ facts: { documentMaximumMinor = 0n }, money }) =>
        `The order could be worth ${money(documentMaximumMinor)} at most.`,
    },
    overdue: {
      title: 'Overdue invoices',
      finding: ({ facts: { overdueMinor, oldestOverdueDays }, money }) =>
        overdueMinor > 0n
          ? `${money(overdueMinor)} is overdue, the oldest invoice for ${oldestOverdueDays} days.`
          : 'No invoice is overdue.',
      change: ({ facts: { overdueMinor }, money }) =>
        `The overdue ${money(overdueMinor)} would have to be paid.`,
    },
    dunning: {
      title: 'Reminders',
      finding: ({ facts: { dunningLevel } }) =>
        dunningLevel === 0
          ? 'No reminder has been sent for an open invoice.'
          : `An open invoice has come to reminder ${dunningLevel}.`,
      change: () => 'The invoices that you were reminded of would have to be paid.',
    },
    class: {
      title: 'Estimated risk of default',
      finding: ({ facts: { riskClass, score } }) =>
        riskClass === undefined
          ? 'You have been given no risk class.'
          : `You are in risk class ${riskClass}${score === undefined ? '' : `, with ${score} points`}. A is the best class.`,
      change: () =>
        'The class would have to be a better one. Tell us where what it rests on is wrong or out of date.',
    },
    cover: {
      title: 'Insurance and collateral',
      finding: ({ facts: { insuredMinor, collateralMinor }, money }) => {
        const covered = (insuredMinor ?? 0n) + (collateralMinor ?? 0n);
        return covered === 0n
          ? 'What you owe is neither insured nor secured.'
          : `Insurance and collateral cover ${money(covered)}.`;
      },
      change: () => 'Further collateral would have to be given, or the order be smaller.',
    },
  },
  ownRule: { title: 'Another rule', change: 'We tell you on request what it takes.' },
  factNames: {
    amount: 'value of the order',
    limit: 'credit limit',
    exposure: 'use of the limit',
    available: 'free limit',
    groupLimit: 'shared limit',
    groupAvailable: 'free shared limit',
    openItems: 'open invoices',
    overdue: 'overdue invoices',
    overdueShare: 'share that is overdue',
    oldestOverdueDays: 'oldest overdue invoice',
    dunningLevel: 'reminders',
    riskClass: 'risk class',
    score: 'points',
    isNewCustomer: 'new customer',
    customerDays: 'time as a customer',
    isBlocked: 'block',
    blockReason: 'block',
    mustBeCovered: 'cover',
    insuranceCover: 'insurance',
    insuranceState: 'insurance',
    collateral: 'collateral',
    sanctionsState: 'sanctions lists',
    deliveryInDays: 'day of delivery',
    externalClass: 'information of a credit agency',
    headroom: 'free limit after the order',
  },
  otherFact: 'another fact',
  points: (parts) =>
    `The points come about like this: ${parts.map(({ what, points }) => `${what} ${points}`).join(', ')}.`,
  procedure: [
    'Every order on account is examined by the same rules, one by one and in every point that is named here.',
    'Where a point speaks against the order it is declined; where a point wants a person to look, a person does; else it is approved. The strictest result counts.',
    'Used are the order, what is open between us and how it has been paid, what we keep of you as a customer and, where it is said, information of credit agencies and insurers.',
  ],
  rights: [
    'You may have a person review the decision, express your point of view and contest the decision (Art. 22(3) GDPR).',
    'You may be told all data that we keep of you, have wrong ones corrected and those that are not needed any more erased (Art. 15, 16, 17 GDPR), and object to their use (Art. 21 GDPR).',
    'You may complain to a data protection authority (Art. 77 GDPR).',
  ],
};
