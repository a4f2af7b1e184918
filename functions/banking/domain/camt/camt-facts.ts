import { present, reference, tidy } from '../field-values.ts';
import { compactAccount } from '../iban.ts';
import type { BankTransactionCode, Party, PaymentFacts } from '../statement.ts';
import { at, child, children, textAt, type XmlElement } from './xml-tree.ts';

/** `BkTxCd`: domain, family and sub-family of the external code set, and the bank's own code. */
function readCode(element: XmlElement | undefined): BankTransactionCode | undefined {
  const code = child(element, 'BkTxCd');
  if (!code || code.children.length === 0) return undefined;
  return present({
    domain: textAt(code, 'Domn/Cd'),
    family: textAt(code, 'Domn/Fmly/Cd'),
    subFamily: textAt(code, 'Domn/Fmly/SubFmlyCd'),
    proprietary: textAt(code, 'Prtry/Cd'),
    issuer: textAt(code, 'Prtry/Issr'),
  });
}

/** BIC by version: `BIC` to .02, `BICFI` since .03. */
const bicOf = (agent: XmlElement | undefined) => textAt(agent, 'FinInstnId/BICFI', 'FinInstnId/BIC');

/**
 * One side of the payment. The party stands in the element itself up to .07; since .08 below `Pty`, or below `Agt` when
 * the party is a bank.
 */
function readParty(
  parties: XmlElement | undefined,
  role: string,
  agent: XmlElement | undefined,
): Party | undefined {
  const element = child(parties, role);
  const party = child(element, 'Pty') ?? element;
  const account = at(parties, `${role}Acct/Id`);
  const iban = textAt(account, 'IBAN');
  const found: Party = present({
    name: tidy(textAt(party, 'Nm') ?? textAt(element, 'Agt/FinInstnId/Nm')),
    iban: iban && compactAccount(iban),
    account: textAt(account, 'Othr/Id', 'PrtryAcct/Id', 'BBAN'),
    bic: bicOf(agent) ?? bicOf(child(element, 'Agt')),
    id: textAt(
      party,
      'Id/PrvtId/Othr/Id',
      'Id/OrgId/Othr/Id',
      'Id/OrgId/AnyBIC',
      'Id/OrgId/BICOrBEI',
      'Id/OrgId/LEI',
    ),
  });
  return Object.keys(found).length > 0 ? found : undefined;
}

const money = (amount: XmlElement | undefined): string | undefined =>
  amount && `${amount.text.trim()} ${amount.attributes.Ccy ?? ''}`.trim();

/** Charges as `"1.50 EUR"`: in records since .03, directly before. */
function readCharges(element: XmlElement): readonly string[] | undefined {
  const charges = children(element, 'Chrgs').flatMap((one) => {
    const records = children(one, 'Rcrd');
    return (records.length > 0 ? records : [one]).flatMap((record) => money(child(record, 'Amt')) ?? []);
  });
  return charges.length > 0 ? charges : undefined;
}

function readRemittance(element: XmlElement): PaymentFacts {
  const remittance = child(element, 'RmtInf');
  const lines = children(remittance, 'Ustrd').map(({ text }) => text);
  const structured = children(remittance, 'Strd');
  const references = structured.flatMap(
    (one) => tidy(textAt(one, 'CdtrRefInf/Ref', 'CdtrRefInf/CdtrRef')) ?? [],
  );
  const documents = structured.flatMap((one) =>
    children(one, 'RfrdDocInf').flatMap((document) => tidy(textAt(document, 'Nb', 'RfrdDocNb')) ?? []),
  );
  const additional = structured.flatMap((one) => children(one, 'AddtlRmtInf').map(({ text }) => text));
  return {
    remittance: tidy(lines.join(' ')) ?? tidy([...references, ...documents, ...additional].join(' ')),
    creditorReferences: references.length > 0 ? references : undefined,
    additionalRemittance: tidy([...documents, ...additional].join(' ')),
  };
}

function readReferences(element: XmlElement): PaymentFacts {
  const references = child(element, 'Refs');
  const others = children(references, 'Prtry').flatMap((one) => tidy(textAt(one, 'Ref')) ?? []);
  return {
    endToEndId: reference(textAt(references, 'EndToEndId')),
    mandateId: reference(textAt(references, 'MndtId')),
    transactionId: reference(textAt(references, 'TxId')),
    uetr: textAt(references, 'UETR'),
    instructionId: reference(textAt(references, 'InstrId')),
    paymentInformationId: reference(textAt(references, 'PmtInfId')),
    bankReference: reference(textAt(references, 'AcctSvcrRef', 'AcctSvcrTxId', 'ClrSysRef')),
    customerReference: reference(textAt(references, 'AcctOwnrTxId', 'ChqNb')),
    otherReferences: others.length > 0 ? others : undefined,
  };
}

/**
 * What an entry (`Ntry`) or a detail (`TxDtls`) of camt.052/053/054 says of the payment, in every version from
 * .02: the elements are those of `EntryTransaction2` to `EntryTransaction14` of the message definition reports.
 */
export function readFacts(element: XmlElement): PaymentFacts {
  const parties = child(element, 'RltdPties');
  const agents = child(element, 'RltdAgts');
  const creditor = readParty(parties, 'Cdtr', child(agents, 'CdtrAgt'));
  const reason = tidy(
    [
      textAt(element, 'RtrInf/Rsn/Cd', 'RtrInf/Rsn/Prtry'),
      ...children(child(element, 'RtrInf'), 'AddtlInf').map(({ text }) => text),
    ].join(' '),
  );
  const amounts = child(element, 'AmtDtls');
  return present({
    ...readReferences(element),
    ...readRemittance(element),
    additionalInfo: tidy(textAt(element, 'AddtlTxInf', 'AddtlNtryInf')),
    debtor: readParty(parties, 'Dbtr', child(agents, 'DbtrAgt')),
    creditor,
    creditorId: creditorIdOf(creditor),
    ultimateDebtor: readParty(parties, 'UltmtDbtr', undefined),
    ultimateCreditor: readParty(parties, 'UltmtCdtr', undefined),
    code: readCode(element),
    purpose: textAt(element, 'Purp/Cd', 'Purp/Prtry'),
    charges: readCharges(element),
    originalAmount: money(at(amounts, 'InstdAmt/Amt')),
    exchangeRate: textAt(
      amounts,
      'TxAmt/CcyXchg/XchgRate',
      'CntrValAmt/CcyXchg/XchgRate',
      'InstdAmt/CcyXchg/XchgRate',
    ),
    returnReason: reason,
  });
}

/** A creditor identifier (EPC262-08: country, check digits, business code, national part), where the party's id is one. */
function creditorIdOf(creditor: Party | undefined): string | undefined {
  const id = creditor?.id;
  return id && /^[A-Z]{2}\d{2}[A-Z0-9]{3}[A-Z0-9]{1,28}$/.test(id) ? id : undefined;
}
