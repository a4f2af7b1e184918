import type { XmlNode } from '../xml/xml-node.ts';
import { quote, type Reading, report } from './reading.ts';

/**
 * What the standard has once and a syntax writes several times: the first, and the finding `INV-DIFFERS` where another says something
 * else. All count as taken.
 */
export function agreed(
  reading: Reading,
  nodes: readonly (XmlNode | undefined)[],
  term: string,
  path: string,
  valueIn: (node: XmlNode) => string | undefined,
): string | undefined {
  let first: string | undefined;
  for (const node of nodes) {
    if (!node) continue;
    reading.taken.add(node);
    const value = valueIn(node);
    first ??= value;
    if (value !== undefined && value !== first) {
      const text = `${node.name} is ${quote(value)} here and ${quote(first ?? '')} before; the standard has one.`;
      report(reading, { rule: 'INV-DIFFERS', severity: 'error', text, terms: [term], path, line: node.line });
    }
  }
  return first;
}
