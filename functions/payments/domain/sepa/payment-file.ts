import { formatMinor } from '../../../../shared/kernel/money.ts';
import { isCreditorReference } from './identifiers.ts';
import { type Element, leaf, node, writeXml } from './xml.ts';

/** What the payee is told: a structured creditor reference, or a text of up to 140 characters. */
export type Remittance =
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'text'; readonly text: string };

/** SEPA takes one text of this length (AT-T009, "remittance information"). */
export const MAX_REMITTANCE_LENGTH = 140;

/** SEPA payments are in euro and between 0.01 and 999,999,999.99 (AT-T002 with its usage rule). */
export const MAX_PAYMENT_MINOR = 99_999_999_999n;

/** Group header fields that transfers and debits have in common. */
export interface FileHeader {
  readonly messageId: string;
  /** RFC 3339 UTC. */
  readonly createdAt: string;
  /** Name of whoever sends the file, in the basic character set. */
  readonly initiator: string;
}

interface Summed {
  readonly amountMinor: bigint;
}

/** `NbOfTxs` and `CtrlSum`, exact: whole cents added up. */
export function totals(payments: readonly Summed[]): readonly Element[] {
  const sum = payments.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  return [leaf('NbOfTxs', String(payments.length)), leaf('CtrlSum', formatMinor(sum, 'EUR'))].flatMap(
    (element) => element ?? [],
  );
}

function groupHeader(header: FileHeader, payments: readonly Summed[]): Element | undefined {
  return node(
    'GrpHdr',
    leaf('MsgId', header.messageId),
    leaf('CreDtTm', header.createdAt.replace(/\.\d+Z$/, 'Z')),
    totals(payments),
    node('InitgPty', leaf('Nm', header.initiator)),
  );
}

/** The whole message: group header over all payments, then the groups as `PmtInf`. */
export function paymentDocument(
  message: { readonly namespace: string; readonly root: string },
  header: FileHeader,
  payments: readonly Summed[],
  groups: readonly (Element | undefined)[],
): string {
  const initiation = node(
    message.root,
    groupHeader(header, payments),
    groups.flatMap((group) => group ?? []),
  );
  return writeXml({
    name: 'Document',
    attributes: { xmlns: message.namespace },
    content: initiation ? [initiation] : [],
  });
}

/** `RmtInf`: the ISO 11649 reference as code SCOR, else one unstructured text. */
export function remittanceElement(remittance: Remittance | undefined): Element | undefined {
  if (remittance === undefined) return undefined;
  if (remittance.kind === 'text') return node('RmtInf', leaf('Ustrd', remittance.text));
  const type = node('Tp', node('CdOrPrtry', leaf('Cd', 'SCOR')), leaf('Issr', 'ISO'));
  return node('RmtInf', node('Strd', node('CdtrRefInf', type, leaf('Ref', remittance.reference))));
}

/** A payment's text as remittance: its reference where it is a structured one. */
export function remittanceOf(text: string): Remittance {
  const compact = text.replaceAll(' ', '').toUpperCase();
  return isCreditorReference(compact) ? { kind: 'reference', reference: compact } : { kind: 'text', text };
}

export function amountElement(name: string, amountMinor: bigint): Element | undefined {
  if (amountMinor <= 0n || amountMinor > MAX_PAYMENT_MINOR) {
    throw new RangeError(`no SEPA payment has ${amountMinor} cents`);
  }
  return leaf(name, formatMinor(amountMinor, 'EUR'), { Ccy: 'EUR' });
}
