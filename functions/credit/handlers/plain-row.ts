import type * as z from 'zod';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { unpackDues } from '../domain/dues.ts';
import { unpackDecision } from '../domain/pack-decision.ts';

type Plain = z.core.util.JSONType;

/** `company` is the keeper's own; the others say nothing of anybody. */
const INNER = new Set(['company', 'companyId', 'version', 'approvalId', 'requestId']);

/**
 * A stored row as people read it: all of its members, those that come later included. `amountMinor: 100n` is `amount: "1.00"`;
 * what is packed is unpacked.
 * @param booksCurrency of amounts in rows that name none
 */
export function plainRow(
  row: Readonly<Record<string, unknown>>,
  booksCurrency: string,
): Record<string, Plain> {
  const { currency } = row;
  // What stands in for a check that broke off has none.
  const own = typeof currency === 'string' && currency !== '-' ? currency : booksCurrency;
  const members = Object.entries(row).flatMap(([name, value]): [string, Plain][] => {
    if (value === undefined || INNER.has(name)) return [];
    return [[name.replace(/Minor$/, ''), plainValue(name, value, own)]];
  });
  return Object.fromEntries(members);
}

function plainValue(name: string, value: unknown, currency: string): Plain {
  if (value instanceof Uint8Array) return unpack(name, value, currency);
  if (typeof value === 'bigint') return formatMinor(value, currency);
  if (Array.isArray(value)) return value.map((one) => plainValue(name, one, currency));
  if (value !== null && typeof value === 'object') return plainRow({ ...value }, currency);
  return value as Plain;
}

function unpack(name: string, bytes: Uint8Array, currency: string): Plain {
  if (name === 'dues')
    return unpackDues(bytes).map(({ on, minor }) => ({ on, amount: formatMinor(minor, currency) }));
  const content = unpackDecision(bytes);
  // Facts are in the currency of the limit, whatever the order's is.
  const { limitCurrency = content.facts.currency } = content.facts;
  return plainRow(
    { ...content, facts: plainRow({ ...content.facts, currency: limitCurrency }, limitCurrency) },
    limitCurrency,
  );
}
