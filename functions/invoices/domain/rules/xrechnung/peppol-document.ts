import { formatCents } from '../../decimal.ts';
import type { Invoice } from '../../invoice.ts';
import type { AllowanceOrCharge } from '../../model/amounts.ts';
import { each, missingIf, NO_PROBLEM, type Problems, problemIf, type Rule, rule } from '../rule.ts';
import { isProduct, slackCents } from './slack.ts';

type Check = (one: AllowanceOrCharge, path: string) => Problems;

/** Allowances and charges of the document and of every line. */
function everyAllowance({ allowances, charges, lines }: Invoice, check: Check): Problems {
  return [
    ...each(allowances, '/allowances', check),
    ...each(charges, '/charges', check),
    ...each(lines, '/lines', (line, path) => [
      ...each(line.allowances, `${path}/allowances`, check),
      ...each(line.charges, `${path}/charges`, check),
    ]),
  ];
}

/** UNCL 4461: direct debit, SEPA direct debit. */
const DEBIT_CODES: ReadonlySet<string | undefined> = new Set(['49', '59']);
const ALLOWANCE_TERMS = 'BT-92 BT-93 BT-94 BT-99 BT-100 BT-101 BT-136 BT-137 BT-138 BT-141 BT-142 BT-143';

/** Rules of Peppol BIS Billing 3 that XRechnung has taken over: the document. R008, R043, R053 and R054 are the readers’. */
export const PEPPOL_DOCUMENT_RULES: readonly Rule[] = [
  rule('PEPPOL-EN16931-R001', 'BT-23', ({ businessProcess }) =>
    missingIf(businessProcess === undefined, '/businessProcess', 'Business process (BT-23)'),
  ),
  rule('PEPPOL-EN16931-R005', 'BT-6 BT-5', ({ currency, vatCurrency }) =>
    problemIf(
      vatCurrency !== undefined && vatCurrency === currency,
      '/vatCurrency',
      'The currency of VAT (BT-6) is that of the invoice (BT-5) and must be left out.',
    ),
  ),
  rule('PEPPOL-EN16931-R010', 'BT-49', ({ buyer }) =>
    missingIf(buyer.electronicAddress === undefined, '/buyer', 'Buyer electronic address (BT-49)'),
  ),
  rule('PEPPOL-EN16931-R020', 'BT-34', ({ seller }) =>
    missingIf(seller.electronicAddress === undefined, '/seller', 'Seller electronic address (BT-34)'),
  ),
  rule('PEPPOL-EN16931-R040', ALLOWANCE_TERMS, (invoice) =>
    everyAllowance(invoice, ({ amount, baseAmount, percentage }, path) => {
      if (baseAmount === undefined || percentage === undefined) return NO_PROBLEM;
      const base = formatCents(baseAmount);
      const right = isProduct(amount ?? 0n, [base, percentage], '100', slackCents(invoice.currency));
      const text = `${percentage} % of ${base} is not ${formatCents(amount ?? 0n)}.`;
      return problemIf(!right, path, text);
    }),
  ),
  rule('PEPPOL-EN16931-R041', ALLOWANCE_TERMS, (invoice) =>
    everyAllowance(invoice, ({ baseAmount, percentage }, path) =>
      missingIf(percentage !== undefined && baseAmount === undefined, path, 'The base of the percentage'),
    ),
  ),
  rule('PEPPOL-EN16931-R042', ALLOWANCE_TERMS, (invoice) =>
    everyAllowance(invoice, ({ baseAmount, percentage }, path) =>
      missingIf(baseAmount !== undefined && percentage === undefined, path, 'The percentage of the base'),
    ),
  ),
  rule('PEPPOL-EN16931-R055', 'BT-110 BT-111', ({ totals: { vat, vatInVatCurrency } }) =>
    problemIf(
      vat !== undefined && vatInVatCurrency !== undefined && vat * vatInVatCurrency < 0n,
      '/totals/vatInVatCurrency',
      'The VAT totals in the two currencies have different signs (BT-110, BT-111).',
    ),
  ),
  rule('PEPPOL-EN16931-R061', 'BT-89', ({ paymentInstructions: payment }) =>
    missingIf(
      DEBIT_CODES.has(payment?.meansCode) && payment?.directDebit?.mandate === undefined,
      '/paymentInstructions',
      'Mandate of the direct debit (BT-89)',
    ),
  ),
];
