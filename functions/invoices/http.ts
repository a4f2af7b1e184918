import * as z from 'zod';
import { ArchiveConfig, loadConfig, TableConfig } from '../../shared/config.ts';
import { linkMaker } from '../../shared/files/presign.ts';
import { api } from '../../shared/http/api.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeInvoices } from './compose.ts';
import { receivedBindings } from './handlers/received.ts';
import { settingsBindings } from './handlers/settings.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...ArchiveConfig.shape }));
const table = connectTable(config);
const companies = companiesReader(table);
const invoices = composeInvoices(table, openBooks(table, companies, measure));

/** Received invoices, and the settings. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...receivedBindings(invoices, linkMaker(config.ARCHIVE_BUCKET)),
  ...settingsBindings(invoices),
);
