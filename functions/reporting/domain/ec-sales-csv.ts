import { csvRow, guardCell } from '../../../shared/kernel/csv-row.ts';
import type { SalesRow } from './ec-sales-list.ts';
import { euros } from './figure-text.ts';

/**
 * The Zusammenfassende Meldung as CSV in the order of VAT ids. Columns: Länderkennzeichen, USt-IdNr. (without it), Betrag
 * (whole euros), Art der Leistung (L supplies, S services, D triangular supplies), genau (to the cent). The upload format
 * of the BZSt was not confirmed: the rows are to be carried over.
 */
export function* ecSalesCsv(rows: readonly SalesRow[]): Generator<string> {
  yield csvRow(['Länderkennzeichen', 'USt-IdNr.', 'Betrag', 'Art', 'genau']);
  for (const { vatId, kind, reportedMinor, exactMinor } of rows) {
    const exact = euros(exactMinor).replace('.', ',');
    yield csvRow([vatId.slice(0, 2), guardCell(vatId.slice(2)), String(reportedMinor / 100n), kind, exact]);
  }
}
