import type { XmlVocabulary } from '../xml/read-xml.ts';
import { attributeOf, textOf, type XmlNode } from '../xml/xml-node.ts';

export const CII_NAMESPACES = {
  rsm: 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  ram: 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  udt: 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
  qdt: 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
} as const;

/** Namespaces of UN/CEFACT CII since D16B; D22B has kept them. */
export const CII_PREFIXES: XmlVocabulary['prefixes'] = {
  [CII_NAMESPACES.rsm]: 'rsm',
  [CII_NAMESPACES.ram]: 'ram',
  [CII_NAMESPACES.udt]: 'udt',
  [CII_NAMESPACES.qdt]: 'qdt',
};

/** UNCL 2379: CCYYMMDD, the only form that CEN/TS 16931-3-3 takes. */
export const DAY_FORMAT = '102';

export function ciiDate(node: XmlNode): string | undefined {
  if (attributeOf(node, 'format') !== DAY_FORMAT) return undefined;
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(textOf(node) ?? '') ?? [];
  return year === undefined ? undefined : `${year}-${month}-${day}`;
}
