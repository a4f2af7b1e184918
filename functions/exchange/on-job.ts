import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { ArchiveConfig, FilesConfig, loadConfig, TableConfig, WorkerConfig } from '../../shared/config.ts';
import { exportGivenUp, exportHandler } from '../../shared/exports/run-export.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { openFileStore } from '../../shared/files/file-store.ts';
import { batchWorker, oneByOne } from '../../shared/queue/batch-worker.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { ledgerReader } from '../ledger/reader.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { exchangeExportRequested } from './contract.ts';
import { exchangeExports } from './exports.ts';

const JobConfig = z.object({
  ...TableConfig.shape,
  ...FilesConfig.shape,
  ...ArchiveConfig.shape,
  ...WorkerConfig.shape,
});

const config = loadConfig(JobConfig);
const table = connectTable(config);
const s3 = connectS3();
const definitions = exchangeExports({
  companies: companiesReader(table),
  reader: ledgerReader(table),
  partners: receivablesReader(table),
  archive: openFileStore(s3, config.ARCHIVE_BUCKET),
});
const makeExport = exportHandler({ table, files: openFileStore(s3, config.FILES_BUCKET), definitions });

/** Makes the files that somebody asked for. */
export const handler = batchWorker(
  { bury: deadLetterBox({ table, sqs: new SQSClient(), deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }) },
  {
    queue: 'exchange-jobs',
    accepts: [exchangeExportRequested],
    handle: oneByOne(makeExport),
    onGivenUp: exportGivenUp({ table }),
  },
);
