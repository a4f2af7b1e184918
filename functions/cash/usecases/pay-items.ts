import { invariant } from '../../../shared/kernel/errors.ts';
import { signedAmount } from '../../ledger/rules.ts';
import type { Receivables, SettleOrder } from '../../receivables/books.ts';
import type { CashEntryRow } from '../table.ts';
import { type RecordDeps, type RecordOrder, recordRow, rowOf, rowWrites } from './recording.ts';

export interface PayItemsDeps extends RecordDeps {
  readonly receivables: Pick<Receivables, 'settle'>;
}

export type PaymentWish = Pick<
  SettleOrder,
  'wishes' | 'bankMinor' | 'restAccount' | 'adjustmentAccount' | 'documentNumber' | 'reference' | 'text'
>;

/**
 * Clears open items with cash: entry, clearing and row are one transaction. How much moves follows from the items, discounts
 * taken; that there is so much is checked before it is committed.
 */
export function payItems(deps: PayItemsDeps, order: RecordOrder, wish: PaymentWish): Promise<CashEntryRow> {
  const { posting, account, date } = order;
  return recordRow(deps, order, async (attempt) => {
    let recorded: CashEntryRow | undefined;
    await deps.receivables.settle({
      ...wish,
      posting,
      id: attempt.entryId,
      date,
      bankAccount: account,
      together: ({ entry, clearing }) => {
        invariant(entry, 'a payment has an entry');
        const line = entry.lines.find((one) => one.account === account);
        invariant(line, 'a payment has a line on the account that it is paid from');
        const { text, documentNumber } = entry;
        const contraAccount = clearing.parts[0]?.account;
        const amountMinor = signedAmount(line);
        recorded = rowOf(
          attempt,
          order,
          { kind: 'payment', amountMinor, contraAccount, text, documentNumber },
          entry,
        );
        return rowWrites(deps, attempt, recorded, order);
      },
    });
    invariant(recorded, 'a payment that was settled has its row');
    return recorded;
  });
}
