import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeLedger } from './compose.ts';
import { postingBindings } from './handlers/postings.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const ledger = composeLedger(table, companies, measure);

/** Gross postings with tax keys. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...postingBindings({ ledger, newId }),
);
