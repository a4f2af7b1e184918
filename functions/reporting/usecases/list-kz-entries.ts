import type { LedgerCompany } from '../../ledger/reader.ts';
import { type FormField, isAlwaysTold, type VatForm } from '../domain/form-field.ts';
import { taxPeriod } from '../domain/tax-period.ts';
import { type DeclaredLine, signedFor } from '../domain/vat-return.ts';
import { refuse } from '../errors.ts';
import { formOf, linesOfForm, VAT_RETURN_EXPORT } from './read-vat-return.ts';
import { type AsOfNumbers, deadlineOf, pinJournals } from './walk-journals.ts';
import { type EntryInPeriod, type WalkTaxLinesDeps, walkTaxLines } from './walk-tax-lines.ts';

export interface KzEntriesQuery {
  readonly year: number;
  readonly code: string;
  readonly kz: string;
  readonly limit: number;
  readonly after?: { readonly fiscalYear: number; readonly number: number } | undefined;
  /** The journals as the first page saw them. */
  readonly asOfNumbers?: AsOfNumbers | undefined;
}

export interface KzEntry {
  readonly entry: EntryInPeriod['entry'];
  readonly lines: readonly DeclaredLine[];
  /** What the entry adds to the Kennzahl, with the sign of the form. */
  readonly amountMinor: bigint;
}

export interface KzEntriesPage {
  readonly field: FormField;
  readonly entries: readonly KzEntry[];
  readonly more: boolean;
  readonly asOfNumbers: AsOfNumbers;
}

function isOf(kz: string, { uncollectibleKz }: VatForm, line: DeclaredLine): boolean {
  return line.kz === kz || (kz === uncollectibleKz && line.uncollectible === true);
}

/** The entries behind one Kennzahl, page by page, all as of the same journal numbers. */
export async function listKzEntries(
  deps: WalkTaxLinesDeps,
  company: LedgerCompany,
  query: KzEntriesQuery,
): Promise<KzEntriesPage> {
  const { year, code, kz, limit } = query;
  // Of a year by the annual return, or by what the months declare: the Kennzahlen of the UStVA have two digits.
  const form = formOf(year, code === 'year' && kz.length === 2 ? '' : code);
  const field = form.fields.find((one) => one.kz === kz);
  if (!field || isAlwaysTold(field)) {
    const detail = field ? `Kz ${kz} follows from all others.` : `The form of ${year} has no Kz ${kz}.`;
    throw refuse('reporting.unknown-kz', detail, { errors: [{ pointer: 'query/kz', detail }] });
  }
  const period = taxPeriod(year, code);
  const assertTime = deadlineOf(deps.now, VAT_RETURN_EXPORT);
  const asOfNumbers = query.asOfNumbers ?? (await pinJournals(deps, company, period));
  const entries: KzEntry[] = [];
  for await (const found of walkTaxLines(deps, company, period, asOfNumbers, assertTime, query.after)) {
    const lines = linesOfForm(form, found.lines).filter((line) => isOf(kz, form, line));
    if (lines.length === 0) continue;
    if (entries.length === limit) return { field, entries, more: true, asOfNumbers };
    const debitMinor = lines.reduce((sum, line) => sum + line.debitMinor, 0n);
    entries.push({ entry: found.entry, lines, amountMinor: signedFor(field.side, debitMinor) });
  }
  return { field, entries, more: false, asOfNumbers };
}
