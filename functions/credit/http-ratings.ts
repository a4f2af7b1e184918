import * as z from 'zod';
import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { askAgency } from './agencies/ask-agency.ts';
import { AgenciesConfig, agencyPlaces } from './agencies/places.ts';
import { composeRatings } from './compose-ratings.ts';
import { ratingBindings } from './handlers/ratings.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...AgenciesConfig.shape }));
const table = connectTable(config);
const credit = composeRatings(table);

/** Ratings of agencies. */
export const handler = api(
  { table, membershipOf: credit.companies.membershipOf },
  ...ratingBindings({ ...credit, places: agencyPlaces(config), askAgency, clock: () => Date.now() }),
);
