/* What tickets store, one file a topic. */

export * from './table/answering.ts';
export * from './table/desk.ts';
export * from './table/figures.ts';
export * from './table/forms.ts';
export * from './table/knowledge.ts';
export * from './table/mails-of-words.ts';
export * from './table/privacy.ts';
export * from './table/rules.ts';
export * from './table/search.ts';
export * from './table/slas.ts';
export * from './table/surveys.ts';
export * from './table/tickets.ts';
export * from './table/time.ts';
