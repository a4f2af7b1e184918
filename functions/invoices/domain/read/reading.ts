import type { Finding } from '../finding.ts';
import type { XmlNode } from '../xml/xml-node.ts';

/** Further findings of reading are left out beyond this: a file that is wrong everywhere is not told a million times. */
export const MAX_READING_FINDINGS = 200;

/** What is collected while a file is read. */
export interface Reading {
  readonly findings: Finding[];
  /** Line of each group, by its pointer. */
  readonly lines: Map<string, number>;
  /** The elements that went into the model. */
  readonly taken: Set<XmlNode>;
  /** The day that a date element means, or undefined where it means none: the syntaxes write dates differently. */
  readonly dateOf: (node: XmlNode) => string | undefined;
  /** BT-5 and BT-6, once they are known. */
  currency?: string | undefined;
  vatCurrency?: string | undefined;
}

export function startReading(dateOf: Reading['dateOf']): Reading {
  return { findings: [], lines: new Map(), taken: new Set(), dateOf };
}

export function report(reading: Reading, finding: Finding): void {
  if (reading.findings.length < MAX_READING_FINDINGS) reading.findings.push(finding);
}

/** How a value is quoted in a finding. */
export function quote(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
