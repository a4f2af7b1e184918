import { gunzipSync, gzipSync } from 'node:zlib';
import { invariant } from '../kernel/errors.ts';
import { type Changes, type Condition, where } from '../table/condition.ts';
import { ContentionError } from '../table/failures.ts';
import type { Table } from '../table/table.ts';
import { patch, put, type Write } from '../table/writes.ts';
import type { ImportUnit, MoveCursor, RefusedUnit } from './definition.ts';
import { Import, RefusedRows } from './table.ts';

/** How long a worker may be silent before another one takes over. */
export const LEASE_SECONDS = 30;
const MAX_REASON_LENGTH = 300;

/** Somebody else works on the import now: stop, nothing of this move has happened. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** The part of an import that its present worker has in hand. */
export interface Lease {
  readonly companyId: string;
  readonly importId: string;
  readonly owner: string;
}

/** A change of the import that only its present worker may make. */
export function changeImport(
  lease: Lease,
  changes: Changes,
  also: Readonly<Record<string, unknown>> = {},
): Write {
  const held: Condition = where({ owner: lease.owner, ...also });
  return patch(
    Import,
    lease,
    changes,
    held,
    () => new LeaseLostError(`import ${lease.importId} is not ours`),
  );
}

export function leaseEnd(now: Date): number {
  return now.getTime() + LEASE_SECONDS * 1000;
}

/** Seconds since the lease was renewed last after which it is renewed without a move. */
const KEEP_SECONDS = 10;

export interface LeaseKeeper {
  /** A move of the cursor has renewed the lease. */
  readonly moved: () => void;
  readonly keep: () => Promise<void>;
}

/** Keeps the lease of a worker that reads for long. Beside a move of our own it does nothing: that renews it, too. */
export function leaseKeeper(table: Table, lease: Lease, clock: () => Date): LeaseKeeper {
  let renewedAt = clock().getTime();
  const moved = () => {
    renewedAt = clock().getTime();
  };
  async function keep(): Promise<void> {
    const now = clock();
    if (now.getTime() - renewedAt < KEEP_SECONDS * 1000) return;
    moved();
    try {
      await table.write(changeImport(lease, { set: { leaseUntil: leaseEnd(now) } }));
    } catch (error) {
      if (!(error instanceof ContentionError)) throw error;
    }
  }
  return { moved, keep };
}

type PackedRow = readonly [row: number, code: string, reason: string, firstRow: number];

export interface RefusedRow extends RefusedUnit {
  /** First row of the unit that was refused with it. */
  readonly firstRow: number;
}

function pack(rows: readonly PackedRow[]): Uint8Array<ArrayBuffer> {
  return gzipSync(JSON.stringify(rows));
}

export function unpackRefused(content: Uint8Array): RefusedRow[] {
  const rows = JSON.parse(gunzipSync(content).toString('utf8')) as PackedRow[];
  return rows.map(([row, code, reason, firstRow]) => ({ row, code, reason, firstRow }));
}

/** The mover of a batch that begins after `cursor`: the condition on the old cursor forbids gaps and repetitions. */
export function cursorMover(
  lease: Lease,
  units: readonly ImportUnit[],
  cursor: number,
  clock: () => Date,
): MoveCursor {
  const rowBefore = (index: number) => (index === 0 ? cursor : (units[index - 1]?.lastRow ?? cursor));
  return ({ from, to, done, refused }) => {
    invariant(
      to > from && done + refused.length === to - from,
      'a span says what became of each of its units',
    );
    const throughRow = rowBefore(to);
    const changes: Changes = {
      set: { cursor: throughRow, attempts: 0, leaseUntil: leaseEnd(clock()) },
      add: { read: to - from, done, refusedCount: refused.length },
    };
    const move = changeImport(lease, changes, { cursor: rowBefore(from) });
    if (refused.length === 0) return [move];
    const span = units.slice(from, to);
    const rows = refused.map(({ row, code, reason }): PackedRow => {
      const unit = span.find(({ firstRow, lastRow }) => firstRow <= row && row <= lastRow);
      return [row, code, reason.slice(0, MAX_REASON_LENGTH), unit?.firstRow ?? row];
    });
    const { companyId, importId } = lease;
    return [move, put(RefusedRows, { companyId, importId, throughRow, content: pack(rows) })];
  };
}

/** The refused rows after `afterRow`, in order. */
export async function* refusedRows(
  table: Table,
  { companyId, importId }: { readonly companyId: string; readonly importId: string },
  afterRow = 0,
): AsyncGenerator<RefusedRow, void, undefined> {
  const { pk, sk } = RefusedRows.key({ companyId, importId, throughRow: afterRow + 1 });
  const chunks = table.queryAll(RefusedRows, { pk, from: sk, to: 'REFUSED#9999999999' });
  for await (const { content } of chunks) {
    for (const refused of unpackRefused(content)) if (refused.row > afterRow) yield refused;
  }
}
