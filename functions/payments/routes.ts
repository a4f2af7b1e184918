/** The HTTP contract, by topic. */
export * from './routes/mandates.ts';
export * from './routes/pre-notification-letters.ts';
export * from './routes/runs.ts';
export * from './routes/settings.ts';
