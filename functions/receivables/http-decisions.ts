import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { dunningDecisionBindings } from './handlers/dunning-decisions.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);

/** Approval of dunning runs, which books their charges, and its undoing. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...dunningDecisionBindings({ table, books: openBooks(table, companies, measure), newId }),
);
