import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeReceivables } from './compose.ts';
import { dunningSources } from './dunning-sources.ts';
import { dunningBindings } from './handlers/dunning.ts';
import { interestBindings } from './handlers/interest.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const receivables = composeReceivables(table, openBooks(table, companies));

/** Default interest and dunning. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...interestBindings({ table, companies, newId }),
  ...dunningBindings({ table, companies, newId, ...dunningSources(receivables) }),
);
