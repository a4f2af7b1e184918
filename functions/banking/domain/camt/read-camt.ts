import { type CalendarDate, isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { isCurrency } from '../../../../shared/kernel/currency.ts';
import { formatMinor, parseMinor } from '../../../../shared/kernel/money.ts';
import { refuse } from '../../errors.ts';
import {
  type BankStatement,
  checkBalances,
  type StatementBalance,
  type StatementFinding,
  type StatementTransaction,
} from '../statement.ts';
import { child, childrenOf, readXml, textAt, type XmlNode } from './read-xml.ts';

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:(camt\.05[234])\.001\.(\d{2})$/;
/** .01 has no details as we read them; later versions only add. */
const OLDEST_VERSION = 2;
/** The element of one statement, by message: report, statement, notification. */
const STATEMENT_ELEMENTS: ReadonlySet<string> = new Set(['Rpt', 'Stmt', 'Ntfctn']);

/** A detail of an entry, taken over from its element. */
type Detail = Omit<
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
> & {
  readonly amount: { readonly minor: bigint; readonly currency: string } | undefined;
  readonly debtor: Party;
  readonly creditor: Party;
  readonly indicator: string | undefined;
};

type Party = StatementTransaction['counterparty'];

type Format = 'camt.052' | 'camt.053' | 'camt.054';

function refuseAt(node: XmlNode, detail: string): never {
  throw refuse('banking.unreadable-statement', `Line ${node.line}, ${node.name}: ${detail}`, {
    extra: { line: node.line },
  });
}

/**
 * Reads camt.052, camt.053 and camt.054 in all versions from .02 on (ISO 20022, Bank-to-Customer Cash Management). Elements that
 * moved between versions are looked for in both places: `Sts` and `Sts/Cd`, `Nm` and `Pty/Nm`, `BIC` and `BICFI`, `TtlNtries/Sum`.
 * Refuses the file (`banking.unreadable-statement`, `banking.wrong-control-sum`) with the line at fault.
 */
export async function readCamt(bytes: AsyncIterable<Uint8Array>): Promise<BankStatement[]> {
  const statements: BankStatement[] = [];
  let format: Format | undefined;
  let entries: StatementTransaction[] = [];
  let findings: StatementFinding[] = [];
  let details: Detail[] = [];
  let entryCount = 0;
  let sums: EntrySums = { credits: 0, debits: 0, creditMinor: 0n, debitMinor: 0n };
  await readXml(bytes, {
    onRoot: (node, namespace) => {
      const [, name, version] = NAMESPACE.exec(namespace) ?? [];
      if (name === undefined || Number(version) < OLDEST_VERSION) {
        refuseAt(
          node,
          `the namespace ${namespace || '(none)'} is not camt.052, .053 or .054 from version 02 on.`,
        );
      }
      format = name as Format;
    },
    onClose: (node) => {
      if (node.name === 'TxDtls') {
        details.push(readDetail(node));
        return 'drop';
      }
      if (node.name === 'Ntry') {
        entryCount += 1;
        const read = readEntry(node, details, entryCount);
        entries.push(...read.transactions);
        findings.push(...read.findings);
        sums = addEntry(sums, node);
        details = [];
        return 'drop';
      }
      if (!STATEMENT_ELEMENTS.has(node.name)) return 'keep';
      assertControlSums(node, sums);
      statements.push(finish(format as Format, node, entries, findings));
      [entries, findings, entryCount] = [[], [], 0];
      sums = { credits: 0, debits: 0, creditMinor: 0n, debitMinor: 0n };
      return 'drop';
    },
  });
  if (statements.length > 0) return statements;
  const detail = 'The file holds no statement: neither Rpt nor Stmt nor Ntfctn.';
  throw refuse('banking.unreadable-statement', detail);
}

function finish(
  format: Format,
  node: XmlNode,
  transactions: StatementTransaction[],
  found: StatementFinding[],
): BankStatement {
  const account =
    textAt(node, 'Acct', 'Id', 'IBAN') ??
    textAt(node, 'Acct', 'Id', 'Othr', 'Id') ??
    textAt(node, 'Acct', 'Id', 'PrtryAcct', 'Id');
  if (account === undefined) refuseAt(node, 'no account (Acct/Id).');
  const currency = textAt(node, 'Acct', 'Ccy');
  const sequence = textAt(node, 'ElctrncSeqNb') ?? textAt(node, 'LglSeqNb');
  const balances = childrenOf(node, 'Bal').flatMap(readBalance);
  return {
    format,
    id: textAt(node, 'Id') ?? '',
    account: account.replace(/\s/g, ''),
    ...(currency === undefined ? {} : { currency }),
    ...(sequence === undefined ? {} : { sequence }),
    balances,
    transactions,
    findings: [...checkBalances(format, balances, transactions), ...found],
  };
}

function readBalance(node: XmlNode): StatementBalance[] {
  const code = textAt(node, 'Tp', 'CdOrPrtry', 'Cd') ?? textAt(node, 'Tp', 'Cd');
  // ITBD is intermediate: it opens and closes the pages of a long statement, which is one here.
  const kind = code === 'OPBD' || code === 'PRCD' ? 'opening' : code === 'CLBD' ? 'closing' : undefined;
  if (kind === undefined) return [];
  const { minor, currency } = readAmount(node);
  return [{ kind, date: readDate(child(node, 'Dt') ?? node), amountMinor: signOf(node) * minor, currency }];
}

function readAmount(node: XmlNode): { minor: bigint; currency: string } {
  const amount = child(node, 'Amt') ?? refuseAt(node, 'no amount (Amt).');
  const currency = amount.attributes.Ccy ?? '';
  if (!isCurrency(currency)) refuseAt(amount, `"${currency}" is no currency of ISO 4217.`);
  const text = amount.text
    .trim()
    .replace(/^\+/, '')
    .replace(/^0+(?=\d)/, '');
  const minor = parseMinor(trimDecimals(text, currency), currency);
  if (typeof minor !== 'bigint' || minor < 0n)
    refuseAt(amount, `"${text.slice(0, 40)}" is no amount in ${currency}.`);
  return { minor, currency };
}

/** Banks write more decimals than a currency has; zeros among them say nothing. */
function trimDecimals(text: string, currency: string): string {
  const decimals = formatMinor(0n, currency).split('.')[1]?.length ?? 0;
  const [integer = '', fraction = ''] = text.split('.');
  const kept = fraction.slice(0, decimals) + fraction.slice(decimals).replace(/0+$/, '');
  return kept === '' ? integer : `${integer}.${kept}`;
}

function signOf(node: XmlNode): bigint {
  const indicator = textAt(node, 'CdtDbtInd');
  if (indicator !== 'CRDT' && indicator !== 'DBIT') refuseAt(node, 'CdtDbtInd is neither CRDT nor DBIT.');
  return indicator === 'CRDT' ? 1n : -1n;
}

/** `Dt`, or the day of `DtTm` as it is written: the bank's own day. */
function readDate(node: XmlNode): CalendarDate {
  const text = (textAt(node, 'Dt') ?? textAt(node, 'DtTm') ?? node.text.trim()).slice(0, 10);
  return isCalendarDate(text) ? text : refuseAt(node, `"${text}" is no day of the calendar.`);
}

function readEntry(
  node: XmlNode,
  details: readonly Detail[],
  entry: number,
): { transactions: StatementTransaction[]; findings: StatementFinding[] } {
  const { minor, currency } = readAmount(node);
  const sign = signOf(node);
  const dated = child(node, 'BookgDt') ?? child(node, 'ValDt');
  if (!dated) refuseAt(node, `entry ${entry} has neither BookgDt nor ValDt.`);
  const valued = child(node, 'ValDt');
  const status = textAt(node, 'Sts', 'Cd') ?? textAt(node, 'Sts') ?? 'BOOK';
  const reference = textAt(node, 'AcctSvcrRef');
  const code = bankCodeOf(node);
  const additional = textAt(node, 'AddtlNtryInf');
  const whole = {
    bookingDate: readDate(dated),
    ...(valued ? { valueDate: readDate(valued) } : {}),
    currency,
    pending: status !== 'BOOK',
    entry,
    line: node.line,
  };
  const describe = (detail: Detail | undefined, amountMinor: bigint, index: number, count: number) => {
    const { amount: _a, debtor, creditor, indicator, ...told } = detail ?? NO_DETAIL;
    const received = indicator === undefined ? sign > 0n : indicator === 'CRDT';
    const bankReference = reference ?? told.bankReference;
    return {
      ...(code === undefined ? {} : { bankTransactionCode: code }),
      ...told,
      ...whole,
      counterparty: counterpartyOf(received, debtor, creditor),
      remittance: told.remittance === '' ? (additional ?? '') : told.remittance,
      ...(bankReference === undefined ? {} : { bankReference }),
      amountMinor,
      detail: index,
      details: count,
    };
  };
  const shares = detailAmounts(details, currency, minor);
  if (shares) {
    const transactions = details.map((detail, index) =>
      describe(detail, sign * (shares[index] ?? 0n), index + 1, details.length),
    );
    return { transactions, findings: [] };
  }
  const findings: StatementFinding[] =
    details.length > 1
      ? [
          {
            kind: 'details-differ',
            detail: `Entry ${entry} (line ${node.line}) is not the sum of its ${details.length} details; it is kept as one.`,
          },
        ]
      : [];
  const only = details.length > 1 ? joinDetails(details) : details[0];
  return { transactions: [describe(only, sign * minor, 1, 1)], findings };
}

/** The details' own amounts where they add up to the entry; undefined where the entry is one movement. */
function detailAmounts(details: readonly Detail[], currency: string, minor: bigint): bigint[] | undefined {
  if (details.length < 2) return undefined;
  const amounts = details.flatMap(({ amount }) => (amount?.currency === currency ? [amount.minor] : []));
  if (amounts.length !== details.length) return undefined;
  return amounts.reduce((sum, one) => sum + one, 0n) === minor ? amounts : undefined;
}

/** Details that cannot be told apart by amount: their texts are kept on the one movement. */
function joinDetails(details: readonly Detail[]): Detail {
  const remittance = details.map((detail) => detail.remittance).filter((text) => text !== '');
  return { ...NO_DETAIL, remittance: remittance.join(' | ').slice(0, 4_000) };
}

function bankCodeOf(node: XmlNode): string | undefined {
  const domain = child(node, 'BkTxCd', 'Domn');
  const parts = [textAt(domain, 'Cd'), textAt(domain, 'Fmly', 'Cd'), textAt(domain, 'Fmly', 'SubFmlyCd')];
  const iso = parts.filter((part) => part !== undefined).join('-');
  return iso === '' ? textAt(node, 'BkTxCd', 'Prtry', 'Cd') : iso;
}

function given<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };
}

