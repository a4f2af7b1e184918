/* The HTTP contract of banking, one file a topic. */

export * from './routes/bank-accounts.ts';
export * from './routes/bank-rules.ts';
export * from './routes/bank-transactions.ts';
export * from './routes/bookings.ts';
