import type { Place, XmlHandler } from '../../../../shared/kernel/xml-handler.ts';
import { refuse } from '../../errors.ts';
import {
  type Balance,
  type EntryDetail,
  MAX_DETAILS,
  type StatementHead,
  type StatementSink,
} from '../statement.ts';
import { readDetail, readEntry, readMoney } from './camt-entry.ts';
import { MESSAGES, readBalance, readHead, readTotals } from './camt-statement.ts';
import type { XmlElement } from './xml-tree.ts';

/** Versions .02 to .99 of the three messages; banks put the name into namespaces of their own, too. */
const NAMESPACE = /camt\.05([234])\.001\.(\d{2})$/;
/** Elements of one statement before its entries, all held at once. */
const MAX_HEAD_ELEMENTS = 20_000;

interface OpenEntry {
  readonly element: XmlElement;
  readonly details: EntryDetail[];
  batch: XmlElement | undefined;
}

interface OpenStatement {
  readonly name: string;
  readonly place: Place;
  readonly number: number;
  readonly parts: Map<string, XmlElement>;
  readonly balances: Balance[];
  head: StatementHead | undefined;
  entries: number;
}

const element = (name: string, attributes: Readonly<Record<string, string>>, place: Place): XmlElement => ({
  name,
  attributes,
  place,
  children: [],
  text: '',
});

/**
 * Reads camt.052, .053 and .054 as an XML reader tells it, and tells the sink of entries and ends of statements. Held at
 * a time: what stands before the entries, and one entry. `SplmtryData` of any level is passed over: it is the bank's own.
 * @throws banking.file-*; the caller asks `finish` when the file has ended
 */
export function camtReader(sink: StatementSink): XmlHandler & { readonly finish: () => void } {
  /** Names of the elements that are open and not held: at most Document, message, statement, entry, NtryDtls. */
  const path: string[] = [];
  /** Elements being held, the innermost last. */
  const held: XmlElement[] = [];
  let skipped = 0;
  let heldElements = 0;
  let message: (typeof MESSAGES)[string] | undefined;
  let messageName = '';
  let version = '';
  let statements = 0;
  let statement: OpenStatement | undefined;
  let entry: OpenEntry | undefined;

  function headOf(open: OpenStatement): StatementHead {
    if (open.head) return open.head;
    const { name, place, number, parts } = open;
    open.head = readHead(parts, { format: message?.format ?? 'camt.053', version, number, place, name });
    return open.head;
  }

  function openContainer(name: string, attributes: Readonly<Record<string, string>>, place: Place): boolean {
    if (path.length === 0) return openDocument(name, attributes, place);
    if (path.length === 1) {
      const known = MESSAGES[name];
      if (!known)
        throw refuse(
          'banking.file-unknown',
          `Line ${place.line}: ${name} is no message of camt.052, .053 or .054.`,
        );
      if (!version.startsWith(known.format))
        throw refuse('banking.file-unknown', `Line ${place.line}: ${name} stands in a file of ${version}.`);
      message = known;
      messageName = name;
      return true;
    }
    if (path.length === 2 && name === message?.statement) {
      statements += 1;
      statement = {
        name,
        place,
        number: statements,
        parts: new Map(),
        balances: [],
        head: undefined,
        entries: 0,
      };
      return true;
    }
    if (path.length === 3 && name === 'Ntry') {
      entry = { element: element(name, attributes, place), details: [], batch: undefined };
      return true;
    }
    return path.length === 4 && name === 'NtryDtls';
  }

  function openDocument(name: string, attributes: Readonly<Record<string, string>>, place: Place): boolean {
    const spaces = Object.entries(attributes).filter(([key]) => key === 'xmlns' || key.startsWith('xmlns:'));
    const found = spaces.map(([, space]) => NAMESPACE.exec(space)).find((match) => match !== null);
    if (name !== 'Document' || !found || Number(found[2]) < 2) {
      const detail = `Line ${place.line}: the file begins with ${name.slice(0, 40)} and names no version of camt.052, .053 or .054 from 001.02 on.`;
      throw refuse('banking.file-unknown', detail);
    }
    version = `camt.05${found[1]}.001.${found[2]}`;
    return true;
  }

  /** A held element is complete: it belongs to whatever is open around it. */
  function take(whole: XmlElement): void {
    if (path.length === 5 && entry && statement) {
      if (whole.name === 'Btch') entry.batch = whole;
      if (whole.name !== 'TxDtls') return;
      if (entry.details.length === MAX_DETAILS) {
        const detail = `Line ${whole.place.line}: the entry has more than ${MAX_DETAILS} details.`;
        throw refuse('banking.file-limits', detail);
      }
      const { amountMinor } = readMoney(entry.element);
      entry.details.push(readDetail(whole, amountMinor < 0n ? -1n : 1n));
    } else if (path.length === 4 && entry) entry.element.children.push(whole);
    else if (path.length === 3 && statement) takePart(statement, whole);
  }

  function takePart(open: OpenStatement, whole: XmlElement): void {
    if (whole.name === 'Bal') {
      if (open.balances.length === 1_000)
        throw refuse(
          'banking.file-limits',
          `Line ${whole.place.line}: the statement has more than 1000 balances.`,
        );
      open.balances.push(readBalance(whole));
    } else if (!open.parts.has(whole.name)) open.parts.set(whole.name, whole);
  }

  function endEntry(): void {
    if (!entry || !statement) return;
    statement.entries += 1;
    const head = headOf(statement);
    const { element: whole, details, batch } = entry;
    sink.entry(head, readEntry(head, whole, details, { number: statement.entries, batch }));
    entry = undefined;
  }

  function endStatement(): void {
    if (!statement) return;
    const head = headOf(statement);
    const { balances, parts } = statement;
    const summary = parts.get('TxsSummry');
    const currency = head.currency ?? balances[0]?.currency;
    const totals = summary && currency ? readTotals(summary, currency) : undefined;
    sink.end({ head, balances, totals });
    statement = undefined;
  }

  return {
    open: (name, attributes, place) => {
      if (skipped > 0 || name === 'SplmtryData') {
        skipped += 1;
        return;
      }
      if (held.length === 0 && openContainer(name, attributes, place)) {
        path.push(name);
        heldElements = 0;
        return;
      }
      heldElements += 1;
      if (heldElements > MAX_HEAD_ELEMENTS)
        throw refuse(
          'banking.file-limits',
          `Line ${place.line}: more elements than a statement's head or entry has.`,
        );
      const one = element(name, attributes, place);
      held.at(-1)?.children.push(one);
      held.push(one);
    },
    text: (piece) => {
      const innermost = held.at(-1);
      if (innermost && skipped === 0) innermost.text += piece;
    },
    close: (name, place) => {
      if (skipped > 0) {
        skipped -= 1;
        return;
      }
      const whole = held.pop();
      if (whole) {
        if (held.length === 0) {
          take(whole);
          if (path.length === 5) heldElements = 0;
        }
        return;
      }
      path.pop();
      if (name === 'Ntry' && path.length === 3) endEntry();
      else if (path.length === 2) endStatement();
      else if (path.length === 1 && statements === 0) {
        const detail = `Line ${place.line}: ${messageName} ends without a ${message?.statement}; the file holds no statement.`;
        throw refuse('banking.file-empty', detail);
      }
    },
    finish: () => {
      if (statements === 0) throw refuse('banking.file-empty', 'There is no statement in the file.');
    },
  };
}
