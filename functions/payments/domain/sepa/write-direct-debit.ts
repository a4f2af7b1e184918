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

export type DebitScheme = 'CORE' | 'B2B';
/** First, recurring, one-off, final (`SequenceType3Code`). */
export type DebitSequence = 'FRST' | 'RCUR' | 'OOFF' | 'FNAL';

/** What of a mandate is other than at its last collection, told once with the next one (AT-M007 and following). */
export interface MandateAmendment {
  readonly originalMandateId?: string | undefined;
  readonly originalCreditorId?: string | undefined;
  readonly originalCreditorName?: string | undefined;
  /** The payer has another account, at the same bank or another: `SMNDA`, same mandate with new debtor account. */
  readonly accountChanged?: boolean | undefined;
}

export interface DirectDebit {
  readonly endToEndId: string;
  readonly amountMinor: bigint;
  readonly mandateId: string;
  readonly signedOn: CalendarDate;
  readonly amendment?: MandateAmendment | undefined;
  /** Checked by `checkParty`. */
  readonly debtor: Party;
  readonly remittance?: Remittance | undefined;
}

/** Debits of one scheme and sequence to one account on one day: one `PmtInf`. */
export interface DebitGroup {
  readonly id: string;
  readonly collectionDate: CalendarDate;
  readonly scheme: DebitScheme;
  readonly sequence: DebitSequence;
  readonly creditor: Party;
  readonly creditorId: string;
  readonly batchBooking: boolean;
  readonly debits: readonly DirectDebit[];
}

const MESSAGE = { namespace: 'urn:iso:std:iso:20022:tech:xsd:pain.008.001.08', root: 'CstmrDrctDbtInitn' };

/**
 * A customer direct debit initiation, ISO 20022 pain.008.001.08 as SEPA uses it (EPC130-08 and EPC131-08, SDD Core and
 * B2B customer-to-PSP guidelines; DK Anlage 3 version 3.8). Deterministic.
 */
export function writeDirectDebit(header: FileHeader, groups: readonly DebitGroup[]): string {
  const all = groups.flatMap(({ debits }) => debits);
  return paymentDocument(MESSAGE, header, all, groups.map(groupElement));
}

/** An identifier under the proprietary scheme SEPA: how creditor ids are told. */
function schemeId(id: string): Element | undefined {
  return node('Id', node('PrvtId', node('Othr', leaf('Id', id), node('SchmeNm', leaf('Prtry', 'SEPA')))));
}

function groupElement(group: DebitGroup): Element | undefined {
  const { creditor } = group;
  return node(
    'PmtInf',
    leaf('PmtInfId', group.id),
    leaf('PmtMtd', 'DD'),
    leaf('BtchBookg', String(group.batchBooking)),
    totals(group.debits),
    node(
      'PmtTpInf',
      node('SvcLvl', leaf('Cd', 'SEPA')),
      node('LclInstrm', leaf('Cd', group.scheme)),
      leaf('SeqTp', group.sequence),
    ),
    leaf('ReqdColltnDt', group.collectionDate),
    node('Cdtr', partyElements(creditor)),
    accountElement('CdtrAcct', creditor.iban),
    agentElement('CdtrAgt', creditor.bic, true),
    leaf('ChrgBr', 'SLEV'),
    node('CdtrSchmeId', schemeId(group.creditorId)),
    group.debits.flatMap((debit) => debitElement(debit) ?? []),
  );
}

function debitElement(debit: DirectDebit): Element | undefined {
  const { debtor } = debit;
  const amendment = amendmentElement(debit.amendment);
  const mandate = node(
    'MndtRltdInf',
    leaf('MndtId', debit.mandateId),
    leaf('DtOfSgntr', debit.signedOn),
    leaf('AmdmntInd', amendment ? 'true' : undefined),
    amendment,
  );
  return node(
    'DrctDbtTxInf',
    node('PmtId', leaf('EndToEndId', debit.endToEndId)),
    amountElement('InstdAmt', debit.amountMinor),
    node('DrctDbtTx', mandate),
    agentElement('DbtrAgt', debtor.bic, true),
    node('Dbtr', partyElements(debtor)),
    accountElement('DbtrAcct', debtor.iban),
    remittanceElement(debit.remittance),
  );
}

function amendmentElement(amendment: MandateAmendment = {}): Element | undefined {
  const { originalMandateId, originalCreditorId, originalCreditorName, accountChanged } = amendment;
  const creditor = node(
    'OrgnlCdtrSchmeId',
    leaf('Nm', originalCreditorName),
    originalCreditorId === undefined ? undefined : schemeId(originalCreditorId),
  );
  const account = accountChanged
    ? node('OrgnlDbtrAcct', node('Id', node('Othr', leaf('Id', 'SMNDA'))))
    : undefined;
  return node('AmdmntInfDtls', leaf('OrgnlMndtId', originalMandateId), creditor, account);
}
