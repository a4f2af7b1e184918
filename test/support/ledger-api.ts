import { companyBindings } from '../../functions/companies/bindings.ts';
import { companiesReader } from '../../functions/companies/reader.ts';
import { companiesStore } from '../../functions/companies/store.ts';
import { composeLedger, type Ledger } from '../../functions/ledger/compose.ts';
import type { NewEntry } from '../../functions/ledger/domain/entry.ts';
import type { PostingResult } from '../../functions/ledger/domain/posting-result.ts';
import { api, type Binding } from '../../shared/http/api.ts';
import { readFormBody } from '../../shared/http/form-body.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { openTable, type Table } from '../../shared/table/table.ts';
import { type Answer, ask } from './http-event.ts';

export { simpleEntry } from './simple-entry.ts';

import type { TestTable } from './table.ts';

export interface LedgerApi {
  readonly table: Table;
  /** The same table, to look at and to tamper with. */
  readonly testTable: TestTable;
  readonly ledger: Ledger;
  /** `call('GET', '/companies/{companyId}/accounts', {...})`; asked by `anna`, an admin, unless said. */
  readonly call: (method: string, path: string, ask?: Partial<CallOptions>) => Promise<Answer>;
  readonly createCompany: (companyId: string, settings?: Record<string, string | number>) => Promise<void>;
  readonly post: (companyId: string, ...entries: NewEntry[]) => Promise<PostingResult[]>;
}

interface CallOptions {
  readonly params: Record<string, string>;
  readonly query: Record<string, string>;
  readonly body: unknown;
  readonly text: string;
  readonly headers: Record<string, string>;
  readonly principal: string;
}

export const NOW = '2026-06-15T12:00:00.000Z';

/** A table of this test's own. Loaded only where it is asked for: benches bring their own, and run without vitest. */
async function makeTestTable(): Promise<TestTable> {
  const { createTestTable } = await import('./table.ts');
  return createTestTable();
}

/** The ledger's routes on a table of their own (or a given one); `anna` and `bert` are admins of every company. */
export async function openLedgerApi(
  bind: (ledger: Ledger) => readonly Binding[],
  given?: TestTable,
): Promise<LedgerApi> {
  const testTable = given ?? (await makeTestTable());
  const table = openTable(testTable);
  const companies = companiesReader(table);
  const ledger = composeLedger(table, companies);
  const deps = { table, store: companiesStore(table), newId, adminPrincipal: 'anna' };
  const clock = () => new Date(NOW);
  const handler = api(
    {
      table,
      membershipOf: companies.membershipOf,
      clock,
      readForm: readFormBody,
      log: () => {},
      measure: () => {},
    },
    ...companyBindings(deps),
    ...bind(ledger),
  );
  const call: LedgerApi['call'] = (method, path, options = {}) =>
    ask(handler, { route: `${method} ${path}`, principal: 'anna', ...options });

  async function createCompany(companyId: string, settings: Record<string, string | number> = {}) {
    const body = { name: companyId, currency: 'EUR', chart: 'SKR03', ...settings };
    await call('PUT', '/companies/{companyId}', { params: { companyId }, body });
    const member = { params: { companyId, principal: 'bert' }, body: { roles: ['admin'] } };
    await call('PUT', '/companies/{companyId}/members/{principal}', member);
  }

  async function post(companyId: string, ...entries: NewEntry[]) {
    const company = await ledger.loadCompany(companyId);
    if (!company) throw new Error(`no company ${companyId}`);
    return ledger.post({ company, postedAt: NOW, postedBy: 'test' }, entries);
  }
  return { table, testTable, ledger, call, createCompany, post };
}
