import { type ImportDefinition, importDefinition } from '../../shared/imports/definition.ts';
import type { Table } from '../../shared/table/table.ts';
import { accountStore } from './store/accounts.ts';
import { packFacts, transactionStore } from './store/transactions.ts';
import { statementImport } from './usecases/import-statements.ts';

/** Every kind of file that the module takes. */
export function bankingImports(table: Table): readonly ImportDefinition[] {
  const deps = { store: transactionStore(table), accounts: accountStore(table), packFacts };
  return [importDefinition(statementImport(deps))];
}
