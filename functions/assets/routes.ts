/* The HTTP contract of fixed assets, one file a topic. */

export * from './routes/bookings.ts';
export * from './routes/register.ts';
export * from './routes/reports.ts';
