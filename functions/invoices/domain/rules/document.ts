import { each, missingIf, type Rule, rule } from './rule.ts';

/** What every invoice must have: BR-01 to BR-16, BR-52, BR-53 and BR-55 of EN 16931-1, 6.4. */
export const DOCUMENT_RULES: readonly Rule[] = [
  rule('BR-01', 'BT-24', ({ specification }) =>
    missingIf(specification === undefined, '/specification', 'Specification identifier (BT-24)'),
  ),
  rule('BR-02', 'BT-1', ({ number }) => missingIf(number === undefined, '/number', 'Invoice number (BT-1)')),
  rule('BR-03', 'BT-2', ({ issueDate }) =>
    missingIf(issueDate === undefined, '/issueDate', 'Invoice issue date (BT-2)'),
  ),
  rule('BR-04', 'BT-3', ({ typeCode }) =>
    missingIf(typeCode === undefined, '/typeCode', 'Invoice type code (BT-3)'),
  ),
  rule('BR-05', 'BT-5', ({ currency }) =>
    missingIf(currency === undefined, '/currency', 'Invoice currency code (BT-5)'),
  ),
  rule('BR-06', 'BT-27', ({ seller }) =>
    missingIf(seller.name === undefined, '/seller/name', 'Seller name (BT-27)'),
  ),
  rule('BR-07', 'BT-44', ({ buyer }) =>
    missingIf(buyer.name === undefined, '/buyer/name', 'Buyer name (BT-44)'),
  ),
  rule('BR-08', 'BG-5', ({ seller }) =>
    missingIf(seller.address === undefined, '/seller/address', 'Seller postal address (BG-5)'),
  ),
  rule('BR-10', 'BG-8', ({ buyer }) =>
    missingIf(buyer.address === undefined, '/buyer/address', 'Buyer postal address (BG-8)'),
  ),
  rule('BR-12', 'BT-106', ({ totals }) =>
    missingIf(totals.lines === undefined, '/totals/lines', 'Sum of line net amounts (BT-106)'),
  ),
  rule('BR-13', 'BT-109', ({ totals }) =>
    missingIf(totals.withoutVat === undefined, '/totals/withoutVat', 'Total without VAT (BT-109)'),
  ),
  rule('BR-14', 'BT-112', ({ totals }) =>
    missingIf(totals.withVat === undefined, '/totals/withVat', 'Total with VAT (BT-112)'),
  ),
  rule('BR-15', 'BT-115', ({ totals }) =>
    missingIf(totals.payable === undefined, '/totals/payable', 'Amount due for payment (BT-115)'),
  ),
  rule('BR-16', 'BG-25', ({ lines }) => missingIf(lines.length === 0, '/lines', 'An invoice line (BG-25)')),
  rule('BR-52', 'BT-122', ({ supportingDocuments }) =>
    each(supportingDocuments, '/supportingDocuments', ({ reference }, path) =>
      missingIf(reference === undefined, path, 'Supporting document reference (BT-122)'),
    ),
  ),
  rule('BR-53', 'BT-6 BT-111', ({ currency, vatCurrency, totals }) => {
    const other = vatCurrency !== undefined && vatCurrency !== currency;
    const name = `VAT total in ${vatCurrency} (BT-111), the currency of BT-6,`;
    return missingIf(other && totals.vatInVatCurrency === undefined, '/totals/vatInVatCurrency', name);
  }),
  rule('BR-55', 'BT-25', ({ precedingInvoices }) =>
    each(precedingInvoices, '/precedingInvoices', ({ number }, path) =>
      missingIf(number === undefined, path, 'Number of the preceding invoice (BT-25)'),
    ),
  ),
];
