/* The ledger's HTTP contract, one file a topic. */

export * from './routes/accounts.ts';
export * from './routes/drafts.ts';
export * from './routes/entries.ts';
export * from './routes/postings.ts';
export * from './routes/reports.ts';
export * from './routes/takeover.ts';
export * from './routes/vouchers.ts';
export * from './routes/year-end.ts';
export * from './routes/years.ts';
