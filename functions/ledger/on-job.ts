import { KMSClient } from '@aws-sdk/client-kms';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import {
  ArchiveConfig,
  FilesConfig,
  loadConfig,
  SigningConfig,
  TableConfig,
  WorkerConfig,
} from '../../shared/config.ts';
import { exportGivenUp, exportHandler } from '../../shared/exports/run-export.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { openFileStore } from '../../shared/files/file-store.ts';
import { batchWorker, oneByOne } from '../../shared/queue/batch-worker.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeLedger } from './compose.ts';
import { ledgerExportRequested } from './contract.ts';
import { ledgerExports } from './exports.ts';
import { openSealArchive } from './seal-archive.ts';
import { sealChecker } from './seal-key.ts';
import { checkSeals } from './usecases/check-seals.ts';

const JobConfig = z.object({
  ...TableConfig.shape,
  ...FilesConfig.shape,
  ...ArchiveConfig.shape,
  ...SigningConfig.shape,
  ...WorkerConfig.shape,
});

const config = loadConfig(JobConfig);
const table = connectTable(config);
const s3 = connectS3();
const companies = companiesReader(table);
const ledger = composeLedger(table, companies);
const seals = {
  archive: openSealArchive(s3, config.ARCHIVE_BUCKET),
  checker: sealChecker(new KMSClient(), config.SIGNING_KEY_ID),
  loadSeals: ledger.reader.loadSeals,
};
const definitions = ledgerExports({
  ledger,
  companies,
  loadSeals: (company, fiscalYear) => checkSeals(seals, company, fiscalYear),
});
const makeExport = exportHandler({ table, files: openFileStore(s3, config.FILES_BUCKET), definitions });

/** Makes the files that somebody asked for. */
export const handler = batchWorker(
  { bury: deadLetterBox({ table, sqs: new SQSClient(), deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }) },
  {
    queue: 'jobs',
    accepts: [ledgerExportRequested],
    handle: oneByOne(makeExport),
    onGivenUp: exportGivenUp({ table }),
  },
);
