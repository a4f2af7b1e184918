import { loadConfig, TableConfig } from '../../shared/config.ts';
import { connectTable } from '../../shared/table/client.ts';
import { eachCompany } from '../companies/reader.ts';
import { composeReservations } from './compose-reservations.ts';
import { ageReservations } from './usecases/age-reservations.ts';

const table = connectTable(loadConfig(TableConfig));
const checks = composeReservations(table);

/** Ends reservations whose time is over; what a run missed, the next one does. */
export const handler = (): Promise<void> => {
  const now = new Date();
  return eachCompany(table, 'reservations not looked at', async (companyId) => {
    await ageReservations(checks, companyId, now);
  });
};
