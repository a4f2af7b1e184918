import type { NewEntry } from '../../functions/ledger/domain/entry.ts';
import { grossEntry } from '../../functions/ledger/domain/gross-entry.ts';
import { vatLineReader } from '../../functions/ledger/domain/tax/vat-lines.ts';
import { annualFormOf } from '../../functions/reporting/domain/annual-form.ts';
import { figureTexts } from '../../functions/reporting/domain/figure-text.ts';
import { type VatForm, vatFormOf } from '../../functions/reporting/domain/vat-form.ts';
import {
  reconcileEntry,
  startReconciling,
  taxGroups,
} from '../../functions/reporting/domain/vat-reconciliation.ts';
import {
  addToTotals,
  type KzTotal,
  signedFor,
  vatFigures,
} from '../../functions/reporting/domain/vat-return.ts';
import { linesOfForm } from '../../functions/reporting/usecases/read-vat-return.ts';

function known(form: VatForm | undefined): VatForm {
  if (form) return form;
  throw new Error('no form');
}

export const FORM_2026 = known(vatFormOf(2026));
export const ANNUAL_2025 = known(annualFormOf(2025));

/** The entry of a gross posting in SKR03: `posting('1200', '8400', 11900n)`. */
export function posting(
  debit: string,
  credit: string,
  amountMinor: bigint,
  more: Partial<Parameters<typeof grossEntry>[0]> = {},
): NewEntry {
  return grossEntry(
    {
      chart: 'SKR03',
      accountLength: 4,
      kind: 'regular',
      date: '2026-03-10',
      text: 'x',
      side: 'S',
      account: debit,
      contraAccount: credit,
      amountMinor,
      ...more,
    },
    () => new Error('foreign'),
  );
}

/** A plain entry; debits positive, credits negative: `plain(['1200', 11900n], ['8400', -10000n], ...)`. */
export function plain(...lines: readonly (readonly [string, bigint, string?])[]): NewEntry {
  return {
    kind: 'regular',
    date: '2026-03-10',
    text: 'x',
    lines: lines.map(([account, amount, taxCode]) => ({
      account,
      ...(amount >= 0n ? { debitMinor: amount } : { creditMinor: -amount }),
      ...(taxCode ? { taxCode } : {}),
    })),
  };
}

/** Figures and groups of entries, all taken to be in one period. */
export function declare(
  entries: readonly NewEntry[],
  chart: 'SKR03' | 'SKR04' = 'SKR03',
  form: VatForm = FORM_2026,
  prepaidMinor?: bigint,
) {
  const linesOf = vatLineReader(chart, 4);
  const totals = new Map<string, KzTotal>();
  const reconciling = startReconciling();
  for (const [index, entry] of entries.entries()) {
    const lines = linesOfForm(form, linesOf(entry));
    for (const { kz, debitMinor, uncollectible } of lines) {
      const field = form.fields.find((one) => one.kz === kz);
      if (field) addToTotals(totals, field.kz, signedFor(field.side, debitMinor));
      if (uncollectible) addToTotals(totals, form.uncollectibleKz, debitMinor);
    }
    const place = { id: `e${index}`, fiscalYear: 2026, number: index + 1, date: entry.date };
    reconcileEntry(reconciling, form, place, lines);
  }
  const figures = vatFigures(form, totals, prepaidMinor);
  return { figures, texts: figureTexts(figures), groups: taxGroups(reconciling, figures), reconciling };
}
