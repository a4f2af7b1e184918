/* What screening stores, one file a topic. */

export * from './table/hits.ts';
export * from './table/lists.ts';
export * from './table/runs.ts';
export * from './table/screened.ts';
