import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { bankingBindings } from './bindings.ts';
import { bankingReader } from './reader.ts';
import { accountStore } from './store/accounts.ts';

const table = connectTable(loadConfig(TableConfig));

/** Bank accounts, statements and their transactions. */
export const handler = api(
  { table, membershipOf: companiesReader(table).membershipOf },
  ...bankingBindings({ reader: bankingReader(table), store: accountStore(table), newId }),
);
