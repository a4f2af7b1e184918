import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { applyParts, type Clearing, undoingOf } from '../domain/clearing.ts';
import { refuse } from '../errors.ts';
import type { ReceivablesReader } from '../reader.ts';
import type { ReceivablesStore } from '../store.ts';
import type { ClearingRow } from '../table.ts';
import { findItem } from './find-item.ts';

export interface UndoClearingDeps {
  readonly reader: Pick<ReceivablesReader, 'loadClearing' | 'loadOpenItems' | 'findSettledItem'>;
  readonly store: Pick<ReceivablesStore, 'itemWrites' | 'clearingWrite' | 'markUndone' | 'commit'>;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

export interface UndoOrder {
  readonly companyId: string;
  readonly clearingId: string;
  /** Day from which the items are open again; not before the clearing itself held. */
  readonly on: string;
  readonly by: string;
  readonly at: string;
  /** Books something in the same transaction: the reversal of what the clearing booked. */
  readonly commit?: ((writes: readonly Write[], undoing: Clearing) => Promise<void>) | undefined;
  /** Writes that must happen together with it: the reply stored under the caller's key. */
  readonly remember?: (undoing: Clearing) => readonly Write[];
}

/**
 * Takes a clearing back: its items are open again as they were before, from a day on; what was the case before that day
 * stays as it was. Returns undefined for one that has been undone already.
 * @throws receivables.unknown-clearing
 */
export function undoClearing(deps: UndoClearingDeps, order: UndoOrder): Promise<Clearing | undefined> {
  const { companyId, clearingId, on, by, at, remember } = order;
  return decideAgain('receivables', deps, async () => {
    const clearing = await deps.reader.loadClearing(companyId, clearingId);
    if (!clearing) throw refuse('receivables.unknown-clearing', `There is no clearing ${clearingId}.`);
    if (clearing.undoneBy !== undefined) return undefined;
    const undoing = undoingOf(toClearing(clearing), deps.newId('clr'), on);
    const stored = await Promise.all(
      clearing.parts.map(({ account, itemId: id }) => findItem(deps.reader, companyId, { account, id })),
    );
    const byId = new Map(stored.map((item) => [item.id, item]));
    const changes = applyParts(byId, undoing).map((after) => ({ before: byId.get(after.id), after }));
    const writes = [
      ...changes.flatMap((change) => deps.store.itemWrites(companyId, change)),
      deps.store.clearingWrite(companyId, undoing, by, at),
      deps.store.markUndone(companyId, clearingId, undoing.id),
      ...(remember?.(undoing) ?? []),
    ];
    await (order.commit ?? deps.store.commit)(writes, undoing);
    return undoing;
  });
}

function toClearing({ id, kind, on, parts, entryId }: ClearingRow): Clearing {
  return { id, kind, on, parts, ...(entryId === undefined ? {} : { entryId }) };
}
