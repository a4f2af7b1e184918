import { type ImportDefinition, importDefinition } from '../../shared/imports/definition.ts';
import type { Banking } from './compose.ts';
import { bankStatement } from './contract.ts';
import { statementImport } from './usecases/import-statement.ts';

/** Every kind of file that banking takes. */
export function bankingImports(banking: Banking): readonly ImportDefinition[] {
  return [importDefinition(statementImport(banking, bankStatement))];
}
