import { readCii } from './cii/read-cii.ts';
import { CII_NAMESPACES, CII_PREFIXES, ciiDate } from './cii/vocabulary.ts';
import { CREDIT_NOTE_TYPES, DOCUMENT_TYPES } from './codes/documents.ts';
import type { Finding } from './finding.ts';
import type { Invoice } from './invoice.ts';
import { profileOf } from './profile.ts';
import type { Cursor } from './read/cursor.ts';
import { type Reading, report, startReading } from './read/reading.ts';
import { reportEmpty, reportUnread } from './read/unread.ts';
import { readUbl } from './ubl/read-ubl.ts';
import { UBL_NAMESPACES, UBL_PREFIXES, ublDate } from './ubl/vocabulary.ts';
import { readXml, type XmlVocabulary } from './xml/read-xml.ts';
import { XmlRefusal } from './xml/refusal.ts';
import type { XmlNode } from './xml/xml-node.ts';

/** The XML an invoice came in: Invoice and CreditNote of UBL 2.1, CrossIndustryInvoice of UN/CEFACT. */
export type Syntax = 'ubl-invoice' | 'ubl-credit-note' | 'cii';

/** An invoice that could be read, whatever its rules say. */
export interface InvoiceRead {
  readonly kind: 'read';
  readonly syntax: Syntax;
  readonly invoice: Invoice;
  /** What reading found: values that are none, more than the standard has room for. Rules are `checkInvoice`. */
  readonly findings: readonly Finding[];
  /** Line of the file where each group begins, by its JSON pointer (`/lines/0`); `checkInvoice` puts them on its findings. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Bytes that are no invoice: not XML, not one of the syntaxes, or beyond a bound. */
export interface InvoiceRefused {
  readonly kind: 'refused';
  readonly reason: string;
  /** From 1; 0 where the file as a whole is meant. */
  readonly line: number;
  readonly column: number;
}

const VOCABULARY: XmlVocabulary = {
  prefixes: { ...UBL_PREFIXES, ...CII_PREFIXES },
  embedded: new Set(['cbc:EmbeddedDocumentBinaryObject', 'ram:AttachmentBinaryObject']),
};

const SYNTAXES: Readonly<Record<string, Syntax>> = {
  'ubl:Invoice': 'ubl-invoice',
  'cn:CreditNote': 'ubl-credit-note',
  'rsm:CrossIndustryInvoice': 'cii',
};

/** UNCL 1001: credit note related to goods or services, in the artefacts’ lists of both documents. */
const EITHER_TYPE = '81';

/** UBL has a document of its own for credit notes, and the type code must agree (BR-CL-01). Unknown codes are the rule’s matter. */
function checkDocumentType(reading: Reading, code: string | undefined, creditNote: boolean): void {
  if (code === undefined || !DOCUMENT_TYPES.has(code) || code === EITHER_TYPE) return;
  if (CREDIT_NOTE_TYPES.has(code) === creditNote) return;
  const text = `Type ${code} is ${creditNote ? 'no' : 'a'} credit note, but the document is ${creditNote ? 'a CreditNote' : 'an Invoice'}.`;
  report(reading, { rule: 'BR-CL-01', severity: 'error', text, terms: ['BT-3'], path: '/typeCode' });
}

function readDocument(root: XmlNode, syntax: Syntax): InvoiceRead {
  const reading = startReading(syntax === 'cii' ? ciiDate : ublDate);
  const document: Cursor = { node: root, path: '', reading };
  const invoice = syntax === 'cii' ? readCii(document) : readUbl(document, syntax === 'ubl-credit-note');
  if (syntax !== 'cii') checkDocumentType(reading, invoice.typeCode, syntax === 'ubl-credit-note');
  reportUnread(reading, root);
  reportEmpty(
    reading,
    root,
    profileOf(invoice.specification).startsWith('xrechnung') ? 'error' : 'information',
  );
  return { kind: 'read', syntax, invoice, findings: reading.findings, lines: reading.lines };
}

/**
 * Reads an e-invoice: UBL 2.1 or UN/CEFACT CII (D16B and D22B share their namespaces), whatever prefixes it uses. Reads what is there and
 * leaves it to the rules to say what is missing. Never throws for what is in the bytes: what cannot be read is answered as `refused`.
 */
export function readInvoice(bytes: Uint8Array): InvoiceRead | InvoiceRefused {
  try {
    const root = readXml(bytes, VOCABULARY);
    const syntax = Object.hasOwn(SYNTAXES, root.name) ? SYNTAXES[root.name] : undefined;
    if (syntax !== undefined) return readDocument(root, syntax);
    const known = [UBL_NAMESPACES.invoice, UBL_NAMESPACES.creditNote, CII_NAMESPACES.rsm].join(', ');
    throw new XmlRefusal(
      `The root element ${root.name.replace('?:', '')} is no invoice; taken are Invoice, CreditNote and CrossIndustryInvoice in ${known}.`,
      root.line,
      root.column,
    );
  } catch (error) {
    if (!(error instanceof XmlRefusal)) throw error;
    return { kind: 'refused', reason: error.message, line: error.line, column: error.column };
  }
}
