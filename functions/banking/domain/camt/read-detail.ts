import type { StatementTransaction } from '../statement.ts';
import { type Amount, bankCodeOf, given, readAmount, readMoney } from './camt-values.ts';
import { child, childrenOf, textAt, type XmlNode } from './read-xml.ts';

export type Party = StatementTransaction['counterparty'];

/** A detail of an entry (TxDtls), taken over from its element. */
export type Detail = Omit<
  StatementTransaction,
  | 'bookingDate'
  | 'valueDate'
  | 'amountMinor'
  | 'currency'
  | 'pending'
  | 'entry'
  | 'detail'
  | 'details'
  | 'line'
  | 'counterparty'
  | 'originalMinor'
  | 'chargesMinor'
> & {
  readonly amount: Amount | undefined;
  /** What was ordered, before charges (AmtDtls/InstdAmt). */
  readonly instructed: Amount | undefined;
  readonly charges: readonly Amount[];
  readonly debtor: Party;
  readonly creditor: Party;
  readonly indicator: string | undefined;
};

export const NO_DETAIL: Detail = {
  amount: undefined,
  instructed: undefined,
  charges: [],
  debtor: {},
  creditor: {},
  indicator: undefined,
  remittance: '',
};

export function readDetail(node: XmlNode): Detail {
  const refs = child(node, 'Refs');
  const indicator = textAt(node, 'CdtDbtInd');
  const amountNode = child(node, 'Amt') ? node : child(node, 'AmtDtls', 'TxAmt');
  const amount = amountNode && child(amountNode, 'Amt') ? readAmount(amountNode) : undefined;
  const instructed = child(node, 'AmtDtls', 'InstdAmt', 'Amt');
  return {
    amount,
    instructed: instructed && readMoney(instructed),
    charges: readCharges(node),
    ...given('bankReference', textAt(refs, 'AcctSvcrRef')),
    ...given('endToEndId', textAt(refs, 'EndToEndId')),
    ...given('mandateId', textAt(refs, 'MndtId')),
    ...given('messageId', textAt(refs, 'MsgId')),
    ...given('paymentGroupId', textAt(refs, 'PmtInfId')),
    ...given('transactionId', textAt(refs, 'TxId') ?? textAt(refs, 'UETR')),
    ...given(
      'creditorId',
      textAt(node, 'RltdPties', 'Cdtr', 'Id', 'PrvtId', 'Othr', 'Id') ??
        textAt(node, 'RltdPties', 'Cdtr', 'Pty', 'Id', 'PrvtId', 'Othr', 'Id'),
    ),
    ...given('returnReason', textAt(node, 'RtrInf', 'Rsn', 'Cd') ?? textAt(node, 'RtrInf', 'Rsn', 'Prtry')),
    ...given('bankTransactionCode', bankCodeOf(node)),
    remittance: readRemittance(child(node, 'RmtInf')) || (textAt(node, 'AddtlTxInf') ?? ''),
    debtor: readParty(node, 'Dbtr'),
    creditor: readParty(node, 'Cdtr'),
    indicator,
  };
}

/** Charges of an entry or a detail: records (from version 03 on), or amounts without records (version 02). */
export function readCharges(node: XmlNode): readonly Amount[] {
  return childrenOf(node, 'Chrgs').flatMap((charges) => {
    const records = childrenOf(charges, 'Rcrd');
    const amounts = (records.length > 0 ? records : [charges]).flatMap((one) => childrenOf(one, 'Amt'));
    return amounts.map(readMoney);
  });
}

function readRemittance(node: XmlNode | undefined): string {
  const lines = childrenOf(node, 'Ustrd').map(({ text }) => text.trim());
  const references = childrenOf(node, 'Strd').flatMap((one) => textAt(one, 'CdtrRefInf', 'Ref') ?? []);
  return [...lines, ...references].filter((text) => text !== '').join(' ');
}

/** Who stands on the other side: the debtor of what is received, the creditor of what is paid; the other where banks name only him. */
export function counterpartyOf(received: boolean, debtor: Party, creditor: Party): Party {
  const [other, own] = received ? [debtor, creditor] : [creditor, debtor];
  return other.name === undefined && other.iban === undefined ? own : other;
}

function readParty(node: XmlNode, role: 'Dbtr' | 'Cdtr'): Party {
  const parties = child(node, 'RltdPties');
  const party = child(parties, role);
  const account = child(parties, `${role}Acct`, 'Id');
  const agent = child(node, 'RltdAgts', `${role}Agt`, 'FinInstnId');
  const iban = textAt(account, 'IBAN') ?? textAt(account, 'Othr', 'Id') ?? textAt(account, 'PrtryAcct', 'Id');
  return {
    ...given('name', textAt(party, 'Nm') ?? textAt(party, 'Pty', 'Nm')),
    ...given('iban', iban?.replace(/\s/g, '')),
    ...given('bic', textAt(agent, 'BICFI') ?? textAt(agent, 'BIC')),
  };
}
