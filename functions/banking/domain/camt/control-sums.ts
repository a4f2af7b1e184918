import { refuse } from '../../errors.ts';
import { readAmount, signOf } from './camt-values.ts';
import { child, textAt, type XmlNode } from './read-xml.ts';

export interface EntrySums {
  readonly credits: number;
  readonly debits: number;
  readonly creditMinor: bigint;
  readonly debitMinor: bigint;
}

export const NO_ENTRIES: EntrySums = { credits: 0, debits: 0, creditMinor: 0n, debitMinor: 0n };

export function addEntry(sums: EntrySums, node: XmlNode): EntrySums {
  const { minor } = readAmount(node);
  return signOf(node) > 0n
    ? { ...sums, credits: sums.credits + 1, creditMinor: sums.creditMinor + minor }
    : { ...sums, debits: sums.debits + 1, debitMinor: sums.debitMinor + minor };
}

/** TxsSummry: numbers and sums that the bank states itself. One that differs means that something is missing. */
export function assertControlSums(node: XmlNode, sums: EntrySums): void {
  const summary = child(node, 'TxsSummry');
  const checks = [
    ['TtlNtries', sums.credits + sums.debits, sums.creditMinor + sums.debitMinor],
    ['TtlCdtNtries', sums.credits, sums.creditMinor],
    ['TtlDbtNtries', sums.debits, sums.debitMinor],
  ] as const;
  for (const [name, count, minor] of checks) {
    const total = child(summary, name);
    if (!total) continue;
    const stated = textAt(total, 'NbOfNtries');
    if (stated !== undefined && Number(stated) !== count) {
      throw refuse(
        'banking.wrong-control-sum',
        `Line ${total.line}: ${name} states ${stated} entries, there are ${count}.`,
      );
    }
    const sum = textAt(total, 'Sum');
    if (sum === undefined) continue;
    const [whole = '', fraction = ''] = sum.split('.');
    const statedMinor =
      BigInt(/^\d{1,18}$/.test(whole) ? whole : '-1') * 100n +
      BigInt(fraction.padEnd(2, '0').slice(0, 2) || '0');
    if (statedMinor !== minor) {
      throw refuse(
        'banking.wrong-control-sum',
        `Line ${total.line}: ${name} states the sum ${sum}, the entries have another.`,
      );
    }
  }
}
