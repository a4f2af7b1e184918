import * as z from 'zod';
import { entity } from './table/entity.ts';
import type { Page, Table } from './table/table.ts';
import { insert, type Write } from './table/writes.ts';

const Values = z.record(z.string(), z.json());

/**
 * Who changed what, when (GoBD: every change leaves a trace). Written in the transaction of the change, never changed.
 * `before` and `after` hold only what differs, and no personal data beyond the principal's id: names and addresses stay
 * in records that can be erased.
 */
export const ChangeRecord = entity({
  name: 'shared.change',
  schema: z.object({
    companyId: z.string(),
    changeId: z.string(),
    at: z.iso.datetime(),
    principal: z.string(),
    /** `module.what-happened`. */
    action: z.string(),
    /** What it happened to, as a path below the company: `members/webshop`, `periods/2026/3`. */
    subject: z.string(),
    before: Values.optional(),
    after: Values.optional(),
    requestId: z.string().optional(),
  }),
  key: (of: { companyId: string; at: string; changeId: string }) => ({
    pk: `C#${of.companyId}#CHANGES`,
    sk: `${of.at}#${of.changeId}`,
  }),
  index: ({ companyId, subject, at, changeId }) => ({
    gsi1pk: `C#${companyId}#CHANGES#${subject}`,
    gsi1sk: `${at}#${changeId}`,
  }),
  access: ['all of a company, newest first', 'gsi1: of one subject, newest first'],
});

export interface Change {
  readonly companyId: string;
  readonly changeId: string;
  readonly at: string;
  readonly principal: string;
  readonly action: string;
  readonly subject: string;
  readonly before?: z.input<typeof Values> | undefined;
  readonly after?: z.input<typeof Values> | undefined;
  readonly requestId?: string | undefined;
}

/** The trace of a change, to be committed with the change itself. */
export function recordChange(change: Change): Write {
  return insert(ChangeRecord, change, () => new Error(`change ${change.changeId} was recorded twice`));
}

/** A company's changes, newest first; of one subject when it is named. */
export function listChanges(
  table: Table,
  of: {
    readonly companyId: string;
    readonly subject?: string | undefined;
    readonly limit: number;
    readonly after?: Readonly<Record<string, string>> | undefined;
  },
): Promise<Page<z.output<typeof ChangeRecord.schema>>> {
  const pk = `C#${of.companyId}#CHANGES`;
  const { limit, after } = of;
  if (of.subject === undefined) return table.query(ChangeRecord, { pk, limit, after, descending: true });
  return table.query(ChangeRecord, {
    pk: `${pk}#${of.subject}`,
    index: 'gsi1',
    limit,
    after,
    descending: true,
  });
}

/** The members that differ, on both sides: `changedValues({a: 1, b: 2}, {a: 1, b: 3})` is `{before: {b: 2}, after: {b: 3}}`. */
export function changedValues(
  before: Readonly<Record<string, z.core.util.JSONType | undefined>>,
  after: Readonly<Record<string, z.core.util.JSONType | undefined>>,
): Pick<Change, 'before' | 'after'> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const pick = (from: typeof before) =>
    Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
  return { before: pick(before), after: pick(after) };
}
