import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { parsePolicy } from './policy/parse-policy.ts';
import type { Policy } from './policy/policy.ts';

/** A policy as it is written down: JSON. */
export type PolicySource = Readonly<Record<string, unknown>>;

/** Bytes of its JSON; packed, it takes a tenth of them. */
export const MAX_SOURCE_BYTES = 250_000;

export function packSource(source: PolicySource): Uint8Array<ArrayBuffer> {
  return new Uint8Array(deflateRawSync(JSON.stringify(source), { level: 9 }));
}

export function unpackSource(bytes: Uint8Array): PolicySource {
  return JSON.parse(inflateRawSync(bytes).toString('utf8'));
}

/** A policy that was read once is read for ever: who makes reading stricter breaks the replay of what it decided. */
export function readStored(bytes: Uint8Array): Policy {
  const { policy, errors } = parsePolicy(unpackSource(bytes));
  if (policy) return policy;
  throw new Error(`a stored policy cannot be read any more: ${JSON.stringify(errors)}`);
}
