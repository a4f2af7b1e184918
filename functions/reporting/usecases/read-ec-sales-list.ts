import type { LedgerCompany } from '../../ledger/reader.ts';
import {
  addSale,
  type SalesKind,
  type SalesRow,
  type SalesSums,
  salesKindOf,
  salesRows,
  vatIdIn,
} from '../domain/ec-sales-list.ts';
import { type TaxPeriod, taxPeriod } from '../domain/tax-period.ts';
import { type AsOfNumbers, deadlineOf, pinJournals } from './walk-journals.ts';
import { assertDeclares, type EntryInPeriod, type WalkTaxLinesDeps, walkTaxLines } from './walk-tax-lines.ts';

export interface ReadSalesListDeps extends WalkTaxLinesDeps {
  /** Port: VAT id of the partner with this id, or of the one whose account it is. */
  readonly vatIdOfPartner: (companyId: string, idOrAccount: string) => Promise<string | undefined>;
}

/** An amount that belongs into the list and cannot stand there. */
export interface UnreportedSale {
  readonly entryId: string;
  readonly fiscalYear: number;
  readonly number: number;
  readonly kind: SalesKind;
  readonly amountMinor: bigint;
}

export interface SalesList {
  readonly period: TaxPeriod;
  readonly rows: readonly SalesRow[];
  readonly withoutVatId: readonly UnreportedSale[];
  readonly withoutVatIdInAll: number;
  readonly asOfNumbers: AsOfNumbers;
}

const MAX_UNREPORTED = 100;

/** Who may be the buyer: named on the line itself, on any line of the entry, or by a personal account. */
function buyersOf({ entry }: EntryInPeriod, own: string | undefined): string[] {
  const named = [own, ...entry.lines.map(({ partner }) => partner)].flatMap((partner) => partner ?? []);
  return [...named, ...entry.lines.map(({ account }) => account)];
}

/** Finds VAT ids of buyers, each of them looked up once. */
function vatIdFinder({ vatIdOfPartner }: ReadSalesListDeps, companyId: string) {
  const known = new Map<string, string | undefined>();
  return async (buyers: readonly string[]): Promise<string | undefined> => {
    for (const buyer of buyers) {
      if (!known.has(buyer)) {
        known.set(buyer, vatIdIn(buyer) ?? vatIdIn(await vatIdOfPartner(companyId, buyer)));
      }
      const vatId = known.get(buyer);
      if (vatId !== undefined) return vatId;
    }
    return undefined;
  };
}

/** Zusammenfassende Meldung (§18a UStG): what was sold to businesses in other member states, by their VAT ids. */
export async function readEcSalesList(
  deps: ReadSalesListDeps,
  company: LedgerCompany,
  year: number,
  code: string,
): Promise<SalesList> {
  assertDeclares(company);
  const period = taxPeriod(year, code);
  const assertTime = deadlineOf(deps.now, 'vat-return');
  const asOfNumbers = await pinJournals(deps, company, period);
  const vatIdOf = vatIdFinder(deps, company.id);
  const sums: SalesSums = new Map();
  const withoutVatId: UnreportedSale[] = [];
  let withoutVatIdInAll = 0;
  for await (const found of walkTaxLines(deps, company, period, asOfNumbers, assertTime)) {
    for (const line of found.lines) {
      const kind = salesKindOf(line.kz);
      if (!kind) continue;
      const amountMinor = -line.debitMinor;
      const vatId = await vatIdOf(buyersOf(found, line.partner));
      if (vatId !== undefined) {
        addSale(sums, vatId, kind, amountMinor);
        continue;
      }
      withoutVatIdInAll += 1;
      const { id: entryId, fiscalYear, number } = found.entry;
      if (withoutVatId.length < MAX_UNREPORTED)
        withoutVatId.push({ entryId, fiscalYear, number, kind, amountMinor });
    }
  }
  return { period, rows: salesRows(sums), withoutVatId, withoutVatIdInAll, asOfNumbers };
}
