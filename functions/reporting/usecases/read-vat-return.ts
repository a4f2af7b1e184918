import type { LedgerCompany } from '../../ledger/reader.ts';
import { type TaxPeriod, taxPeriod } from '../domain/tax-period.ts';
import { FIRST_FORM_YEAR, type VatForm, vatFormOf } from '../domain/vat-form.ts';
import {
  type Reconciling,
  reconcileEntry,
  startReconciling,
  type TaxGroup,
  taxGroups,
} from '../domain/vat-reconciliation.ts';
import { addToTotals, type KzTotal, signedFor, type VatFigure, vatFigures } from '../domain/vat-return.ts';
import { refuse } from '../errors.ts';
import { type AsOfNumbers, deadlineOf, pinJournals } from './walk-journals.ts';
import { assertDeclares, type EntryInPeriod, type WalkTaxLinesDeps, walkTaxLines } from './walk-tax-lines.ts';

export const VAT_RETURN_EXPORT = 'vat-return';

export interface VatReturn {
  readonly form: VatForm;
  readonly period: TaxPeriod;
  readonly figures: readonly VatFigure[];
  readonly reconciling: Reconciling;
  readonly groups: readonly TaxGroup[];
  readonly asOfNumbers: AsOfNumbers;
}

/** The form of a year. @throws reporting.no-form */
export function formOf(year: number): VatForm {
  const form = vatFormOf(year);
  if (form) return form;
  const detail = `Returns are made for ${FIRST_FORM_YEAR} and later: before, §13b UStG had other Kennzahlen.`;
  throw refuse('reporting.no-form', detail);
}

function addLines(totals: Map<string, KzTotal>, form: VatForm, { lines }: EntryInPeriod): void {
  for (const { kz, debitMinor, uncollectible } of lines) {
    const field = kz === undefined ? undefined : form.fields.find((one) => one.kz === kz);
    if (field) addToTotals(totals, field.kz, signedFor(field.side, debitMinor));
    if (uncollectible) addToTotals(totals, '50', debitMinor);
  }
}

/** The VAT return of a period from the journals as they stand, with the tax accounts beside it. */
export async function readVatReturn(
  deps: WalkTaxLinesDeps,
  company: LedgerCompany,
  year: number,
  code: string,
): Promise<VatReturn> {
  assertDeclares(company);
  const form = formOf(year);
  const period = taxPeriod(year, code);
  const assertTime = deadlineOf(deps.now, VAT_RETURN_EXPORT);
  const asOfNumbers = await pinJournals(deps, company, period);
  const totals = new Map<string, KzTotal>();
  const reconciling = startReconciling();
  for await (const found of walkTaxLines(deps, company, period, asOfNumbers, assertTime)) {
    addLines(totals, form, found);
    reconcileEntry(reconciling, form, found.entry, found.lines);
  }
  const figures = vatFigures(form, totals);
  return { form, period, figures, reconciling, groups: taxGroups(reconciling, figures), asOfNumbers };
}
