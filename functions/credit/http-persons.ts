import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composePersons } from './compose-persons.ts';
import { personBindings } from './handlers/persons.ts';

const table = connectTable(loadConfig(TableConfig));
const persons = composePersons(table);

/** What customers may ask for as persons: what is kept of them, why it was decided, that it goes. */
export const handler = api(
  { table, membershipOf: persons.companies.membershipOf },
  ...personBindings(persons),
);
