import { csvRow, guardCell } from '../../../shared/kernel/csv-row.ts';
import { euros, figureText } from './figure-text.ts';
import { isAlwaysTold, type VatForm } from './form-field.ts';

import type { VatFigure } from './vat-return.ts';

/** Decimal comma, as ELSTER's own form shows amounts. */
const comma = (amount: string) => amount.replace('.', ',');

const EVIDENCE = { 'one-source': 'Kz nach einer Quelle', none: 'Kz nicht bestätigt' } as const;

/**
 * The return as CSV: every field of the form in its order, values empty where nothing is declared. Columns: Zeile, Kz,
 * Bezeichnung, Wert, Steuer (what the form computes from a base), gebucht (to the cent); in the annual return also Nachweis,
 * where its Kennzahl is less than certain.
 */
export function* vatReturnCsv(form: VatForm, figures: readonly VatFigure[]): Generator<string> {
  const isAnnual = form.name === 'USt 2 A';
  const titles = ['Zeile', 'Kz', 'Bezeichnung', 'Wert', 'Steuer', 'gebucht'];
  yield csvRow(isAnnual ? [...titles, 'Nachweis'] : titles);
  for (const field of form.fields) {
    const { kz, line, label, evidence } = field;
    const figure = figures.find((one) => one.field.kz === kz);
    const isTold = figure !== undefined && (figure.declaredMinor !== 0n || isAlwaysTold(field));
    const cells = [
      line === undefined ? '' : String(line),
      // The closing lines of the annual form are named by their number.
      isAnnual && isAlwaysTold(field) ? '' : kz,
      guardCell(label),
      isTold ? comma(figureText(figure)) : '',
      isTold && figure.computedTaxMinor !== undefined ? comma(euros(figure.computedTaxMinor)) : '',
      figure ? comma(euros(figure.exactMinor)) : '',
    ];
    yield csvRow(isAnnual ? [...cells, evidence === undefined ? '' : EVIDENCE[evidence]] : cells);
  }
}
