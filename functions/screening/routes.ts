/* The routes of screening, one file a topic. */

export * from './routes/hits.ts';
export * from './routes/lists.ts';
export * from './routes/runs.ts';
export * from './routes/screenings.ts';
