import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { accountElement, agentElement, type Party, partyElements } from './party.ts';
import {
  amountElement,
  type FileHeader,
  paymentDocument,
  type Remittance,
  remittanceElement,
  totals,
} from './payment-file.ts';
import { type Element, leaf, node } from './xml.ts';

export interface CreditTransfer {
  readonly endToEndId: string;
  readonly amountMinor: bigint;
  /** Checked by `checkParty`. */
  readonly creditor: Party;
  readonly remittance?: Remittance | undefined;
}

/** Transfers from one account on one day: one `PmtInf`. */
export interface TransferGroup {
  readonly id: string;
  readonly executionDate: CalendarDate;
  readonly debtor: Party;
  /** One line in the statement for all of them, or one for each. */
  readonly batchBooking: boolean;
  readonly priority: 'NORM' | 'HIGH';
  readonly transfers: readonly CreditTransfer[];
}

const MESSAGE = { namespace: 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09', root: 'CstmrCdtTrfInitn' };

/**
 * A customer credit transfer initiation, ISO 20022 pain.001.001.09 as SEPA uses it (EPC132-08, SCT customer-to-PSP
 * guidelines; DK Anlage 3 version 3.8): service level SEPA, charges shared (SLEV), amounts in euro. Deterministic.
 */
export function writeCreditTransfer(header: FileHeader, groups: readonly TransferGroup[]): string {
  const all = groups.flatMap(({ transfers }) => transfers);
  return paymentDocument(MESSAGE, header, all, groups.map(groupElement));
}

function groupElement(group: TransferGroup): Element | undefined {
  const { debtor } = group;
  return node(
    'PmtInf',
    leaf('PmtInfId', group.id),
    leaf('PmtMtd', 'TRF'),
    leaf('BtchBookg', String(group.batchBooking)),
    totals(group.transfers),
    node('PmtTpInf', leaf('InstrPrty', group.priority), node('SvcLvl', leaf('Cd', 'SEPA'))),
    node('ReqdExctnDt', leaf('Dt', group.executionDate)),
    node('Dbtr', partyElements(debtor)),
    accountElement('DbtrAcct', debtor.iban),
    agentElement('DbtrAgt', debtor.bic, true),
    leaf('ChrgBr', 'SLEV'),
    group.transfers.flatMap((transfer) => transferElement(transfer) ?? []),
  );
}

function transferElement({
  endToEndId,
  amountMinor,
  creditor,
  remittance,
}: CreditTransfer): Element | undefined {
  return node(
    'CdtTrfTxInf',
    node('PmtId', leaf('EndToEndId', endToEndId)),
    node('Amt', amountElement('InstdAmt', amountMinor)),
    agentElement('CdtrAgt', creditor.bic, false),
    node('Cdtr', partyElements(creditor)),
    accountElement('CdtrAcct', creditor.iban),
    remittanceElement(remittance),
  );
}
