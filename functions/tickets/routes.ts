/* The HTTP contract of tickets, one file a topic. */

export * from './routes/answering.ts';
export * from './routes/calculations.ts';
export * from './routes/catalogue.ts';
export * from './routes/categories.ts';
export * from './routes/figures.ts';
export * from './routes/forms.ts';
export * from './routes/knowledge.ts';
export * from './routes/knowledge-use.ts';
export * from './routes/macros.ts';
export * from './routes/mails.ts';
export * from './routes/orders.ts';
export * from './routes/privacy.ts';
export * from './routes/rules.ts';
export * from './routes/search-index.ts';
export * from './routes/slas.ts';
export * from './routes/survey-pages.ts';
export * from './routes/surveys.ts';
export * from './routes/teams.ts';
export * from './routes/templates.ts';
export * from './routes/ticket-joins.ts';
export * from './routes/ticket-macros.ts';
export * from './routes/ticket-tasks.ts';
export * from './routes/tickets.ts';
export * from './routes/time.ts';
export * from './routes/watchers.ts';
