import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeCredit } from './compose.ts';
import { profileBindings } from './handlers/profiles.ts';

const table = connectTable(loadConfig(TableConfig));
const credit = composeCredit(table);

/** Credit profiles. */
export const handler = api(
  { table, membershipOf: credit.companies.membershipOf },
  ...profileBindings(credit),
);
