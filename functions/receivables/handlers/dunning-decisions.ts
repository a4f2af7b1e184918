import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Table } from '../../../shared/table/table.ts';
import type { Books } from '../../ledger/books.ts';
import { companyOf } from '../../ledger/reader.ts';
import { decideRun, undoRun } from '../routes/dunning.ts';
import { dunningStore } from '../store/dunning.ts';
import { decideDunningRun } from '../usecases/decide-dunning-run.ts';
import { undoDunningRun } from '../usecases/undo-dunning-run.ts';
import { runOf } from './dunning.ts';
import { viewRun } from './view-dunning.ts';

export interface DunningDecisionDeps {
  readonly table: Table;
  readonly books: Pick<Books, 'post' | 'reader' | 'store' | 'loadCompany'>;
  readonly newId: NewId;
}

/** What approves a run and takes it back: it books. */
export function dunningDecisionBindings({ table, books, newId }: DunningDecisionDeps): readonly Binding[] {
  const store = dunningStore(table);
  const deps = { store, books, newId };
  return [
    on(decideRun, async ({ params: { companyId, runId }, body, principal, now, requestId }) => {
      const company = await companyOf(books, companyId);
      const run = await runOf(store, companyId, runId);
      const who = { principal, now, requestId };
      const next = await decideDunningRun(deps, company, run, body.decision, who);
      return ok(viewRun(next), etagOf(next.version));
    }),
    on(undoRun, async ({ params: { companyId, runId }, body, principal, now, requestId }) => {
      const company = await companyOf(books, companyId);
      const run = await runOf(store, companyId, runId);
      const who = { principal, now, requestId };
      const next = await undoDunningRun(deps, company, run, body.date ?? run.asOf, who);
      return ok(viewRun(next), etagOf(next.version));
    }),
  ];
}
