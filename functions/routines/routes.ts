/* The HTTP contract of routines, one file a topic. */

export * from './routes/accruals.ts';
export * from './routes/recurring-postings.ts';
export * from './routes/templates.ts';
