import * as z from 'zod';
import { FilesConfig, loadConfig, TableConfig } from '../../shared/config.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { openFileStore } from '../../shared/files/file-store.ts';
import { linkMaker } from '../../shared/files/presign.ts';
import { api } from '../../shared/http/api.ts';
import { loadFonts } from '../../shared/pdf/load-fonts.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { dunningLetterBindings } from './handlers/dunning-letters.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...FilesConfig.shape }));
const table = connectTable(config);

/** Letters of dunning runs as PDF. */
export const handler = api(
  { table, membershipOf: companiesReader(table).membershipOf },
  ...dunningLetterBindings({
    table,
    files: openFileStore(connectS3(), config.FILES_BUCKET),
    links: linkMaker(config.FILES_BUCKET),
    fonts: loadFonts(),
  }),
);
