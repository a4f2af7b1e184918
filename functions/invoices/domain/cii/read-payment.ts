import type { CreditTransfer, DirectDebit, PaymentCard, PaymentInstructions } from '../model/payment.ts';
import { agreed } from '../read/agreed.ts';
import { type Cursor, group, text } from '../read/cursor.ts';
import { present, presentGroup } from '../read/present.ts';
import { child, childrenOf, textOf, type XmlNode } from '../xml/xml-node.ts';

/** Either makes a credit transfer: the account, or the bank alone. */
const PAYEE = ['ram:PayeePartyCreditorFinancialAccount', 'ram:PayeeSpecifiedCreditorFinancialInstitution'];
const MEANS = 'ram:SpecifiedTradeSettlementPaymentMeans';

function readTransfers(at: Cursor, means: readonly XmlNode[]): CreditTransfer[] {
  const transfers = means.filter((node) => PAYEE.some((name) => child(node, name)));
  return transfers.map((node, index) => {
    const path = `${at.path}/creditTransfers/${index}`;
    at.reading.lines.set(path, node.line);
    const own = { ...at, node, path };
    const account = group(own, '', 'ram:PayeePartyCreditorFinancialAccount');
    return present({
      account: text(account, 'ram:IBANID') ?? text(account, 'ram:ProprietaryID'),
      accountName: text(account, 'ram:AccountName'),
      serviceProvider: text(own, 'ram:PayeeSpecifiedCreditorFinancialInstitution', 'ram:BICID'),
    });
  });
}

function readCard(at: Cursor): PaymentCard | undefined {
  if (!at.node) return undefined;
  return present({ number: text(at, 'ram:ID'), holder: text(at, 'ram:CardholderName') });
}

/** BG-19: mandate, creditor and debited account stand in three places. */
function readDebit(settlement: Cursor, means: readonly XmlNode[]): DirectDebit | undefined {
  const payer = means.find((node) => child(node, 'ram:PayerPartyDebtorFinancialAccount'));
  return presentGroup({
    mandate: text(settlement, 'ram:SpecifiedTradePaymentTerms', 'ram:DirectDebitMandateID'),
    creditorId: text(settlement, 'ram:CreditorReferenceID'),
    debitedAccount: text(
      { ...settlement, node: payer },
      'ram:PayerPartyDebtorFinancialAccount',
      'ram:IBANID',
    ),
  });
}

/** BG-16 from the payment means of the settlement, of which a file has one for each account. */
export function readPayment(settlement: Cursor): PaymentInstructions | undefined {
  const at = group(settlement, 'paymentInstructions', MEANS);
  const { reading, path } = at;
  const means = childrenOf(settlement.node, MEANS);
  const directDebit = readDebit(settlement, means);
  const remittanceInformation = text(settlement, 'ram:PaymentReference');
  if (!at.node && !directDebit && remittanceInformation === undefined) return undefined;
  const codes = means.map((node) => child(node, 'ram:TypeCode'));
  const texts = means.map((node) => child(node, 'ram:Information'));
  const card = 'ram:ApplicableTradeSettlementFinancialCard';
  const withCard = means.find((node) => child(node, card));
  return present({
    meansCode: agreed(reading, codes, 'BT-81', `${path}/meansCode`, textOf),
    meansText: agreed(reading, texts, 'BT-82', `${path}/meansText`, textOf),
    remittanceInformation,
    creditTransfers: readTransfers(at, means),
    card: readCard(group({ ...at, node: withCard }, 'card', card)),
    directDebit,
  });
}
