/* What tickets store, one file a topic. */

export * from './table/tickets.ts';
