/* The ledger's HTTP contract, one file a topic. */
export * from './routes/entries.ts';