function readDetail(node: XmlNode): Detail {
  const refs = child(node, 'Refs');
  const indicator = textAt(node, 'CdtDbtInd');
  const amountNode = child(node, 'Amt') ? node : child(node, 'AmtDtls', 'TxAmt');
  const amount = amountNode && child(amountNode, 'Amt') ? readAmount(amountNode) : undefined;
  return {
    amount,
    ...given('bankReference', textAt(refs, 'AcctSvcrRef')),
    ...given('endToEndId', textAt(refs, 'EndToEndId')),
    ...given('mandateId', textAt(refs, 'MndtId')),
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

function readRemittance(node: XmlNode | undefined): string {
  const lines = childrenOf(node, 'Ustrd').map(({ text }) => text.trim());
  const references = childrenOf(node, 'Strd').flatMap((one) => textAt(one, 'CdtrRefInf', 'Ref') ?? []);
  return [...lines, ...references].filter((text) => text !== '').join(' ');
}

const NO_DETAIL: Detail = {
  amount: undefined,
  debtor: {},
  creditor: {},
  indicator: undefined,
  remittance: '',
};

/** Who stands on the other side: the debtor of what is received, the creditor of what is paid; the other where banks name only him. */
function counterpartyOf(received: boolean, debtor: Party, creditor: Party): Party {
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

interface EntrySums {
  readonly credits: number;
  readonly debits: number;
  readonly creditMinor: bigint;
  readonly debitMinor: bigint;
}

function addEntry(sums: EntrySums, node: XmlNode): EntrySums {
  const { minor } = readAmount(node);
  return signOf(node) > 0n
    ? { ...sums, credits: sums.credits + 1, creditMinor: sums.creditMinor + minor }
    : { ...sums, debits: sums.debits + 1, debitMinor: sums.debitMinor + minor };
}

/** TxsSummry: numbers and sums that the bank states itself. One that differs means that something is missing. */
function assertControlSums(node: XmlNode, sums: EntrySums): void {
  const summary = child(node, 'TxsSummry');
  const checks = [
    ['TtlNtries', sums.credits + sums.debits, sums.creditMinor + sums.debitMinor],
    ['TtlCdtNtries', sums.credits, sums.creditMinor],
    ['TtlDbtNtries', sums.debits, sums.debitMinor],
  ] as const;
  for (const [name, count, minor] of checks) {
    const total = child(summary, name);
    if (!total) continue;
    const stated = textAt(total, 'NbOfNtries');
    if (stated !== undefined && Number(stated) !== count) {
      throw refuse(
        'banking.wrong-control-sum',
        `Line ${total.line}: ${name} states ${stated} entries, there are ${count}.`,
      );
    }
    const sum = textAt(total, 'Sum');
    if (sum === undefined) continue;
    const [whole = '', fraction = ''] = sum.split('.');
    const statedMinor =
      BigInt(/^\d{1,18}$/.test(whole) ? whole : '-1') * 100n +
      BigInt(fraction.padEnd(2, '0').slice(0, 2) || '0');
    if (statedMinor !== minor) {
      throw refuse(
        'banking.wrong-control-sum',
        `Line ${total.line}: ${name} states the sum ${sum}, the entries have another.`,
      );
    }
  }
}
