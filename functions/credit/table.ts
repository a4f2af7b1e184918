/* What credit stores, one file a topic. */

export * from './table/checks.ts';
export * from './table/customers.ts';
export * from './table/insurance.ts';
export * from './table/limits.ts';
export * from './table/policies.ts';
export * from './table/portfolio.ts';
export * from './table/ratings.ts';
export * from './table/valuations.ts';
