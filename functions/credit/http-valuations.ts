import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeValuations } from './compose-valuations.ts';
import { valuationBindings } from './handlers/valuations.ts';

const table = connectTable(loadConfig(TableConfig));
const credit = composeValuations(table, measure);

/** Valuations of receivables, and the entries that they lead to. */
export const handler = api(
  { table, membershipOf: credit.companies.membershipOf },
  ...valuationBindings(credit),
);
