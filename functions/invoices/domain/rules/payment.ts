import { each, missingIf, NO_PROBLEM, problemIf, type Rule, rule } from './rule.ts';

/** UNCL 4461: credit transfer, SEPA credit transfer. */
export const TRANSFER_CODES: ReadonlySet<string | undefined> = new Set(['30', '58']);
const AT = '/paymentInstructions';

/** Payment instructions and what is due: EN 16931-1, 6.4. */
export const PAYMENT_RULES: readonly Rule[] = [
  rule('BR-49', 'BT-81', ({ paymentInstructions: payment }) =>
    missingIf(payment !== undefined && payment.meansCode === undefined, AT, 'Payment means code (BT-81)'),
  ),
  rule('BR-50', 'BT-84', ({ paymentInstructions: payment }) =>
    payment && TRANSFER_CODES.has(payment.meansCode)
      ? each(payment.creditTransfers, `${AT}/creditTransfers`, ({ account }, path) =>
          missingIf(account === undefined, path, 'Payment account identifier (BT-84)'),
        )
      : NO_PROBLEM,
  ),
  rule(
    'BR-51',
    'BT-87',
    ({ paymentInstructions: payment }) =>
      problemIf(
        (payment?.card?.number?.length ?? 0) > 10,
        `${AT}/card/number`,
        'The card number (BT-87) is longer than the ten digits that PCI allows to be shown.',
      ),
    'warning',
  ),
  rule('BR-61', 'BT-84', ({ paymentInstructions: payment }) => {
    const transfer = payment !== undefined && TRANSFER_CODES.has(payment.meansCode);
    const known = payment?.creditTransfers.some(({ account }) => account !== undefined) === true;
    return missingIf(transfer && !known, AT, `The account (BT-84) for payment means ${payment?.meansCode}`);
  }),
  // In the standard, but since 1.3.16 not among the published checks: said, but no reason to refuse.
  rule(
    'BR-CO-25',
    'BT-9 BT-20 BT-115',
    ({ dueDate, paymentTerms, totals }) =>
      problemIf(
        (totals.payable ?? 0n) > 0n && dueDate === undefined && paymentTerms === undefined,
        '/dueDate',
        'An amount is due (BT-115), but neither the due date (BT-9) nor payment terms (BT-20) are stated.',
      ),
    'warning',
  ),
];
