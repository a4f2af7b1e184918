import { invariant } from '../../../shared/kernel/errors.ts';
import type { Payment } from './payment.ts';
import { groupsOf } from './payment-groups.ts';
import { endToEndIdOf, messageIdOf } from './sepa/identifiers.ts';
import { checkParty, type Party } from './sepa/party.ts';
import { remittanceOf } from './sepa/payment-file.ts';
import { writeCreditTransfer } from './sepa/write-credit-transfer.ts';
import { writeDirectDebit } from './sepa/write-direct-debit.ts';

export interface OrderedRun {
  readonly id: string;
  readonly kind: 'transfer' | 'direct-debit';
  readonly executionDate: string;
  readonly urgent: boolean;
  /** RFC 3339 UTC; the file's creation, so that it is the same whenever it is written. */
  readonly decidedAt: string;
  readonly orderer: Party & { readonly creditorId?: string | undefined; readonly batchBooking: boolean };
}

type OrderedPayment = Payment & { readonly number: number };

/** The file of a run: transfers in one group, debits in one for each scheme and sequence, in the order of the payments. */
export function writeRunFile(run: OrderedRun, payments: readonly OrderedPayment[]): string {
  const messageId = messageIdOf(run.id);
  const own = checkParty(run.orderer, 'transfer');
  invariant('name' in own, `run ${run.id} was proposed with settings that no file can name`);
  const header = { messageId, createdAt: run.decidedAt, initiator: own.name };
  const common = ({ number, amountMinor, text }: OrderedPayment) => ({
    endToEndId: endToEndIdOf(run.id, number),
    amountMinor,
    remittance: remittanceOf(text),
  });
  const { batchBooking, creditorId = '' } = run.orderer;
  const groups = [...groupsOf(run, payments)];
  if (run.kind === 'transfer') {
    const { executionDate } = run;
    const priority = run.urgent ? ('HIGH' as const) : ('NORM' as const);
    const transfersOf = (group: readonly OrderedPayment[]) =>
      group.map((payment) => ({ ...common(payment), creditor: payment.party }));
    return writeCreditTransfer(
      header,
      groups.map(([id, group]) => ({
        id,
        executionDate,
        debtor: own,
        batchBooking,
        priority,
        transfers: transfersOf(group),
      })),
    );
  }
  return writeDirectDebit(
    header,
    groups.flatMap(([id, group]) => {
      const { scheme, sequence } = group[0]?.mandate ?? {};
      if (!scheme || !sequence) return [];
      const debits = group.flatMap((debit) => {
        const { mandate, party: debtor } = debit;
        if (!mandate) return [];
        const { id: mandateId, signedOn, amendment } = mandate;
        return { ...common(debit), mandateId, signedOn, amendment, debtor };
      });
      const collectionDate = run.executionDate;
      return { id, collectionDate, scheme, sequence, creditor: own, creditorId, batchBooking, debits };
    }),
  );
}
