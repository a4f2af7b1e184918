import * as z from 'zod';
import { AdminConfig, loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companyBindings } from './bindings.ts';
import { companiesReader } from './reader.ts';
import { companiesStore } from './store.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...AdminConfig.shape }));
const table = connectTable(config);

export const handler = api(
  { table, membershipOf: companiesReader(table).membershipOf },
  ...companyBindings({ table, store: companiesStore(table), newId, adminPrincipal: config.ADMIN_PRINCIPAL }),
);
