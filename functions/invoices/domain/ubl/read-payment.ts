import type { CreditTransfer, DirectDebit, PaymentCard, PaymentInstructions } from '../model/payment.ts';
import { agreed } from '../read/agreed.ts';
import { type Cursor, group, text } from '../read/cursor.ts';
import { present } from '../read/present.ts';
import { attributeOf, child, childrenOf, textOf, type XmlNode } from '../xml/xml-node.ts';
import { creditorId } from './read-party.ts';

function readTransfers(at: Cursor, means: readonly XmlNode[]): CreditTransfer[] {
  const accounts = means.flatMap((node) => childrenOf(node, 'cac:PayeeFinancialAccount'));
  return accounts.map((node, index) => {
    const path = `${at.path}/creditTransfers/${index}`;
    at.reading.lines.set(path, node.line);
    const account = { ...at, node, path };
    return present({
      account: text(account, 'cbc:ID'),
      accountName: text(account, 'cbc:Name'),
      serviceProvider: text(account, 'cac:FinancialInstitutionBranch', 'cbc:ID'),
    });
  });
}

function readCard(at: Cursor): PaymentCard | undefined {
  if (!at.node) return undefined;
  // The network is mandatory in the schema of UBL and no term of the standard.
  text(at, 'cbc:NetworkID');
  return present({ number: text(at, 'cbc:PrimaryAccountNumberID'), holder: text(at, 'cbc:HolderName') });
}

function readDebit(at: Cursor, creditor: string | undefined): DirectDebit | undefined {
  if (!at.node) return undefined;
  return present({
    mandate: text(at, 'cbc:ID'),
    creditorId: creditor,
    debitedAccount: text(at, 'cac:PayerFinancialAccount', 'cbc:ID'),
  });
}

/** BG-16 from `PaymentMeans`, of which a file has one for each account. BT-90 stands with the seller or the payee. */
export function readPayment(document: Cursor): PaymentInstructions | undefined {
  const at = group(document, 'paymentInstructions', 'cac:PaymentMeans');
  const { reading, path } = at;
  const creditor =
    creditorId(group(document, '', 'cac:PayeeParty')) ??
    creditorId(group(document, '', 'cac:AccountingSupplierParty', 'cac:Party'));
  if (!at.node) return undefined;
  const means = childrenOf(document.node, 'cac:PaymentMeans');
  const codes = means.map((node) => child(node, 'cbc:PaymentMeansCode'));
  const references = means.map((node) => child(node, 'cbc:PaymentID'));
  const withCard = means.find((node) => child(node, 'cac:CardAccount'));
  const withMandate = means.find((node) => child(node, 'cac:PaymentMandate'));
  return present({
    meansCode: agreed(reading, codes, 'BT-81', `${path}/meansCode`, textOf),
    meansText: agreed(reading, codes, 'BT-82', `${path}/meansText`, (node) => attributeOf(node, 'name')),
    remittanceInformation: agreed(reading, references, 'BT-83', `${path}/remittanceInformation`, textOf),
    creditTransfers: readTransfers(at, means),
    card: readCard(group({ ...at, node: withCard }, 'card', 'cac:CardAccount')),
    directDebit: readDebit(
      group({ ...at, node: withMandate }, 'directDebit', 'cac:PaymentMandate'),
      creditor,
    ),
  });
}
