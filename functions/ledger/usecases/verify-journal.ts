import type { Difference } from '../domain/verification.ts';
import type { LedgerCompany } from '../reader.ts';
import { DifferenceFound } from './difference-found.ts';
import { type ListVerifiedYearsDeps, listVerifiedYears } from './list-verified-years.ts';
import { type Seal, type VerifiedYear, type VerifyYearDeps, verifyYear } from './verify-year.ts';

export type { Seal };

export interface VerifyJournalDeps extends VerifyYearDeps {
  readonly reader: VerifyYearDeps['reader'] & ListVerifiedYearsDeps['reader'];
}

export interface Verification {
  readonly ok: boolean;
  readonly entries: number;
  readonly blocks: number;
  readonly fiscalYears: VerifiedYear[];
  readonly firstDifference?: Difference;
}

/**
 * Recomputes numbers, hashes, chain, sums, pages, document index, ids, marks of reversal and states of periods of all
 * fiscal years (or one) from the blocks and the traces, and reports the first thing that differs. Runs beside writers:
 * what they add meanwhile is not a difference. Outside of it: an id item that belongs to no entry (nothing lists them;
 * looked up, it is an unknown entry), the traces themselves, and what people may edit (accounts, drafts, settings).
 */
export async function verifyJournal(
  deps: VerifyJournalDeps,
  company: LedgerCompany,
  onlyYear?: number,
): Promise<Verification> {
  const years: VerifiedYear[] = [];
  const report = () => ({
    entries: years.reduce((sum, year) => sum + year.entries, 0),
    blocks: years.reduce((sum, year) => sum + year.blocks, 0),
    fiscalYears: years,
  });
  try {
    const listed = await listVerifiedYears(deps, company);
    for (const year of listed) {
      if (onlyYear !== undefined && year.fiscalYear !== onlyYear) continue;
      years.push(await verifyYear(deps, company, year));
    }
    return { ok: true, ...report() };
  } catch (error) {
    if (!(error instanceof DifferenceFound)) throw error;
    return { ok: false, ...report(), firstDifference: error.difference };
  }
}
