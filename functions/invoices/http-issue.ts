import * as z from 'zod';
import { ArchiveConfig, loadConfig, TableConfig } from '../../shared/config.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { openFileStore } from '../../shared/files/file-store.ts';
import { api } from '../../shared/http/api.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeIssuing } from './compose-issuing.ts';
import { issuedBindings } from './handlers/issued.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...ArchiveConfig.shape }));
const table = connectTable(config);
const companies = companiesReader(table);
const archive = openFileStore(connectS3(), config.ARCHIVE_BUCKET);

/** Invoices to customers. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...issuedBindings(composeIssuing(table, openBooks(table, companies, measure), archive)),
);
