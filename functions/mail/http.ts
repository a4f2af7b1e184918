import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { mailBindings } from './bindings.ts';

const table = connectTable(loadConfig(TableConfig));

/** Mails on their way out. */
export const handler = api(
  { table, membershipOf: companiesReader(table).membershipOf },
  ...mailBindings(table),
);
