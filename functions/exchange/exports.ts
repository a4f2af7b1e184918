import type { ExportDefinition, ExportFile } from '../../shared/exports/run-export.ts';
import { invariant } from '../../shared/kernel/errors.ts';
import type { CompaniesReader } from '../companies/reader.ts';
import { toLedgerCompany } from '../ledger/reader.ts';
import {
  DatevBatchParams,
  datevBatchExport,
  EBalanceParams,
  eBalanceExport,
  GobdParams,
  gobdExport,
} from './contract/exports.ts';
import { type MakeDatevBatchDeps, makeDatevBatch } from './usecases/make-datev-batch.ts';
import { type MakeEBalanceDeps, makeEBalance } from './usecases/make-e-balance.ts';
import { type MakeGobdDeps, makeGobd } from './usecases/make-gobd.ts';
import { writeZip } from './zip.ts';

export interface ExchangeExportDeps extends MakeDatevBatchDeps, MakeGobdDeps, MakeEBalanceDeps {
  readonly reader: MakeDatevBatchDeps['reader'] & MakeGobdDeps['reader'] & MakeEBalanceDeps['reader'];
  readonly companies: Pick<CompaniesReader, 'loadCompany'>;
}

async function* inOrder(rows: Iterable<string>): AsyncGenerator<string, void, undefined> {
  yield* rows;
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

  async function makeBalances(companyId: string, params: unknown): Promise<ExportFile> {
    const { fiscalYear } = EBalanceParams.parse(params);
    const rows = await makeEBalance(deps, toLedgerCompany(await companyOf(companyId)), fiscalYear);
    return {
      fileName: `${companyId}-e-balance-${fiscalYear}.csv`,
      contentType: 'text/csv; charset=utf-8',
      chunks: inOrder(rows),
    };
  }

  return [
    { kind: datevBatchExport, make: makeDatev },
    { kind: gobdExport, make: makeHandover },
    { kind: eBalanceExport, make: makeBalances },
  ];
}
