import { ABSENT, where } from '../../shared/table/condition.ts';
import { ChangedMeanwhileError, ContentionError } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { check, erase, insert, patch, put, type Write } from '../../shared/table/writes.ts';
import type { Clearing } from './domain/clearing.ts';
import { type ItemClearing, type OpenItem, settledOn } from './domain/open-item.ts';
import { refuse } from './errors.ts';
import type { StoredItem } from './reader.ts';
import {
  BornClearingRow,
  ClearingRow,
  ItemsHead,
  OpenItemRow,
  PartnerAccountRow,
  PartnerRow,
  SettledItemRow,
} from './table.ts';

const changed = (what: string) => () => new ChangedMeanwhileError('receivables', what);

export interface ItemChange {
  /** The item as it was read; undefined for one that comes into being. */
  readonly before: StoredItem | undefined;
  readonly after: OpenItem;
}

export type ReceivablesStore = ReturnType<typeof receivablesStore>;

/** The only writer of the module's items. Most of it makes writes that others commit together with an entry. */
export function receivablesStore(table: Table) {
  /** An item moves between the open and the settled ones as it changes; both moves are conditional on its version. */
  function itemWrites(company: string, { before, after }: ItemChange): Write[] {
    const version = (before?.version ?? 0) + 1;
    const { id, account } = after;
    const row = { company, ...after, clearings: [...after.clearings], version };
    const wasSettledOn = before?.settledOn;
    const unchanged = before ? where({ version: before.version }) : ABSENT;
    const day = settledOn(after);
    const { settledOn: _former, ...open } = row as typeof row & { settledOn?: string };
    if (day === undefined) {
      const stays = before !== undefined && wasSettledOn === undefined;
      const reopened =
        wasSettledOn === undefined
          ? []
          : [
              erase(
                SettledItemRow,
                { company, account, id, settledOn: wasSettledOn },
                unchanged,
                changed(id),
              ),
            ];
      return [put(OpenItemRow, open, stays ? unchanged : ABSENT, changed(id)), ...reopened];
    }
    const settled = { ...open, settledOn: day };
    if (before === undefined) return [put(SettledItemRow, settled, ABSENT, changed(id))];
    if (wasSettledOn === day) return [put(SettledItemRow, settled, unchanged, changed(id))];
    const former =
      wasSettledOn === undefined
        ? erase(OpenItemRow, { company, account, id }, unchanged, changed(id))
        : erase(SettledItemRow, { company, account, id, settledOn: wasSettledOn }, unchanged, changed(id));
    return [former, put(SettledItemRow, settled, ABSENT, changed(id))];
  }

  function clearingWrite(company: string, clearing: Clearing, by: string, at: string): Write {
    const row = { company, ...clearing, parts: [...clearing.parts], by, at };
    return insert(ClearingRow, row, () => new Error(`clearing ${clearing.id} exists already`));
  }

  function markUndone(company: string, id: string, undoneBy: string): Write {
    const already = () => refuse('receivables.already-undone', `The clearing ${id} has been undone.`);
    return patch(
      ClearingRow,
      { company, id },
      { set: { undoneBy } },
      { exists: true, equal: { undoneBy: undefined } },
      already,
    );
  }

  /** What clears a line of an entry that becomes an item later. */
  function bornWrite(
    company: string,
    place: { readonly fiscalYear: number; readonly number: number; readonly lineIndex: number },
    born: Omit<ItemClearing, 'adjustedMinor' | 'undoes'>,
  ): Write {
    const { id, on, amountMinor, corrected } = born;
    const row = { company, ...place, id, on, amountMinor };
    return insert(BornClearingRow, corrected === undefined ? row : { ...row, corrected }, changed('journal'));
  }

  /** Notes how far a year's journal has become items; who finds it moved meanwhile reads again. */
  function advanceHead(
    company: string,
    fiscalYear: number,
    { from, to }: { readonly from: number; readonly to: number },
  ): Write {
    const head = { company, fiscalYear, through: to };
    const when = from === 0 ? ABSENT : where({ through: from });
    return put(ItemsHead, head, when, () => new ContentionError('others have made these items'));
  }

  /** Holds only while the journal is followed as far as `from`: for what a step does in transactions before its last one. */
  function stillFollowedTo(
    company: string,
    fiscalYear: number,
    from: number,
    overtaken: () => ChangedMeanwhileError,
  ): Write {
    const when = from === 0 ? ABSENT : where({ through: from });
    return check(ItemsHead, { company, fiscalYear }, when, overtaken);
  }

  async function commit(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }

  /** Saves a partner with the mark that its account is its own, and the trace of the change. */
  async function savePartner(seen: PartnerRow | undefined, next: PartnerRow, trace: Write): Promise<void> {
    const { company, account, id } = next;
    const taken = () =>
      refuse('receivables.account-taken', `Account ${account} belongs to another partner.`, {
        errors: [{ pointer: '/account', detail: `${account} belongs to another partner.` }],
      });
    const stale = () => new ContentionError('the partner changed meanwhile');
    const writes = [put(PartnerRow, next, seen ? where({ version: seen.version }) : ABSENT, stale), trace];
    if (seen?.account !== account) {
      writes.push(insert(PartnerAccountRow, { company, account, partnerId: id }, taken));
      if (seen) writes.push(erase(PartnerAccountRow, { company, account: seen.account }));
    }
    await table.transact(writes);
  }

  async function erasePartner(seen: PartnerRow, trace: Write): Promise<void> {
    const { company, id, account } = seen;
    const stale = () => new ContentionError('the partner changed meanwhile');
    await table.transact([
      erase(PartnerRow, { company, id }, where({ version: seen.version }), stale),
      erase(PartnerAccountRow, { company, account }),
      trace,
    ]);
  }

  return {
    itemWrites,
    clearingWrite,
    markUndone,
    bornWrite,
    advanceHead,
    stillFollowedTo,
    commit,
    savePartner,
    erasePartner,
  };
}
