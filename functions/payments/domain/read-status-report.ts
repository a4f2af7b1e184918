import { isCalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { refuse } from '../errors.ts';
import { paymentOf, runIdOf } from './sepa/identifiers.ts';

/** An element as its reader gives it: a text, or its children by name, several of one name as a list. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] };

export type PaymentOutcome = 'accepted' | 'rejected' | 'pending';

/** What a report says of one payment, of a group of a file, or of a whole file. */
export interface Statement {
  readonly scope: 'payment' | 'group' | 'run';
  /** End-to-end id, `PmtInfId` or `MsgId`, as the report has it. */
  readonly id: string;
  readonly runId: string | undefined;
  readonly number?: number | undefined;
  readonly status: string;
  readonly outcome: PaymentOutcome | undefined;
  /** ExternalStatusReason1Code or a bank's own; the status itself where the bank gives none. */
  readonly code: string;
  readonly detail: string;
}

export interface StatusReport {
  readonly createdOn: string;
  readonly statements: readonly Statement[];
}

/**
 * ISO 20022 external codes of payment status. Technically valid or received is not accepted yet, and `PART` says nothing of
 * one payment.
 */
const OUTCOMES: Readonly<Record<string, PaymentOutcome>> = {
  RJCT: 'rejected', CANC: 'rejected', ACCP: 'accepted', ACSP: 'accepted', ACSC: 'accepted', ACWC: 'accepted',
  ACCC: 'accepted', ACFC: 'accepted', ACTC: 'pending', RCVD: 'pending', PDNG: 'pending', PART: 'pending',
}; // biome-ignore format: a table

/** ISO 20022 namespaces of the report: version 03 still comes from some banks, 10 belongs to pain.001.001.09. */
export const STATUS_REPORT = /^urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.(?:03|10|11|12|13|14)$/;

const MAX_DETAIL_LENGTH = 300;

function children(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (node === undefined || typeof node === 'string') return [];
  const found = Object.hasOwn(node, name) ? node[name] : undefined;
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found as XmlNode];
}

function child(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce((at, name) => children(at, name)[0], node);
}

function text(node: XmlNode | undefined, ...path: readonly string[]): string {
  const found = child(node, ...path);
  return typeof found === 'string' ? found.trim() : '';
}

/** Code and words of the first reason. */
function reasonOf(node: XmlNode, status: string): { readonly code: string; readonly detail: string } {
  const [reason] = children(node, 'StsRsnInf');
  const code = text(reason, 'Rsn', 'Cd') || text(reason, 'Rsn', 'Prtry') || status;
  const words = children(reason, 'AddtlInf').filter((one) => typeof one === 'string');
  return { code: code.slice(0, 35), detail: words.join(' ').slice(0, MAX_DETAIL_LENGTH) };
}

function statementOf(
  scope: Statement['scope'],
  node: XmlNode,
  { id, status, runId, number }: Pick<Statement, 'id' | 'status' | 'runId' | 'number'>,
): Statement {
  const outcome = Object.hasOwn(OUTCOMES, status) ? OUTCOMES[status] : undefined;
  return { scope, id, runId, number, status, outcome, ...reasonOf(node, status) };
}

/**
 * Reads a customer payment status report (pain.002: GrpHdr, OrgnlGrpInfAndSts, OrgnlPmtInfAndSts with TxInfAndSts). What
 * it says of single payments comes first, then of groups, then of the file: the closer word counts.
 * @throws payments.report-refused
 */
export function readStatusReport(document: XmlNode): StatusReport {
  const report = child(document, 'Document', 'CstmrPmtStsRpt');
  if (report === undefined) {
    throw refuse('payments.report-refused', 'The file has no CstmrPmtStsRpt: it is no status report.');
  }
  const createdOn = text(report, 'GrpHdr', 'CreDtTm').slice(0, 10);
  if (!isCalendarDate(createdOn)) {
    throw refuse('payments.report-refused', 'The report does not say when it was made (GrpHdr/CreDtTm).');
  }
  const payments: Statement[] = [];
  const groups: Statement[] = [];
  for (const group of children(report, 'OrgnlPmtInfAndSts')) {
    for (const payment of children(group, 'TxInfAndSts')) {
      const id = text(payment, 'OrgnlEndToEndId');
      const status = text(payment, 'TxSts') || text(group, 'PmtInfSts');
      payments.push(statementOf('payment', payment, { id, status, ...paymentRef(id) }));
    }
    const id = text(group, 'OrgnlPmtInfId');
    const status = text(group, 'PmtInfSts');
    if (status !== '')
      groups.push(statementOf('group', group, { id, status, runId: runIdOf(id.replace(/-\d+$/, '')) }));
  }
  const files = children(report, 'OrgnlGrpInfAndSts').flatMap((file) => {
    const id = text(file, 'OrgnlMsgId');
    const status = text(file, 'GrpSts');
    return status === '' ? [] : [statementOf('run', file, { id, status, runId: runIdOf(id) })];
  });
  return { createdOn, statements: [...payments, ...groups, ...files] };
}

function paymentRef(id: string): Pick<Statement, 'runId' | 'number'> {
  const place = paymentOf(id);
  return place ?? { runId: undefined };
}
