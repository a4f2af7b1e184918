import { where } from '../../../shared/table/condition.ts';
import type { ItemOf } from '../../../shared/table/entity.ts';
import type { Page, QuerySpec, Table } from '../../../shared/table/table.ts';
import { erase, insert, put, type Write } from '../../../shared/table/writes.ts';
import { refuse } from '../errors.ts';
import { DraftItem } from '../table.ts';

export type Draft = ItemOf<typeof DraftItem>;

export type DraftStore = ReturnType<typeof draftStore>;

const stale = () =>
  refuse('ledger.stale-draft', 'Somebody else has changed, booked or thrown away the draft meanwhile.');

/** Drafts of entries. Each change is of the version that was seen. */
export function draftStore(table: Table) {
  async function loadDraft(company: string, id: string): Promise<Draft> {
    const draft = await table.get(DraftItem, { company, id });
    if (draft) return draft;
    throw refuse('ledger.unknown-draft', `There is no draft ${id}.`);
  }

  function listDrafts(company: string, page: Pick<QuerySpec, 'limit' | 'after'>): Promise<Page<Draft>> {
    return table.query(DraftItem, { pk: `C#${company}#DRAFTS`, ...page });
  }

  async function addDraft(draft: Draft, together: readonly Write[]): Promise<void> {
    const onExists = () => new Error(`draft ${draft.id} exists already`);
    await table.transact([insert(DraftItem, draft, onExists), ...together]);
  }

  async function replaceDraft(seen: Draft, next: Draft): Promise<void> {
    await table.write(put(DraftItem, next, where({ version: seen.version }), stale));
  }

  /** The end of a draft as a write: to be committed with its trace, or with the entry it became. */
  function endDraft(seen: Draft): Write {
    return erase(DraftItem, seen, where({ version: seen.version }), stale);
  }

  async function removeDraft(seen: Draft, trace: Write): Promise<void> {
    await table.transact([endDraft(seen), trace]);
  }

  return { loadDraft, listDrafts, addDraft, replaceDraft, endDraft, removeDraft };
}
