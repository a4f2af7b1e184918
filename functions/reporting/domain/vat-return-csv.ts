import { csvRow, guardCell } from '../../../shared/kernel/csv-row.ts';
import { euros, figureText } from './figure-text.ts';
import type { VatForm } from './vat-form.ts';
import type { VatFigure } from './vat-return.ts';

/** Decimal comma, as ELSTER's own form shows amounts. */
const comma = (amount: string) => amount.replace('.', ',');

/**
 * The return as CSV: every field of the form in its order, values empty where nothing is declared. Columns: Zeile, Kz,
 * Bezeichnung, Wert, Steuer (what the form computes from a base), gebucht (to the cent).
 */
export function* vatReturnCsv(form: VatForm, figures: readonly VatFigure[]): Generator<string> {
  yield csvRow(['Zeile', 'Kz', 'Bezeichnung', 'Wert', 'Steuer', 'gebucht']);
  for (const { kz, line, label } of form.fields) {
    const figure = figures.find(({ field }) => field.kz === kz);
    const isTold = figure !== undefined && (figure.declaredMinor !== 0n || kz === '83');
    yield csvRow([
      line === undefined ? '' : String(line),
      kz,
      guardCell(label),
      isTold ? comma(figureText(figure)) : '',
      isTold && figure.computedTaxMinor !== undefined ? comma(euros(figure.computedTaxMinor)) : '',
      figure ? comma(euros(figure.exactMinor)) : '',
    ]);
  }
}
