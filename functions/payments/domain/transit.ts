import type { Payment, RunKind } from './payment.ts';
import { groupsOf } from './payment-groups.ts';
import { endToEndIdOf, messageIdOf } from './sepa/identifiers.ts';

/** A payment that was given to the bank, as its statement shows it. */
export interface TransitPayment {
  readonly number: number;
  readonly endToEndId: string;
  /** `PmtInfId` of its group in the file. */
  readonly groupId: string;
  /** Signed as in a statement: a transfer is negative, a debit positive. */
  readonly amountMinor: bigint;
  readonly iban: string;
  /** The bank said that it did not execute it: mostly it is not in the batch. */
  readonly rejected: boolean;
}

/** A run with those of its payments that no statement has shown yet. */
export interface TransitRun {
  readonly runId: string;
  readonly messageId: string;
  /** Account that it is paid from, or collected to. */
  readonly iban: string;
  readonly transitAccount: string;
  readonly executionDate: string;
  readonly payments: readonly TransitPayment[];
}

export type SentPaymentState =
  | 'proposed'
  | 'left-out'
  | 'booked'
  | 'accepted'
  | 'rejected'
  | 'reversed'
  | 'returned';

export type SentPayment = Pick<Payment, 'mandate' | 'amountMinor'> & {
  readonly number: number;
  readonly state: SentPaymentState;
  readonly entryId?: string | undefined;
  readonly party: { readonly iban: string };
};

interface SentRun {
  readonly id: string;
  readonly kind: RunKind;
  readonly executionDate: string;
  readonly orderer: { readonly iban: string; readonly transitAccount: string };
}

/** A line of a statement that has shown payments of a run; one that was taken back counts no more. */
export interface Settlement {
  readonly numbers: readonly number[];
  readonly undone?: boolean | undefined;
}

/** The numbers that statements have shown. */
export function settledNumbers(settlements: readonly Settlement[]): ReadonlySet<number> {
  return new Set(settlements.filter(({ undone }) => !undone).flatMap(({ numbers }) => numbers));
}

/** What the bank has been given and no statement has shown. Cancelled payments were never given to it. */
export function transitOf(
  run: SentRun,
  payments: readonly SentPayment[],
  settlements: readonly Settlement[],
): TransitRun {
  const sent = payments.filter(({ entryId }) => entryId !== undefined);
  const settled = settledNumbers(settlements);
  const open = [...groupsOf(run, sent)].flatMap(([groupId, group]) =>
    group
      .filter(({ number, state }) => state !== 'reversed' && !settled.has(number))
      .map(
        ({ number, state, amountMinor, party }): TransitPayment => ({
          number,
          endToEndId: endToEndIdOf(run.id, number),
          groupId,
          amountMinor: run.kind === 'transfer' ? -amountMinor : amountMinor,
          iban: party.iban,
          rejected: state === 'rejected',
        }),
      ),
  );
  const { iban, transitAccount } = run.orderer;
  const { id: runId, executionDate } = run;
  return { runId, messageId: messageIdOf(runId), iban, transitAccount, executionDate, payments: open };
}

/** Whether all that the bank was to do stands in statements; what it rejected need not. */
export function isSettled(payments: readonly SentPayment[], settlements: readonly Settlement[]): boolean {
  const settled = settledNumbers(settlements);
  const wanted = payments.filter(
    ({ state }) => state === 'booked' || state === 'accepted' || state === 'returned',
  );
  return settled.size > 0 && wanted.every(({ number }) => settled.has(number));
}
