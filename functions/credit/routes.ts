/* The HTTP contract of credit, one file a topic. */

export * from './routes/profiles.ts';
