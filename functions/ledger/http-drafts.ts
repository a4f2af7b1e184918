import * as z from 'zod';
import { ArchiveConfig, loadConfig, TableConfig } from '../../shared/config.ts';
import { linkMaker } from '../../shared/files/presign.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeLedger } from './compose.ts';
import { draftBindings } from './handlers/drafts.ts';
import { voucherBindings } from './handlers/vouchers.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...ArchiveConfig.shape }));
const table = connectTable(config);
const companies = companiesReader(table);
const ledger = composeLedger(table, companies, measure);

/** What entries are made of before they are booked: drafts, and the vouchers that they refer to. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...draftBindings(ledger, newId),
  ...voucherBindings(ledger, linkMaker(config.ARCHIVE_BUCKET)),
);
