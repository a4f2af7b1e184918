import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { calculationBindings } from './handlers/calculations.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);

/** Business time and holidays. */
export const handler = api({ table, membershipOf: companies.membershipOf }, ...calculationBindings());
