import { loadConfig, TableConfig } from '../../shared/config.ts';
import { connectTable } from '../../shared/table/client.ts';
import { eachCompany } from '../companies/reader.ts';
import { composeReports } from './compose-reports.ts';
import { snapshotSlot } from './domain/portfolio/snapshot-day.ts';
import { portfolioStore } from './store/portfolio.ts';
import { foldSales } from './usecases/fold-sales.ts';
import { takeSnapshot } from './usecases/take-snapshot.ts';

const table = connectTable(loadConfig(TableConfig));
const store = portfolioStore(table);
const credit = { ...composeReports(table), snapshots: store, sales: store };

/** Keeps what the portfolio looks like in the evening, and folds sales; what a run left unfinished, the next one ends. */
export const handler = (): Promise<void> => {
  const slot = snapshotSlot(new Date());
  return eachCompany(table, 'no snapshot of the portfolio', async (companyId) => {
    const company = await credit.loadCompany(companyId);
    if (!company) return;
    if (slot) await takeSnapshot(credit, companyId, slot, () => new Date());
    await foldSales(credit, company);
  });
};
