import { absolute } from '../../../../shared/kernel/money.ts';
import type { StatementFinding, StatementTransaction } from '../statement.ts';
import { type Amount, bankCodeOf, given, readAmount, readDate, refuseAt, signOf } from './camt-values.ts';
import { counterpartyOf, type Detail, NO_DETAIL, readCharges } from './read-detail.ts';
import { child, textAt, type XmlNode } from './read-xml.ts';

/** What stands at an entry (Ntry) and holds for each of its details. */
function readWhole(node: XmlNode, entry: number) {
  const { minor, currency } = readAmount(node);
  const dated = child(node, 'BookgDt') ?? child(node, 'ValDt');
  if (!dated) refuseAt(node, `entry ${entry} has neither BookgDt nor ValDt.`);
  const valued = child(node, 'ValDt');
  const status = textAt(node, 'Sts', 'Cd') ?? textAt(node, 'Sts') ?? 'BOOK';
  const batch = child(node, 'NtryDtls', 'Btch');
  return {
    minor,
    sign: signOf(node),
    reference: textAt(node, 'AcctSvcrRef'),
    additional: textAt(node, 'AddtlNtryInf'),
    charges: readCharges(node),
    // Where the details say nothing of it themselves.
    told: {
      ...given('bankTransactionCode', bankCodeOf(node)),
      ...given('messageId', textAt(batch, 'MsgId')),
      ...given('paymentGroupId', textAt(batch, 'PmtInfId')),
    },
    common: {
      bookingDate: readDate(dated),
      ...(valued ? { valueDate: readDate(valued) } : {}),
      currency,
      pending: status !== 'BOOK',
      entry,
      line: node.line,
    },
  };
}

type Whole = ReturnType<typeof readWhole>;

function describe(
  { sign, reference, additional, charges: ofEntry, told, common }: Whole,
  detail: Detail,
  amountMinor: bigint,
  place: { readonly detail: number; readonly details: number },
): StatementTransaction {
  const { amount: _a, instructed, charges, debtor, creditor, indicator, ...own } = detail;
  const received = indicator === undefined ? sign > 0n : indicator === 'CRDT';
  const chargesMinor = sumIn(
    charges.length > 0 ? charges : place.details === 1 ? ofEntry : [],
    common.currency,
  );
  const originalMinor = instructed?.currency === common.currency ? instructed.minor : undefined;
  return {
    ...told,
    ...own,
    ...common,
    counterparty: counterpartyOf(received, debtor, creditor),
    remittance: own.remittance === '' ? (additional ?? '') : own.remittance,
    ...given('bankReference', reference ?? own.bankReference),
    ...given('chargesMinor', chargesMinor === 0n ? undefined : chargesMinor),
    ...given('originalMinor', originalMinor === absolute(amountMinor) ? undefined : originalMinor),
    amountMinor,
    ...place,
  };
}

function sumIn(amounts: readonly Amount[], currency: string): bigint {
  return amounts.reduce((sum, one) => (one.currency === currency ? sum + one.minor : sum), 0n);
}

/** An entry as its details, where they add up to it; else as one movement. */
export function readEntry(
  node: XmlNode,
  details: readonly Detail[],
  entry: number,
): { transactions: StatementTransaction[]; findings: StatementFinding[] } {
  const whole = readWhole(node, entry);
  const { minor, sign } = whole;
  const shares = detailAmounts(details, whole.common.currency, minor);
  if (shares) {
    const transactions = details.map((detail, index) =>
      describe(whole, detail, sign * (shares[index] ?? 0n), { detail: index + 1, details: details.length }),
    );
    return { transactions, findings: [] };
  }
  const findings: StatementFinding[] = [];
  if (details.length > 1) {
    const detail = `Entry ${entry} (line ${node.line}) is not the sum of its ${details.length} details; it is kept as one.`;
    findings.push({ kind: 'details-differ', detail });
  }
  const only = details.length > 1 ? joinDetails(details) : (details[0] ?? NO_DETAIL);
  return { transactions: [describe(whole, only, sign * minor, { detail: 1, details: 1 })], findings };
}

/** The details' own amounts where they add up to the entry; undefined where the entry is one movement. */
function detailAmounts(details: readonly Detail[], currency: string, minor: bigint): bigint[] | undefined {
  if (details.length < 2) return undefined;
  const amounts = details.flatMap(({ amount }) => (amount?.currency === currency ? [amount.minor] : []));
  if (amounts.length !== details.length) return undefined;
  return amounts.reduce((sum, one) => sum + one, 0n) === minor ? amounts : undefined;
}

/** Details that cannot be told apart by amount: their texts are kept on the one movement, and the batch that all are of. */
function joinDetails(details: readonly Detail[]): Detail {
  const remittance = details.map((detail) => detail.remittance).filter((text) => text !== '');
  const groups = new Set(details.map(({ paymentGroupId }) => paymentGroupId));
  return {
    ...NO_DETAIL,
    ...(groups.size === 1 ? given('paymentGroupId', details[0]?.paymentGroupId) : {}),
    remittance: remittance.join(' | ').slice(0, 4_000),
  };
}
