import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { ArchiveConfig, loadConfig, SigningConfig, TableConfig } from '../../shared/config.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeScheduled } from './scheduled.ts';
import { openSealArchive } from './seal-archive.ts';
import { sealSigner } from './seal-key.ts';
import { sealStore } from './store/seals.ts';
import { sealJournal } from './usecases/seal-journal.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...ArchiveConfig.shape, ...SigningConfig.shape }));
const table = connectTable(config);
const { ledger, eachJournal } = composeScheduled(table);
const deps = {
  reader: ledger.reader,
  seals: sealStore(table),
  archive: openSealArchive(connectS3(), config.ARCHIVE_BUCKET),
  signer: sealSigner(new KMSClient(), config.SIGNING_KEY_ID),
};

/** Signs where every journal stands that has moved: several runs a day, one seal. */
export const handler = async (): Promise<void> => {
  const now = new Date();
  await eachJournal(async (company, fiscalYear) => {
    await sealJournal(deps, company.id, fiscalYear, now);
  });
};
