import { type ImportDefinition, importDefinition } from '../../shared/imports/definition.ts';
import type { Receivables } from './compose.ts';
import { partnerImport } from './usecases/import-partners.ts';

/** The kinds of files that receivables take. */
export function receivablesImports(
  receivables: Receivables,
  transact: Parameters<typeof partnerImport>[0]['transact'],
): readonly ImportDefinition[] {
  const { books, kindOfAccount: kindOf } = receivables;
  return [
    importDefinition(partnerImport({ ...receivables, kindOf, loadCompany: books.loadCompany, transact })),
  ];
}
