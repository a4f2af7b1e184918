import type { Severity } from '../finding.ts';
import { attributeOf, child, textAt, type XmlNode } from '../xml/xml-node.ts';
import { type Reading, report } from './reading.ts';

function hasContent(node: XmlNode): boolean {
  return node.text.trim() !== '' || node.children.some(hasContent);
}

/** Elements of one name that are of different kinds are no repetition: tax numbers by their scheme, references by their type. */
function kindOf(node: XmlNode): string {
  const kind =
    textAt(node, 'cac:TaxScheme', 'cbc:ID') ??
    textAt(node, 'cbc:DocumentTypeCode') ??
    textAt(node, 'ram:TypeCode') ??
    attributeOf(child(node, 'ram:ID'), 'schemeID');
  return `${node.name} ${kind ?? ''}`;
}

/** The elements of which anything was taken. */
function withTaken(root: XmlNode, taken: ReadonlySet<XmlNode>): Set<XmlNode> {
  const touched = new Set<XmlNode>();
  const visit = (node: XmlNode): boolean => {
    const below = node.children.map(visit).some((one) => one);
    const here = below || taken.has(node);
    if (here) touched.add(node);
    return here;
  };
  visit(root);
  return touched;
}

/** Mandatory in the schema of CII, and empty where there is nothing to say. */
const MAY_BE_EMPTY = 'ram:ApplicableHeaderTradeDelivery';

/** Elements with nothing in them, which XRechnung forbids (PEPPOL-EN16931-R008) and the standard ignores. */
export function reportEmpty(reading: Reading, root: XmlNode, severity: Severity): void {
  for (const node of root.children) {
    if (node.children.length > 0) reportEmpty(reading, node, severity);
    else if (node.text.trim() === '' && node.name !== MAY_BE_EMPTY) {
      const text = `${node.name} is empty.`;
      report(reading, { rule: 'PEPPOL-EN16931-R008', severity, text, terms: [], line: node.line });
    }
  }
}

/**
 * Says what a file holds that is not in the model, so that nothing is dropped in silence: `INV-REPEATED` (error) where the standard has
 * something once and the file again, `INV-UNREAD` (warning) where the standard has no such thing. The topmost element is named.
 */
export function reportUnread(reading: Reading, root: XmlNode): void {
  const touched = withTaken(root, reading.taken);
  const visit = (parent: XmlNode) => {
    const known = new Set<string>();
    for (const node of parent.children) {
      const kind = kindOf(node);
      const again = known.has(kind);
      if (touched.has(node)) known.add(kind);
      if (reading.taken.has(node)) continue;
      if (touched.has(node)) visit(node);
      else if (hasContent(node)) {
        const text = again
          ? `${node.name} stands here again; EN 16931 has it once, and the first was read.`
          : `${node.name} in ${parent.name} has no place in EN 16931 and was not read.`;
        const [rule, severity] = again
          ? (['INV-REPEATED', 'error'] as const)
          : (['INV-UNREAD', 'warning'] as const);
        report(reading, { rule, severity, text, terms: [], line: node.line });
      }
    }
  };
  visit(root);
}
