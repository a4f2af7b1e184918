import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeReporting } from './compose.ts';
import { deliveryProofBindings } from './handlers/delivery-proofs.ts';
import { ecSalesBindings } from './handlers/ec-sales.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const reporting = composeReporting(table, companies, Date.now);

/** Sales to businesses in other member states: the list of them, and what proves them. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...ecSalesBindings(reporting),
  ...deliveryProofBindings(reporting, newId),
);
