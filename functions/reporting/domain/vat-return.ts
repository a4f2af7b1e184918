import { type FormField, isAlwaysTold, type VatForm } from './form-field.ts';

/** One amount of an entry on its way into a return; the ledger's reader makes them. */
export interface DeclaredLine {
  readonly index: number;
  readonly account: string;
  readonly role: 'base' | 'owed' | 'deductible' | 'prepaid' | 'transfer';
  readonly kind: string;
  readonly side?: 'owed' | 'deductible';
  readonly reverseChargeCase?: string;
  /** Kennzahl that takes the amount; absent: none does. */
  readonly kz?: string;
  /** For tax that the form computes: Kennzahl of the base. */
  readonly computedFromKz?: string;
  /** Debit minus credit. */
  readonly debitMinor: bigint;
  readonly partner?: string;
  /** Claims that cannot be collected, told in Kz 50 as well. */
  readonly uncollectible?: true;
  readonly withoutConsideration?: 'supply' | 'service';
}

/** One Kennzahl with a value. Amounts have the sign of the form: what raises the field is positive. */
export interface VatFigure {
  readonly field: FormField;
  /** To the cent, as booked. */
  readonly exactMinor: bigint;
  /** As declared: whole euros where the field is a base, cents cut off toward zero. */
  readonly declaredMinor: bigint;
  /** What the form computes from the base. */
  readonly computedTaxMinor?: bigint;
  /** How many lines of entries add up to it. */
  readonly lines: number;
}

export interface KzTotal {
  readonly exactMinor: bigint;
  readonly lines: number;
}

/** What is booked by Kennzahl, with the sign of the form. */
export type KzTotals = ReadonlyMap<string, KzTotal>;

/** Full euros of an amount in cents, as cents again: 19.99 is 19.00, -19.99 is -19.00 (BigInt division drops the rest). */
export function wholeEuros(amountMinor: bigint): bigint {
  return (amountMinor / 100n) * 100n;
}

/** The amount with the sign that raises the field. */
export function signedFor(side: FormField['side'], debitMinor: bigint): bigint {
  return side === 'debit' ? debitMinor : -debitMinor;
}

export function addToTotals(totals: Map<string, KzTotal>, kz: string, amountMinor: bigint): void {
  const { exactMinor, lines } = totals.get(kz) ?? { exactMinor: 0n, lines: 0 };
  totals.set(kz, { exactMinor: exactMinor + amountMinor, lines: lines + 1 });
}

function figureOf(field: FormField, { exactMinor, lines }: KzTotal): VatFigure {
  if (field.holds === 'tax') return { field, exactMinor, declaredMinor: exactMinor, lines };
  const declaredMinor = wholeEuros(exactMinor);
  if (field.percent === undefined) return { field, exactMinor, declaredMinor, lines };
  // Whole euros times whole percents are whole cents: nothing is rounded here.
  return {
    field,
    exactMinor,
    declaredMinor,
    lines,
    computedTaxMinor: (declaredMinor / 100n) * field.percent,
  };
}

/** Kz 83, in the annual return the remaining tax: tax computed from bases, plus tax owed, less what is deducted; negative where the tax office pays. */
function resultOf(figures: readonly VatFigure[]): bigint {
  return figures.reduce((sum, { field, declaredMinor, computedTaxMinor = 0n }) => {
    if (field.counts === 'owed') return sum + declaredMinor;
    if (field.counts === 'deducted') return sum - declaredMinor;
    return sum + computedTaxMinor;
  }, 0n);
}

/**
 * The figures of a return in the order of the form: every Kennzahl on which anything is booked, and the result always. Each
 * base is summed first and cut to full euros then; the tax on 81, 86, 89 and 93 (annual return: 177, 275, 781, 793 and
 * their like) follows from the cut base.
 * @param prepaidMinor what was declared in advance: the annual return takes it off
 */
export function vatFigures(form: VatForm, totals: KzTotals, prepaidMinor = 0n): VatFigure[] {
  const figures = form.fields.flatMap((field) => {
    const total = totals.get(field.kz);
    return total && !isAlwaysTold(field) ? [figureOf(field, total)] : [];
  });
  const owedMinor = resultOf(figures);
  const closing = { result: owedMinor, prepayments: prepaidMinor, settlement: owedMinor - prepaidMinor };
  return form.fields.flatMap((field) => {
    const { counts } = field;
    if (counts === undefined || counts === 'owed' || counts === 'deducted')
      return figures.find((figure) => figure.field.kz === field.kz) ?? [];
    return [{ field, exactMinor: closing[counts], declaredMinor: closing[counts], lines: 0 }];
  });
}

/** Tax less input tax, before anything that was declared in advance. */
export function resultOfReturn(figures: readonly VatFigure[]): bigint {
  return figures.find(({ field }) => field.counts === 'result')?.declaredMinor ?? 0n;
}
