import { invariant } from '../../shared/kernel/errors.ts';
import { errorFields, log } from '../../shared/log.ts';
import type { Table } from '../../shared/table/table.ts';
import { listAllCompanies } from '../companies/reader.ts';

/** Works for every company; one that fails does not stop the others, but ends in an error, which rings the alarm. */
export async function eachCompany(
  table: Table,
  complaint: string,
  work: (companyId: string) => Promise<void>,
): Promise<void> {
  let failures = 0;
  for await (const { companyId } of listAllCompanies(table)) {
    try {
      await work(companyId);
    } catch (error) {
      failures += 1;
      log('error', complaint, { companyId, ...errorFields(error) });
    }
  }
  invariant(failures === 0, `${failures} failures, each in a line of its own`);
}
