import type { LedgerCompany } from '../../ledger/reader.ts';
import {
  addSupply,
  areTooMany,
  countSupply,
  type EcSupplies,
  MAX_SUPPLIES,
  type ProofSums,
  startProofSums,
  suppliesToProve,
} from '../domain/ec-supplies.ts';
import { type TaxPeriod, taxPeriod } from '../domain/tax-period.ts';
import { refuse } from '../errors.ts';
import { type JudgedSupply, type JudgeSuppliesDeps, judgeSupplies } from './judge-supplies.ts';
import { type AsOfNumbers, deadlineOf, pinJournals } from './walk-journals.ts';
import { assertDeclares, type WalkTaxLinesDeps, walkTaxLines } from './walk-tax-lines.ts';

/** Supplies that the report names; it counts all. */
export const MAX_LACKING = 500;

export interface DeliveryProofReport {
  readonly period: TaxPeriod;
  readonly sums: ProofSums;
  readonly lacking: readonly JudgedSupply[];
  readonly asOfNumbers: AsOfNumbers;
}

/** Which intra-community supplies of a period (Kz 41) lack what, in the order of the journals. */
export async function readDeliveryProofs(
  deps: WalkTaxLinesDeps & JudgeSuppliesDeps,
  company: LedgerCompany,
  year: number,
  code: string,
): Promise<DeliveryProofReport> {
  assertDeclares(company);
  const period = taxPeriod(year, code);
  const assertTime = deadlineOf(deps.now, undefined);
  const asOfNumbers = await pinJournals(deps, company, period);
  const supplies: EcSupplies = new Map();
  for await (const { entry, lines } of walkTaxLines(deps, company, period, asOfNumbers, assertTime))
    addSupply(supplies, entry, lines);
  if (areTooMany(supplies)) {
    const detail = `The period has more than ${MAX_SUPPLIES} supplies. Ask for a shorter one.`;
    throw refuse('reporting.report-too-long', detail);
  }
  const judged = await judgeSupplies(deps, company.id, suppliesToProve(supplies));
  const sums = startProofSums();
  for (const { supply, lacks } of judged) countSupply(sums, supply, lacks);
  const lacking = judged.filter(({ lacks }) => lacks.length > 0).slice(0, MAX_LACKING);
  return { period, sums, lacking, asOfNumbers };
}
