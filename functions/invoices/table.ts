/* The items of e-invoices, one file a topic. */

export * from './table/issued.ts';
export * from './table/received.ts';
export * from './table/settings.ts';
