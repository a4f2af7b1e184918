/* The HTTP contract of credit, one file a topic. */

export * from './routes/checks.ts';
export * from './routes/profiles.ts';
export * from './routes/reservations.ts';
