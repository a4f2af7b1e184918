import { STANDARD_LIMITS, STANDARD_RATINGS, STANDARD_SCORECARD } from './standard-scoring.ts';
import { STANDARD_TABLES } from './standard-tables.ts';
import { STANDARD_VERSION } from './standard-version.ts';

const SOURCE = {
  version: STANDARD_VERSION,
  name: 'Standard',
  riskClasses: ['A', 'B', 'C', 'D', 'E'],
  tables: STANDARD_TABLES,
  scorecard: STANDARD_SCORECARD,
  limits: STANDARD_LIMITS,
  ratings: STANDARD_RATINGS,
};

/**
 * The policy of a company that has not made its own, as it would be sent in. The checks are those that SAP Credit Management
 * names (static and dynamic part, document maximum, oldest open item, share overdue, highest dunning level) with block,
 * sanctions and insurance; the bounds, points and limits are our own choice and meant to be changed.
 * Version 1, with its amounts in the currency of the company.
 */
export function standardPolicySource(currency: string) {
  return { ...SOURCE, currency };
}
