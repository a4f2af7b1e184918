import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { FilesConfig, loadConfig, TableConfig, WorkerConfig } from '../../shared/config.ts';
import { exportGivenUp, exportHandler } from '../../shared/exports/run-export.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { openFileStore } from '../../shared/files/file-store.ts';
import { loadFonts } from '../../shared/pdf/load-fonts.ts';
import { batchWorker, oneByOne } from '../../shared/queue/batch-worker.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeReporting } from './compose.ts';
import { reportingExportRequested } from './contract.ts';
import { reportingExports } from './exports.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...FilesConfig.shape, ...WorkerConfig.shape }));
const table = connectTable(config);
const companies = companiesReader(table);

const reporting = { ...composeReporting(table, companies), loadSettings: companies.loadCompany };
const definitions = reportingExports(reporting, loadFonts);
const makeExport = exportHandler({
  table,
  files: openFileStore(connectS3(), config.FILES_BUCKET),
  definitions,
});

/** Makes the files that somebody asked for. */
export const handler = batchWorker(
  { bury: deadLetterBox({ table, sqs: new SQSClient(), deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }) },
  {
    queue: 'reporting-jobs',
    accepts: [reportingExportRequested],
    handle: oneByOne(makeExport),
    onGivenUp: exportGivenUp({ table }),
  },
);
