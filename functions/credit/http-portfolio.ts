import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composePortfolio } from './compose-portfolio.ts';
import { lossRateBindings } from './handlers/loss-rates.ts';

const table = connectTable(loadConfig(TableConfig));
const credit = composePortfolio(table);

/** What a company says of its classes. */
export const handler = api(
  { table, membershipOf: credit.companies.membershipOf },
  ...lossRateBindings(credit),
);
