import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { XmlNode } from './domain/read-status-report.ts';
import { refuse } from './errors.ts';

/** Entities are left as they are written: a report's codes and ids have none, and none can grow without end. */
const PARSER = new XMLParser({
  parseTagValue: false,
  processEntities: false,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  ignoreAttributes: true,
});

/**
 * A document as a tree of its elements, and the namespace that its root declares. Documents with a DOCTYPE are refused.
 * @throws payments.report-refused
 */
export function parseXml(bytes: Uint8Array): { readonly root: XmlNode; readonly namespace: string } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('payments.report-refused', 'The file is not UTF-8.');
  }
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) {
    throw refuse('payments.report-refused', 'The file declares a document type; reports have none.');
  }
  const checked = XMLValidator.validate(text);
  if (checked !== true) {
    throw refuse('payments.report-refused', `Line ${checked.err.line}: ${checked.err.msg}`);
  }
  const [, namespace = ''] = /<(?:\w+:)?Document\b[^>]*?\sxmlns(?::\w+)?="([^"]*)"/.exec(text) ?? [];
  return { root: PARSER.parse(text) as XmlNode, namespace };
}
