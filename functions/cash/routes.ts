/* The HTTP contract of cash books, one file a topic. */

export * from './routes/books.ts';
export * from './routes/counts.ts';
export * from './routes/entries.ts';
