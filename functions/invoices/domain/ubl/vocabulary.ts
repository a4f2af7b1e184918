import type { XmlVocabulary } from '../xml/read-xml.ts';
import { textOf, type XmlNode } from '../xml/xml-node.ts';

export const UBL_NAMESPACES = {
  invoice: 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
  creditNote: 'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2',
  cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
} as const;

/** Namespaces of OASIS UBL 2.1. */
export const UBL_PREFIXES: XmlVocabulary['prefixes'] = {
  [UBL_NAMESPACES.invoice]: 'ubl',
  [UBL_NAMESPACES.creditNote]: 'cn',
  [UBL_NAMESPACES.cac]: 'cac',
  [UBL_NAMESPACES.cbc]: 'cbc',
};

/** xsd:date; a time zone behind the day is legal and says nothing here. */
export function ublDate(node: XmlNode): string | undefined {
  return /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/.exec(textOf(node) ?? '')?.[1];
}
