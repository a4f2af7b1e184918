import { loadConfig, TableConfig } from '../../shared/config.ts';
import { invariant } from '../../shared/kernel/errors.ts';
import { connectTable } from '../../shared/table/client.ts';
import { eachCompany } from '../companies/reader.ts';
import { composeOnBooks } from './compose-books.ts';
import { policyReader } from './policy-reader.ts';
import { reconcileCompany } from './usecases/reconcile-company.ts';
import { replayCompany } from './usecases/replay-company.ts';

const table = connectTable(loadConfig(TableConfig));
const credit = { ...composeOnBooks(table), policies: policyReader(table) };

/**
 * Compares every credit profile with books and checks, and mends what differs; replays what was decided yesterday: who finds a
 * difference there has found a bug of ours or a hand in the table, and rings the alarm.
 */
export const handler = (): Promise<void> => {
  const now = new Date();
  return eachCompany(table, 'credit not reconciled', async (companyId) => {
    const company = await credit.books.loadCompany(companyId);
    if (company) await reconcileCompany(credit, company, now);
    const replay = await replayCompany(credit, companyId, now);
    invariant(!replay?.differentCount, `${replay?.differentCount} decisions are not what their policy says`);
  });
};
