import * as z from 'zod';
import { FilesConfig, loadConfig, TableConfig } from '../../shared/config.ts';
import { linkMaker } from '../../shared/files/presign.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { transferBindings } from './bindings.ts';
import { exportKinds, uploadKinds } from './registry.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...FilesConfig.shape }));
const table = connectTable(config);
const links = linkMaker(config.FILES_BUCKET);

export const handler = api(
  { table, membershipOf: companiesReader(table).membershipOf },
  ...transferBindings({ table, links, newId, uploadKinds, exportKinds }),
);
