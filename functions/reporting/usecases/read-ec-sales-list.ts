import type { LedgerCompany } from '../../ledger/reader.ts';
import {
  addSale,
  type SalesKind,
  type SalesRow,
  type SalesSums,
  salesKindOf,
  salesRows,
} from '../domain/ec-sales-list.ts';
import { buyersOf } from '../domain/ec-supplies.ts';
import { type TaxPeriod, taxPeriod } from '../domain/tax-period.ts';
import type { ProofStore } from '../store/delivery-proofs.ts';
import { type FindVatIdDeps, vatIdFinder } from './find-vat-id.ts';
import { type AsOfNumbers, deadlineOf, pinJournals } from './walk-journals.ts';
import { assertDeclares, type EntryInPeriod, type WalkTaxLinesDeps, walkTaxLines } from './walk-tax-lines.ts';

export interface ReadSalesListDeps extends WalkTaxLinesDeps, FindVatIdDeps {
  readonly proofs: Pick<ProofStore, 'loadProof'>;
}

export const EC_SALES_EXPORT = 'ec-sales-list';

/** An amount that belongs into the list and cannot stand there. */
export interface UnreportedSale {
  readonly entryId: string;
  readonly fiscalYear: number;
  readonly number: number;
  readonly kind: SalesKind;
  readonly amountMinor: bigint;
  /** What only looks like a VAT id. */
  readonly malformed?: string;
}

export interface SalesList {
  readonly period: TaxPeriod;
  readonly rows: readonly SalesRow[];
  readonly withoutVatId: readonly UnreportedSale[];
  readonly withoutVatIdInAll: number;
  readonly asOfNumbers: AsOfNumbers;
}

const MAX_UNREPORTED = 100;

/** Zusammenfassende Meldung (§18a UStG): what was sold to businesses in other member states, by their VAT ids. */
export async function readEcSalesList(
  deps: ReadSalesListDeps,
  company: LedgerCompany,
  year: number,
  code: string,
): Promise<SalesList> {
  assertDeclares(company);
  const period = taxPeriod(year, code);
  const assertTime = deadlineOf(deps.now, EC_SALES_EXPORT);
  const asOfNumbers = await pinJournals(deps, company, period);
  const vatIdOf = vatIdFinder(deps, company.id);
  /** The proof of delivery may name what neither entry nor partner does: it is asked last. */
  async function buyersWith({ entry }: EntryInPeriod, own: string | undefined): Promise<string[]> {
    const buyers = buyersOf(entry, own);
    const { vatId } = await vatIdOf(buyers);
    if (vatId !== undefined) return buyers;
    const proof = await deps.proofs.loadProof(company.id, entry.reverses ?? entry.id);
    return proof?.vatId === undefined ? buyers : [...buyers, proof.vatId];
  }
  const sums: SalesSums = new Map();
  const withoutVatId: UnreportedSale[] = [];
  let withoutVatIdInAll = 0;
  for await (const found of walkTaxLines(deps, company, period, asOfNumbers, assertTime)) {
    for (const line of found.lines) {
      const kind = salesKindOf(line.kz);
      if (!kind) continue;
      const amountMinor = -line.debitMinor;
      const { vatId, malformed } = await vatIdOf(await buyersWith(found, line.partner));
      if (vatId !== undefined) {
        addSale(sums, vatId, kind, amountMinor);
        continue;
      }
      withoutVatIdInAll += 1;
      const { id: entryId, fiscalYear, number } = found.entry;
      if (withoutVatId.length < MAX_UNREPORTED)
        withoutVatId.push({
          entryId,
          fiscalYear,
          number,
          kind,
          amountMinor,
          ...(malformed ? { malformed } : {}),
        });
    }
  }
  return { period, rows: salesRows(sums), withoutVatId, withoutVatIdInAll, asOfNumbers };
}
