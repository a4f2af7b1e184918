import { absolute, formatMinor } from '../../../shared/kernel/money.ts';
import { transactionId } from '../domain/transaction-id.ts';
import type { BankTransactionRow } from '../table.ts';

/** A bank transaction as it is answered. */
export function viewTransaction(row: BankTransactionRow) {
  const {
    company: _c,
    entryHash: _h,
    detail: _d,
    details: _n,
    row: _r,
    version: _v,
    format: _f,
    amountMinor,
    originalMinor,
    chargesMinor,
    proposals,
    learned: _l,
    returned,
    runId,
    ...told
  } = row;
  const money = (minor: bigint | undefined) =>
    minor === undefined ? undefined : formatMinor(minor, row.currency);
  return {
    ...told,
    id: transactionId(row),
    amount: formatMinor(amountMinor, row.currency),
    originalAmount: money(originalMinor),
    charges: money(chargesMinor),
    proposals:
      proposals === undefined || proposals.length === 0
        ? undefined
        : proposals.map(({ items, returns, target, ...proposal }) => ({
            ...proposal,
            ...target,
            returns: returns && {
              run: returns.run,
              payment: returns.payment,
              fee: formatMinor(returns.feeMinor, row.currency),
            },
            items: items.map(({ item, discountMinor }) => ({
              item,
              discount:
                discountMinor === undefined ? undefined : formatMinor(absolute(discountMinor), row.currency),
            })),
          })),
    run: runId,
    returns: returned && { run: returned.runId, payment: returned.number },
  };
}
