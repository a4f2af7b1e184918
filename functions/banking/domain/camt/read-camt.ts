import { refuse } from '../../errors.ts';
import {
  type BankStatement,
  checkBalances,
  type StatementBalance,
  type StatementFinding,
  type StatementTransaction,
} from '../statement.ts';
import { readAmount, readDate, refuseAt, signOf } from './camt-values.ts';
import { addEntry, assertControlSums, type EntrySums, NO_ENTRIES } from './control-sums.ts';
import { type Detail, readDetail } from './read-detail.ts';
import { readEntry } from './read-entry.ts';
import { child, childrenOf, readXml, textAt, type XmlNode } from './read-xml.ts';

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:(camt\.05[234])\.001\.(\d{2})$/;
/** .01 has no details as we read them; later versions only add. */
const OLDEST_VERSION = 2;
/** The element of one statement, by message: report, statement, notification. */
const STATEMENT_ELEMENTS: ReadonlySet<string> = new Set(['Rpt', 'Stmt', 'Ntfctn']);

type Format = 'camt.052' | 'camt.053' | 'camt.054';

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
  let sums: EntrySums = NO_ENTRIES;
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
      sums = NO_ENTRIES;
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
