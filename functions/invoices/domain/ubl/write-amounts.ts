import type { Invoice } from '../invoice.ts';
import type { PaymentInstructions } from '../model/payment.ts';
import { type Element, element, elements } from '../xml/write-xml.ts';
import { amountElement, taxCategoryElement } from './write-parts.ts';

type Part = Element | undefined;

/** One `PaymentMeans` for each account; card and mandate stand in the first. */
export function paymentElements(payment: PaymentInstructions | undefined, dueDate?: string): Element[] {
  if (!payment) return [];
  const { card, directDebit } = payment;
  const transfers = payment.creditTransfers.length === 0 ? [undefined] : payment.creditTransfers;
  return elements(transfers, (transfer, index) =>
    element('cac:PaymentMeans', [
      // Text and due date stand once, however many accounts there are (UBL-SR-45, UBL-SR-46).
      element('cbc:PaymentMeansCode', payment.meansCode, { name: index > 0 ? undefined : payment.meansText }),
      element('cbc:PaymentDueDate', index > 0 ? undefined : dueDate),
      element('cbc:PaymentID', payment.remittanceInformation),
      index > 0 || !card
        ? undefined
        : element('cac:CardAccount', [
            element('cbc:PrimaryAccountNumberID', card.number),
            // Mandatory in the schema, no term of the standard.
            element('cbc:NetworkID', 'unknown'),
            element('cbc:HolderName', card.holder),
          ]),
      element('cac:PayeeFinancialAccount', [
        element('cbc:ID', transfer?.account),
        element('cbc:Name', transfer?.accountName),
        element('cac:FinancialInstitutionBranch', [element('cbc:ID', transfer?.serviceProvider)]),
      ]),
      index > 0
        ? undefined
        : element('cac:PaymentMandate', [
            element('cbc:ID', directDebit?.mandate),
            element('cac:PayerFinancialAccount', [element('cbc:ID', directDebit?.debitedAccount)]),
          ]),
    ]),
  );
}

/** VAT with its breakdown, and once more as a total in the currency it is declared in. */
export function taxTotalElements({
  totals,
  vatBreakdowns,
  currency,
  vatCurrency,
}: Invoice): (Element | undefined)[] {
  const subtotals = elements(vatBreakdowns, (one) =>
    element('cac:TaxSubtotal', [
      amountElement('cbc:TaxableAmount', one.taxableAmount, currency),
      amountElement('cbc:TaxAmount', one.taxAmount, currency),
      taxCategoryElement('cac:TaxCategory', one),
    ]),
  );
  // Mandatory in the schema around a breakdown: where the total is not stated, it is the sum (BR-CO-14).
  const sum = vatBreakdowns.reduce((total, { taxAmount }) => total + (taxAmount ?? 0n), 0n);
  const vat = totals.vat ?? (subtotals.length > 0 ? sum : undefined);
  return [
    element('cac:TaxTotal', [amountElement('cbc:TaxAmount', vat, currency), subtotals]),
    element('cac:TaxTotal', [amountElement('cbc:TaxAmount', totals.vatInVatCurrency, vatCurrency)]),
  ];
}

export function totalsElement({ totals, currency }: Invoice): Part {
  return element('cac:LegalMonetaryTotal', [
    amountElement('cbc:LineExtensionAmount', totals.lines, currency),
    amountElement('cbc:TaxExclusiveAmount', totals.withoutVat, currency),
    amountElement('cbc:TaxInclusiveAmount', totals.withVat, currency),
    amountElement('cbc:AllowanceTotalAmount', totals.allowances, currency),
    amountElement('cbc:ChargeTotalAmount', totals.charges, currency),
    amountElement('cbc:PrepaidAmount', totals.paid, currency),
    amountElement('cbc:PayableRoundingAmount', totals.rounding, currency),
    amountElement('cbc:PayableAmount', totals.payable, currency),
  ]);
}
