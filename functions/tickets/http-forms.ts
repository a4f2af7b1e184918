import * as z from 'zod';
import { FilesConfig, loadConfig, TableConfig } from '../../shared/config.ts';
import { linkMaker } from '../../shared/files/presign.ts';
import { putByLink } from '../../shared/files/put-by-link.ts';
import { api } from '../../shared/http/api.ts';
import { readFormBody } from '../../shared/http/form-body.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeForms } from './compose-forms.ts';
import { formBindings } from './handlers/forms.ts';
import { surveyPageBindings } from './handlers/surveys.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...FilesConfig.shape }));
const table = connectTable(config);
const forms = composeForms(table);

/** Pages on which people outside report something, or say whether they are satisfied. */
export const handler = api(
  { table, membershipOf: forms.companies.membershipOf, readForm: readFormBody },
  ...surveyPageBindings(forms),
  ...formBindings({ ...forms, putFile: putByLink(linkMaker(config.FILES_BUCKET)) }),
);
