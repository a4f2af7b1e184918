import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { CreditFacts } from './facts.ts';
import type { PolicyAnswer } from './policy/evaluate-policy.ts';

/** What a stored decision rests on, and what was said; the decision itself and the version stand beside it. */
export interface DecisionContent extends Omit<PolicyAnswer, 'decision' | 'policyVersion'> {
  readonly facts: CreditFacts;
}

/** How the content is laid out; who finds another one does not guess. */
const FORMAT = 2;

/** Amounts as `n:12`; a text of others that looks like one, or like this, as `s:n:12`. */
function toPlain(_: string, part: unknown): unknown {
  if (typeof part === 'bigint') return `n:${part}`;
  return typeof part === 'string' && /^[ns]:/.test(part) ? `s:${part}` : part;
}

function fromPlain(_: string, part: unknown): unknown {
  if (typeof part !== 'string') return part;
  if (part.startsWith('s:')) return part.slice(2);
  return /^n:-?\d+$/.test(part) ? BigInt(part.slice(2)) : part;
}

/** Facts and answer as compressed JSON: a decision with them stays within one write unit. */
export function packDecision(content: DecisionContent): Uint8Array<ArrayBuffer> {
  const { facts, reasons, score, riskClass, limit, held } = content;
  const rows = reasons.map(({ code, text }) => [code, text]);
  const text = JSON.stringify([FORMAT, facts, rows, score, riskClass, limit, held.join(' ')], toPlain);
  return new Uint8Array(deflateRawSync(text, { level: 9 }));
}

type Row = [
  format: number,
  facts: CreditFacts,
  reasons: [code: string, text: string][],
  score: number | null,
  riskClass: string | null,
  limit: bigint | null,
  held: string,
];

/** @throws when the content is of another layout, which none that has been stored is */
export function unpackDecision(bytes: Uint8Array): DecisionContent {
  const text = inflateRawSync(bytes).toString('utf8');
  const [format, facts, rows, score, riskClass, limit, held] = JSON.parse(text, fromPlain) as Row;
  if (format !== FORMAT) throw new Error(`a decision is stored in the format ${format}, which is unknown`);
  const reasons = rows.map(([code, reason]) => ({ code, text: reason }));
  return { facts, reasons, score, riskClass, limit, held: held === '' ? [] : held.split(' ') };
}
