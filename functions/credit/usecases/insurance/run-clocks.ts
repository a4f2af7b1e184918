import type { LedgerCompany } from '../../../ledger/reader.ts';
import type { CreditReader } from '../../reader.ts';
import { type ClockDeps, runClock } from './run-clock.ts';

export interface ClocksDeps extends ClockDeps {
  readonly reader: ClockDeps['reader'] & Pick<CreditReader, 'allProfiles'>;
  readonly followItems: (company: LedgerCompany) => Promise<void>;
}

/** The clocks of all insured customers of a company, one after the other. @returns how many */
export async function runClocks(deps: ClocksDeps, company: LedgerCompany, now: Date): Promise<number> {
  const left = new Set<string>();
  for await (const { customer } of deps.insurance.allClocks(company.id)) left.add(customer);
  let ran = 0;
  let hasItems = false;
  for await (const { customer, insurance } of deps.reader.allProfiles(company.id)) {
    if (insurance?.policy === undefined) continue;
    if (!hasItems) await deps.followItems(company);
    hasItems = true;
    await runClock(deps, company.id, customer, now);
    left.delete(customer);
    ran += 1;
  }
  // Those whose cover was taken away since.
  for (const customer of left) await runClock(deps, company.id, customer, now);
  return ran;
}
