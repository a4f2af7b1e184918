import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeCredit } from './compose.ts';
import { limitBindings } from './handlers/limits.ts';
import { profileBindings } from './handlers/profiles.ts';
import { settingsBindings } from './handlers/settings.ts';

const table = connectTable(loadConfig(TableConfig));
const credit = composeCredit(table);

/** Credit profiles, limits, settings. */
export const handler = api(
  { table, membershipOf: credit.companies.membershipOf },
  ...profileBindings(credit),
  ...limitBindings(credit),
  ...settingsBindings(credit),
);
