/* The HTTP contract of credit, one file a topic. */

export * from './routes/case-decisions.ts';
export * from './routes/case-settings.ts';
export * from './routes/cases.ts';
export * from './routes/checks.ts';
export * from './routes/decisions.ts';
export * from './routes/explanations.ts';
export * from './routes/insurance.ts';
export * from './routes/limits.ts';
export * from './routes/look-back.ts';
export * from './routes/loss-rates.ts';
export * from './routes/persons.ts';
export * from './routes/policies.ts';
export * from './routes/profiles.ts';
export * from './routes/ratings.ts';
export * from './routes/reconciliations.ts';
export * from './routes/reports.ts';
export * from './routes/reservations.ts';
export * from './routes/settings.ts';
export * from './routes/valuations.ts';
