import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeRoutines } from './compose.ts';
import { accrualBindings } from './handlers/accruals.ts';
import { recurringBindings } from './handlers/recurring-postings.ts';
import { templateBindings } from './handlers/templates.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const routines = composeRoutines(table, openBooks(table, companies, measure));

/** What is booked again and again. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...templateBindings(routines),
  ...recurringBindings(routines),
  ...accrualBindings(routines),
);
