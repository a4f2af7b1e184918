/* The HTTP contract of e-invoices, one file a topic. */

export * from './routes/issued.ts';
export * from './routes/received.ts';
export * from './routes/settings.ts';
