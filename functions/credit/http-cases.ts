import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeCases } from './compose-cases.ts';
import { caseSettingsBindings } from './handlers/case-settings.ts';
import { caseBindings } from './handlers/cases.ts';

const table = connectTable(loadConfig(TableConfig));
const cases = composeCases(table);

/** Cases: checks that a person decides on. */
export const handler = api(
  { table, membershipOf: cases.companies.membershipOf },
  ...caseBindings(cases),
  ...caseSettingsBindings(cases),
);
