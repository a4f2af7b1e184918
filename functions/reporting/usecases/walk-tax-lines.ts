import { invariant } from '../../../shared/kernel/errors.ts';
import {
  type LedgerCompany,
  type LedgerReader,
  type PostedEntry,
  type VatLine,
  vatLineReader,
} from '../../ledger/reader.ts';
import { isInPeriod, type TaxPeriod, taxPeriodOf } from '../domain/tax-period.ts';
import { refuse } from '../errors.ts';
import { type AsOfNumbers, type WalkJournalsDeps, walkJournals } from './walk-journals.ts';

export interface WalkTaxLinesDeps extends WalkJournalsDeps {
  readonly reader: WalkJournalsDeps['reader'] & Pick<LedgerReader, 'locateEntry' | 'loadEntry'>;
}

/** An entry with those of its lines that belong to the period. */
export interface EntryInPeriod {
  readonly entry: PostedEntry;
  readonly lines: readonly VatLine[];
}

/** @throws DomainError for companies whose books no VAT return can be made of */
export function assertDeclares(
  company: LedgerCompany,
): asserts company is LedgerCompany & { chart: 'SKR03' | 'SKR04' } {
  if (company.chart === 'none') {
    const detail =
      'Which Kennzahl an amount has follows from SKR03 or SKR04; a chart of one’s own has no tax rules.';
    throw refuse('reporting.chart-without-tax', detail);
  }
  if (company.currency !== 'EUR') {
    throw refuse('reporting.not-in-euros', `The books are in ${company.currency} (§16 Abs. 6 UStG).`);
  }
}

/**
 * Whose dates decide: a reversal (an entry with `reverses`) undoes what was booked wrongly, so that it belongs to the
 * period of its original, whose return becomes wrong with it (§153 AO). What changes the base afterwards (discounts,
 * credit notes, bad debts, §17 UStG) is an entry of its own with dates of its own.
 */
async function datesOf(
  { reader }: WalkTaxLinesDeps,
  company: LedgerCompany,
  entry: PostedEntry,
): Promise<PostedEntry> {
  if (entry.reverses === undefined) return entry;
  const place = await reader.locateEntry(company.id, entry.reverses);
  const original = place && (await reader.loadEntry(company.id, place.fiscalYear, place.number));
  invariant(original, `entry ${entry.id} reverses ${entry.reverses}, which is not in the journal`);
  return original;
}

/** Every entry with amounts of the period, in the order of the journals, up to the numbers named. */
export async function* walkTaxLines(
  deps: WalkTaxLinesDeps,
  company: LedgerCompany,
  period: TaxPeriod,
  asOfNumbers: AsOfNumbers,
  assertTime: () => void,
  after?: { readonly fiscalYear: number; readonly number: number },
): AsyncGenerator<EntryInPeriod, void, undefined> {
  assertDeclares(company);
  const linesOf = vatLineReader(company.chart, company.accountLength);
  for await (const entry of walkJournals(deps, company, period, asOfNumbers, assertTime, after)) {
    const all = linesOf(entry);
    if (all.length === 0) continue;
    const dates = await datesOf(deps, company, entry);
    const lines = all.filter(
      (line) => (line.role !== 'prepaid' || period.isLast) && isInPeriod(taxPeriodOf(line, dates), period),
    );
    if (lines.length > 0) yield { entry, lines };
  }
}
