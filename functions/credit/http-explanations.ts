import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeExplanations } from './compose-explanations.ts';
import { explanationBindings } from './handlers/explanations.ts';

const table = connectTable(loadConfig(TableConfig));
const explanations = composeExplanations(table);

/** Why a check was decided as it was, in plain words. */
export const handler = api(
  { table, membershipOf: explanations.companies.membershipOf },
  ...explanationBindings(explanations),
);
