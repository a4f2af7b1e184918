import type { Table } from '../../shared/table/table.ts';
import type { CompaniesReader } from '../companies/reader.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { composeReturns } from './compose-returns.ts';
import { proofStore } from './store/delivery-proofs.ts';

export { composeStatements } from './compose-returns.ts';

export type Reporting = ReturnType<typeof composeReporting>;

/** What reports read from, with partners and what proves supplies. @param now where somebody waits for the answer */
export function composeReporting(
  table: Table,
  companies: Pick<CompaniesReader, 'loadCompany'>,
  now?: () => number,
) {
  const { loadPartner, partnersOf } = receivablesReader(table);

  async function vatIdOfPartner(companyId: string, idOrAccount: string): Promise<string | undefined> {
    const partner =
      (await loadPartner(companyId, idOrAccount)) ??
      (await partnersOf(companyId, [idOrAccount])).get(idOrAccount);
    return partner?.vatId;
  }
  return { ...composeReturns(table, companies, now), proofs: proofStore(table), vatIdOfPartner };
}
