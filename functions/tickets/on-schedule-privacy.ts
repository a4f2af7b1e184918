import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { FilesConfig, loadConfig, TableConfig } from '../../shared/config.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { fileRemover } from '../../shared/files/remove-file.ts';
import { connectTable } from '../../shared/table/client.ts';
import { eachCompany } from '../companies/reader.ts';
import { composePrivacy } from './compose-privacy.ts';
import { forgetWhatIsDue } from './usecases/privacy/forget-what-is-due.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...FilesConfig.shape }));
const table = connectTable(config);
const privacy = { ...composePrivacy(table), removeFile: fileRemover(connectS3(), config.FILES_BUCKET) };

/** What is left of a run when nothing new is begun. */
const RESERVE_MILLISECONDS = 60_000;

/** Carries out erasures, and takes words away whose retention has ended. */
export const handler = (_event: unknown, context: Context): Promise<void> => {
  const now = new Date();
  const hasTime = () => context.getRemainingTimeInMillis() > RESERVE_MILLISECONDS;
  return eachCompany(table, 'words were not taken away', (companyId, onFailure) =>
    forgetWhatIsDue(privacy, companyId, now, hasTime, onFailure),
  );
};
