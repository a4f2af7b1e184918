import type { LedgerCompany } from '../../ledger/reader.ts';
import { annualFormOf } from '../domain/annual-form.ts';
import { annualLines } from '../domain/annual-lines.ts';
import { addSupply, type EcSupplies } from '../domain/ec-supplies.ts';
import { type Prepayments, prepaymentsOf } from '../domain/prepayments.ts';
import { type TaxPeriod, taxPeriod } from '../domain/tax-period.ts';
import { FIRST_FORM_YEAR, type VatForm, vatFormOf } from '../domain/vat-form.ts';
import {
  type Reconciling,
  reconcileEntry,
  startReconciling,
  type TaxGroup,
  taxGroups,
} from '../domain/vat-reconciliation.ts';
import {
  addToTotals,
  type DeclaredLine,
  type KzTotal,
  signedFor,
  type VatFigure,
  vatFigures,
} from '../domain/vat-return.ts';
import { refuse } from '../errors.ts';
import type { ReportingStore } from '../store.ts';
import { type AsOfNumbers, deadlineOf, pinJournals } from './walk-journals.ts';
import { assertDeclares, type WalkTaxLinesDeps, walkTaxLines } from './walk-tax-lines.ts';

export const VAT_RETURN_EXPORT = 'vat-return';

export interface ReadVatReturnDeps extends WalkTaxLinesDeps {
  readonly store: Pick<ReportingStore, 'returnsOfYear'>;
}

export interface VatReturn {
  readonly form: VatForm;
  readonly period: TaxPeriod;
  readonly figures: readonly VatFigure[];
  readonly reconciling: Reconciling;
  readonly groups: readonly TaxGroup[];
  readonly asOfNumbers: AsOfNumbers;
  /** Entries on Kz 41, whose delivery has to be proven. */
  readonly supplies: EcSupplies;
  /** Of the annual return: what was declared in advance. */
  readonly prepayments?: Prepayments;
}

/** The form of a period: the UStVA's, for the year the annual return's. @throws reporting.no-form */
export function formOf(year: number, code: string): VatForm {
  const form = code === 'year' ? annualFormOf(year) : vatFormOf(year);
  if (form) return form;
  const detail = `Returns are made for ${FIRST_FORM_YEAR} and later: before, §13b UStG had other Kennzahlen.`;
  throw refuse('reporting.no-form', detail);
}

/** Lines of an entry by the Kennzahlen of the form. */
export function linesOfForm(form: VatForm, lines: readonly DeclaredLine[]): readonly DeclaredLine[] {
  return form.name === 'USt 2 A' ? annualLines(lines) : lines;
}

function addLines(totals: Map<string, KzTotal>, form: VatForm, lines: readonly DeclaredLine[]): void {
  for (const { kz, debitMinor, uncollectible } of lines) {
    const field = kz === undefined ? undefined : form.fields.find((one) => one.kz === kz);
    if (field) addToTotals(totals, field.kz, signedFor(field.side, debitMinor));
    if (uncollectible) addToTotals(totals, form.uncollectibleKz, debitMinor);
  }
}

/** The VAT return of a period from the journals as they stand, with the tax accounts beside it. */
export async function readVatReturn(
  deps: ReadVatReturnDeps,
  company: LedgerCompany,
  year: number,
  code: string,
): Promise<VatReturn> {
  assertDeclares(company);
  const form = formOf(year, code);
  const period = taxPeriod(year, code);
  const assertTime = deadlineOf(deps.now, VAT_RETURN_EXPORT);
  const prepayments =
    code === 'year' ? prepaymentsOf(await deps.store.returnsOfYear(company.id, year)) : undefined;
  const asOfNumbers = await pinJournals(deps, company, period);
  const totals = new Map<string, KzTotal>();
  const reconciling = startReconciling();
  const supplies: EcSupplies = new Map();
  for await (const found of walkTaxLines(deps, company, period, asOfNumbers, assertTime)) {
    const lines = linesOfForm(form, found.lines);
    addSupply(supplies, found.entry, found.lines);
    addLines(totals, form, lines);
    reconcileEntry(reconciling, form, found.entry, lines);
  }
  const figures = vatFigures(form, totals, prepayments?.totalMinor);
  const groups = taxGroups(reconciling, figures);
  return {
    form,
    period,
    figures,
    reconciling,
    groups,
    asOfNumbers,
    supplies,
    ...(prepayments ? { prepayments } : {}),
  };
}
