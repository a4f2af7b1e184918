import { type ImportDefinition, importDefinition } from '../../shared/imports/definition.ts';
import type { Payments } from './compose.ts';
import { parseXml } from './parse-xml.ts';
import { statusImport } from './usecases/import-status.ts';

/** The kinds of files that payments take. */
export function paymentImports(payments: Payments): readonly ImportDefinition[] {
  const { loadCompany } = payments.books;
  return [importDefinition(statusImport({ ...payments, loadCompany, parseXml }))];
}
