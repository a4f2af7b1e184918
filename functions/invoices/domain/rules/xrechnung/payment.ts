import type { Invoice } from '../../invoice.ts';
import type { PaymentInstructions } from '../../model/payment.ts';
import { TRANSFER_CODES } from '../payment.ts';
import { each, missingIf, NO_PROBLEM, type Problems, problemIf, type Rule, rule } from '../rule.ts';
import { isIban } from './iban.ts';
import { skontoProblem } from './skonto.ts';

const AT = '/paymentInstructions';
/** UNCL 4461: SEPA credit transfer, SEPA direct debit, cards. */
const SEPA_TRANSFER = '58';
const SEPA_DEBIT = '59';
const CARD_CODES: ReadonlySet<string | undefined> = new Set(['48', '54', '55']);

/** Checks payment instructions of some means. */
function ofMeans(
  { paymentInstructions: payment }: Invoice,
  isMeans: (code: string | undefined) => boolean,
  check: (payment: PaymentInstructions) => Problems,
): Problems {
  return payment && isMeans(payment.meansCode) ? check(payment) : NO_PROBLEM;
}

const isTransfer = (code: string | undefined) => TRANSFER_CODES.has(code);
const isCard = (code: string | undefined) => CARD_CODES.has(code);
const isDebit = (code: string | undefined) => code === SEPA_DEBIT;

/** What XRechnung demands of payment instructions and Skonto. */
export const XR_PAYMENT_RULES: readonly Rule[] = [
  rule('BR-DE-18', 'BT-20', ({ paymentTerms }) => {
    const text = paymentTerms === undefined ? undefined : skontoProblem(paymentTerms);
    return text === undefined ? NO_PROBLEM : [{ path: '/paymentTerms', text }];
  }),
  rule(
    'BR-DE-19',
    'BT-84',
    (invoice) =>
      ofMeans(
        invoice,
        (code) => code === SEPA_TRANSFER,
        ({ creditTransfers }) =>
          each(creditTransfers, `${AT}/creditTransfers`, ({ account }, path) =>
            problemIf(
              !isIban(account ?? ''),
              path,
              'The account of a SEPA credit transfer (BT-84) is no IBAN.',
            ),
          ),
      ),
    'warning',
  ),
  rule(
    'BR-DE-20',
    'BT-91',
    (invoice) =>
      ofMeans(invoice, isDebit, ({ directDebit }) => {
        const text = 'The account of a SEPA direct debit (BT-91) is no IBAN.';
        return problemIf(!isIban(directDebit?.debitedAccount ?? ''), `${AT}/directDebit`, text);
      }),
    'warning',
  ),
  rule('BR-DE-23-a', 'BG-17', (invoice) =>
    ofMeans(invoice, isTransfer, ({ creditTransfers, meansCode }) =>
      missingIf(creditTransfers.length === 0, AT, `Credit transfer (BG-17) for payment means ${meansCode}`),
    ),
  ),
  rule('BR-DE-23-b', 'BG-18 BG-19', (invoice) =>
    ofMeans(invoice, isTransfer, ({ card, directDebit, meansCode }) => {
      const text = `A credit transfer (${meansCode}) goes with neither a card (BG-18) nor a direct debit (BG-19).`;
      return problemIf(card !== undefined || directDebit !== undefined, AT, text);
    }),
  ),
  rule('BR-DE-24-a', 'BG-18', (invoice) =>
    ofMeans(invoice, isCard, ({ card, meansCode }) =>
      missingIf(card === undefined, AT, `Card (BG-18) for payment means ${meansCode}`),
    ),
  ),
  rule('BR-DE-24-b', 'BG-17 BG-19', (invoice) =>
    ofMeans(invoice, isCard, ({ creditTransfers, directDebit, meansCode }) => {
      const text = `A card payment (${meansCode}) goes with neither a credit transfer (BG-17) nor a direct debit (BG-19).`;
      return problemIf(creditTransfers.length > 0 || directDebit !== undefined, AT, text);
    }),
  ),
  rule('BR-DE-25-a', 'BG-19', (invoice) =>
    ofMeans(invoice, isDebit, ({ directDebit }) =>
      missingIf(directDebit === undefined, AT, 'Direct debit (BG-19) for payment means 59'),
    ),
  ),
  rule('BR-DE-25-b', 'BG-17 BG-18', (invoice) =>
    ofMeans(invoice, isDebit, ({ creditTransfers, card }) => {
      const text = 'A direct debit (59) goes with neither a credit transfer (BG-17) nor a card (BG-18).';
      return problemIf(creditTransfers.length > 0 || card !== undefined, AT, text);
    }),
  ),
  rule('BR-DE-30', 'BT-90', ({ paymentInstructions: payment }) =>
    missingIf(
      payment?.directDebit !== undefined && payment.directDebit.creditorId === undefined,
      `${AT}/directDebit`,
      'Creditor identifier of the direct debit (BT-90)',
    ),
  ),
  rule('BR-DE-31', 'BT-91', ({ paymentInstructions: payment }) =>
    missingIf(
      payment?.directDebit !== undefined && payment.directDebit.debitedAccount === undefined,
      `${AT}/directDebit`,
      'Debited account of the direct debit (BT-91)',
    ),
  ),
];
