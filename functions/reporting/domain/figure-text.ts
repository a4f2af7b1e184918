import { formatMinor } from '../../../shared/kernel/money.ts';
import { isAlwaysTold } from './form-field.ts';
import type { VatFigure } from './vat-return.ts';

/** Cents as `"190.00"`. */
export function euros(amountMinor: bigint): string {
  return formatMinor(amountMinor, 'EUR');
}

/** As the form takes it: a base as whole euros without decimals (`"1000"`), a tax with two (`"190.00"`). */
export function figureText({ field, declaredMinor }: Pick<VatFigure, 'field' | 'declaredMinor'>): string {
  return field.holds === 'base' ? (declaredMinor / 100n).toString() : euros(declaredMinor);
}

/** By Kennzahl: those with a value, and the result. What is zero is left out, as on the form. */
export function figureTexts(figures: readonly VatFigure[]): Record<string, string> {
  const told = figures.filter(({ field, declaredMinor }) => declaredMinor !== 0n || isAlwaysTold(field));
  return Object.fromEntries(told.map((figure) => [figure.field.kz, figureText(figure)]));
}
