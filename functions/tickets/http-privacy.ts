import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composePrivacy } from './compose-privacy.ts';
import { privacyBindings } from './handlers/privacy.ts';

const table = connectTable(loadConfig(TableConfig));
const privacy = composePrivacy(table);

/** What people may ask of their data, and how long words of tickets are kept. */
export const handler = api(
  { table, membershipOf: privacy.companies.membershipOf },
  ...privacyBindings(privacy),
);
