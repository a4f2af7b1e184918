import { textOf, type XmlNode } from '../xml/xml-node.ts';
import { quote, type Reading, report } from './reading.ts';

/** xsd:boolean of a charge indicator: true is a charge. Anything else is read as an allowance and reported as `INV-INDICATOR`. */
export function isChargeIndicator(node: XmlNode | undefined): boolean {
  return ['true', '1'].includes(textOf(node) ?? '');
}

/** Takes the indicator of an allowance or charge; on a price only an allowance is possible. */
export function takeIndicator(
  reading: Reading,
  node: XmlNode | undefined,
  owner: XmlNode,
  onPrice: boolean,
): void {
  if (node) reading.taken.add(node);
  const text = textOf(node) ?? '';
  const allowed = onPrice ? ['false', '0'] : ['true', 'false', '1', '0'];
  if (allowed.includes(text) || (onPrice && !node)) return;
  const wanted = onPrice ? 'false, as a price has no charges' : 'true (charge) or false (allowance)';
  const detail = `The charge indicator of ${owner.name} is ${quote(text)}; it must be ${wanted}.`;
  const place = { terms: [], line: owner.line };
  report(reading, { rule: 'INV-INDICATOR', severity: 'error', text: detail, ...place });
}
