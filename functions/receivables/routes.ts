/* The HTTP contract of receivables, one file a topic. */

export * from './routes/clearings.ts';
export * from './routes/open-items.ts';
export * from './routes/partners.ts';
