import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { type Books, type NewEntry, signedLine } from '../../ledger/books.ts';
import { assertAmount, type ReturnedPayment, type Transit } from '../../payments/books.ts';
import { matchReturn } from '../domain/returned-payment.ts';
import { transactionId } from '../domain/transaction-id.ts';
import { refuse } from '../errors.ts';
import type { BankAccountRow } from '../table.ts';
import { type BookedChanges, entryOfLine, type LineOrder } from './bank-entry.ts';

export interface BookRunLineDeps {
  readonly books: Pick<Books, 'post'>;
  readonly transit: Pick<Transit, 'planSettlement' | 'returnPayment'>;
  readonly retryWhileContended: Retry;
}

type Account = BankAccountRow & { readonly ledgerAccount: string };
/** The transaction as it becomes, with what is written of it. */
type Become = (changes: BookedChanges) => readonly Write[];

export interface RunWish {
  readonly id: string;
  readonly payments: readonly number[];
}

/**
 * Books a line that shows payments of a run: bank against the transit account. The payments count as executed in the same
 * transaction; somebody else's booking of one of them is read and decided on anew.
 * @throws payments.unknown-run, payments.run-state, payments.payment-state
 */
export async function bookRunLine(
  deps: BookRunLineDeps,
  { posting, row }: LineOrder,
  { ledgerAccount }: Account,
  { id: runId, payments: numbers }: RunWish,
  become: Become,
): Promise<void> {
  const wish = { runId, numbers, transactionId: transactionId(row), on: row.bookingDate };
  await decideAgain('payments', deps, async () => {
    const plan = await deps.transit.planSettlement(posting.company.id, wish);
    assertAmount(plan, row.amountMinor);
    const { transitAccount, messageId: documentNumber, writes } = plan;
    const lines = [signedLine(ledgerAccount, row.amountMinor), signedLine(transitAccount, -row.amountMinor)];
    await postLine(deps, posting, entryOfLine(row, lines, { documentNumber }), (entryId) => [
      ...become({ entryId, runId }),
      ...writes(entryId),
    ]);
  });
}

/** Posts one entry with writes that must happen together with it. */
export async function postLine(
  { books }: Pick<BookRunLineDeps, 'books'>,
  posting: LineOrder['posting'],
  entry: NewEntry,
  together: (entryId: string) => readonly Write[],
): Promise<void> {
  const [result] = await books.post(posting, [entry], (_from, _to, [decided]) =>
    decided?.status === 'posted' ? together(decided.id) : [],
  );
  if (result?.status === 'refused') throw result.problem;
}

export interface ReturnWish {
  readonly run: string;
  readonly payment: number;
  /** The partner pays the bank's fee. */
  readonly recharge: boolean;
}

/**
 * Books a line that gives a payment of ours back: bank against the transit account, the fee on the account for it or on the
 * partner's; the payment is reversed in the same transaction, so that its items are open again.
 * @throws payments.unknown-payment, payments.payment-state, banking.invalid-booking
 */
export async function bookReturn(
  deps: BookRunLineDeps,
  { posting, row }: LineOrder,
  account: Account,
  { run: runId, payment: number, recharge }: ReturnWish,
  become: Become,
): Promise<void> {
  await decideAgain('payments', deps, () =>
    deps.transit.returnPayment({
      posting,
      runId,
      number,
      on: row.bookingDate,
      transactionId: transactionId(row),
      code: row.returnReason,
      entry: (returned) => returnEntry({ posting, row }, account, returned, recharge),
      together: (entryId) => become({ entryId, returned: { runId, number } }),
    }),
  );
}

function returnEntry(
  { row }: Pick<LineOrder, 'posting' | 'row'>,
  { ledgerAccount, feeAccount }: Account,
  { run, payment, amountMinor }: ReturnedPayment,
  recharge: boolean,
): NewEntry {
  const match = matchReturn(row, amountMinor);
  const complain = (detail: string) =>
    refuse('banking.invalid-booking', detail, { errors: [{ pointer: '/returns', detail }] });
  if (!match)
    throw complain('The line is less than the payment, or more than it and a fee: it is no return of it.');
  const takesFee = recharge ? payment.account : feeAccount;
  if (match.feeMinor !== 0n && takesFee === undefined) {
    throw complain(`Name an account for fees at the bank account ${row.iban} first.`);
  }
  const lines = [
    signedLine(ledgerAccount, row.amountMinor),
    signedLine(run.orderer.transitAccount, -amountMinor),
    ...(match.feeMinor === 0n || takesFee === undefined ? [] : [signedLine(takesFee, match.feeMinor)]),
  ];
  return entryOfLine(row, lines, {});
}
