import type { Invoice } from '../invoice.ts';
import type { PaymentInstructions } from '../model/payment.ts';
import { type Element, element, elements } from '../xml/write-xml.ts';
import { allowanceElement, amountElement, dateElement, partyElement, periodElement } from './write-parts.ts';

type Part = Element | undefined;

/** BT-8 of the model (UNCL 2005) in the codes of this syntax (UNCL 2475). */
const POINT_CODES: Readonly<Record<string, string>> = { '3': '5', '35': '29', '432': '72' };

function accountElement(account: string | undefined, accountName: string | undefined): Part {
  const iban = account !== undefined && /^[A-Z]{2}\d{2}/.test(account);
  return element('ram:PayeePartyCreditorFinancialAccount', [
    iban ? element('ram:IBANID', account) : undefined,
    element('ram:AccountName', accountName),
    iban ? undefined : element('ram:ProprietaryID', account),
  ]);
}

function paymentElements(payment: PaymentInstructions | undefined): Element[] {
  if (!payment) return [];
  const transfers = payment.creditTransfers.length === 0 ? [undefined] : payment.creditTransfers;
  return elements(transfers, (transfer, index) =>
    element('ram:SpecifiedTradeSettlementPaymentMeans', [
      element('ram:TypeCode', payment.meansCode),
      element('ram:Information', payment.meansText),
      index > 0
        ? undefined
        : element('ram:ApplicableTradeSettlementFinancialCard', [
            element('ram:ID', payment.card?.number),
            element('ram:CardholderName', payment.card?.holder),
          ]),
      index > 0
        ? undefined
        : element('ram:PayerPartyDebtorFinancialAccount', [
            element('ram:IBANID', payment.directDebit?.debitedAccount),
          ]),
      accountElement(transfer?.account, transfer?.accountName),
      element('ram:PayeeSpecifiedCreditorFinancialInstitution', [
        element('ram:BICID', transfer?.serviceProvider),
      ]),
    ]),
  );
}

function breakdownElements({ vatBreakdowns, vatPointDate, vatPointDateCode }: Invoice): Element[] {
  const code =
    vatPointDateCode === undefined ? undefined : (POINT_CODES[vatPointDateCode] ?? vatPointDateCode);
  return elements(vatBreakdowns, (one) =>
    element('ram:ApplicableTradeTax', [
      amountElement('ram:CalculatedAmount', one.taxAmount),
      element('ram:TypeCode', 'VAT'),
      element('ram:ExemptionReason', one.exemptionReason),
      amountElement('ram:BasisAmount', one.taxableAmount),
      element('ram:CategoryCode', one.category),
      element('ram:ExemptionReasonCode', one.exemptionReasonCode),
      dateElement('ram:TaxPointDate', vatPointDate, 'udt:DateString'),
      element('ram:DueDateTypeCode', code),
      element('ram:RateApplicablePercent', one.rate),
    ]),
  );
}

function totalsElement({ totals, currency, vatCurrency }: Invoice): Part {
  return element('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
    amountElement('ram:LineTotalAmount', totals.lines),
    amountElement('ram:ChargeTotalAmount', totals.charges),
    amountElement('ram:AllowanceTotalAmount', totals.allowances),
    amountElement('ram:TaxBasisTotalAmount', totals.withoutVat),
    amountElement('ram:TaxTotalAmount', totals.vat, currency),
    amountElement('ram:TaxTotalAmount', totals.vatInVatCurrency, vatCurrency),
    amountElement('ram:RoundingAmount', totals.rounding),
    amountElement('ram:GrandTotalAmount', totals.withVat),
    amountElement('ram:TotalPrepaidAmount', totals.paid),
    amountElement('ram:DuePayableAmount', totals.payable),
  ]);
}

/** Everything about money: the last part of the transaction. */
export function settlementElement(invoice: Invoice): Part {
  const { paymentInstructions: payment, payee } = invoice;
  return element('ram:ApplicableHeaderTradeSettlement', [
    element('ram:CreditorReferenceID', payment?.directDebit?.creditorId),
    element('ram:PaymentReference', payment?.remittanceInformation),
    element('ram:TaxCurrencyCode', invoice.vatCurrency),
    element('ram:InvoiceCurrencyCode', invoice.currency),
    partyElement('ram:PayeeTradeParty', payee, payee?.id ? [payee.id] : []),
    paymentElements(payment),
    breakdownElements(invoice),
    periodElement(invoice.delivery?.period),
    elements(invoice.allowances, (one) => allowanceElement(one, false)),
    elements(invoice.charges, (one) => allowanceElement(one, true)),
    element('ram:SpecifiedTradePaymentTerms', [
      element('ram:Description', invoice.paymentTerms),
      dateElement('ram:DueDateDateTime', invoice.dueDate),
      element('ram:DirectDebitMandateID', payment?.directDebit?.mandate),
    ]),
    totalsElement(invoice),
    elements(invoice.precedingInvoices, ({ number, issueDate }) =>
      element('ram:InvoiceReferencedDocument', [
        element('ram:IssuerAssignedID', number),
        dateElement('ram:FormattedIssueDateTime', issueDate, 'qdt:DateTimeString'),
      ]),
    ),
    element('ram:ReceivableSpecifiedTradeAccountingAccount', [
      element('ram:ID', invoice.buyerAccountingReference),
    ]),
  ]);
}
