import type { ExportDefinition, ExportFile } from '../../shared/exports/run-export.ts';
import { invariant } from '../../shared/kernel/errors.ts';
import type { CompaniesReader } from '../companies/reader.ts';
import { toLedgerCompany } from '../ledger/reader.ts';
import { DatevBatchParams, datevBatchExport, GobdParams, gobdExport } from './contract/exports.ts';
import { type MakeDatevBatchDeps, makeDatevBatch } from './usecases/make-datev-batch.ts';
import { type MakeGobdDeps, makeGobd } from './usecases/make-gobd.ts';
import { writeZip } from './zip.ts';

export interface ExchangeExportDeps extends MakeDatevBatchDeps, MakeGobdDeps {
  readonly reader: MakeDatevBatchDeps['reader'] & MakeGobdDeps['reader'];
  readonly companies: Pick<CompaniesReader, 'loadCompany'>;
}

/** Every kind of file that the module makes. */
export function exchangeExports(deps: ExchangeExportDeps): readonly ExportDefinition[] {
  async function companyOf(companyId: string) {
    const company = await deps.companies.loadCompany(companyId);
    invariant(company, `company ${companyId} has an export but no settings`);
    return company;
  }

  async function makeDatev(companyId: string, params: unknown, now: Date): Promise<ExportFile> {
    const wish = DatevBatchParams.parse(params);
    const company = toLedgerCompany(await companyOf(companyId));
    const parts = await makeDatevBatch(deps, company, wish, now);
    return {
      fileName: `${companyId}-datev-${wish.fiscalYear}.zip`,
      contentType: 'application/zip',
      chunks: writeZip(parts),
    };
  }

  async function makeHandover(companyId: string, params: unknown, now: Date): Promise<ExportFile> {
    const wish = GobdParams.parse(params);
    const company = await companyOf(companyId);
    const parts = await makeGobd(deps, toLedgerCompany(company), company.name, wish, now);
    return {
      fileName: `${companyId}-gobd-${wish.fiscalYear}.zip`,
      contentType: 'application/zip',
      chunks: writeZip(parts),
    };
  }

  return [
    { kind: datevBatchExport, make: makeDatev },
    { kind: gobdExport, make: makeHandover },
  ];
}
