import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { refuse } from './errors.ts';
import { countMembers, findRepeatedName, outlineJson } from './json-names.ts';
import { findJsonError, lineAndColumn } from './json-position.ts';
import { pointerTo } from './validate.ts';

const JSON_TYPES = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

function bodyBytes(event: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>): Uint8Array {
  return Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('platform.malformed-json', 'The body is not UTF-8.');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const position = findJsonError(text) ?? text.length;
    const { line, column } = lineAndColumn(text, position);
    const what = position >= text.length ? 'ends too early' : 'stops being JSON';
    throw refuse(
      'platform.malformed-json',
      `The body ${what} at position ${position} (line ${line}, column ${column}).`,
      { extra: { position } },
    );
  }
}

/** A lone surrogate cannot be written as UTF-8, so no store would give back what was sent. */
function assertWellFormed(text: string, value: unknown): void {
  if (!/\\u[dD][89a-fA-F]/.test(text)) return;
  const isWhole = (part: unknown): boolean => {
    if (typeof part === 'string') return part.isWellFormed();
    if (typeof part !== 'object' || part === null) return true;
    return Object.entries(part).every(([key, member]) => key.isWellFormed() && isWhole(member));
  };
  if (!isWhole(value))
    throw refuse('platform.malformed-json', 'The body has half a surrogate pair in a text.');
}

/** No request of ours comes near; deeper values would exhaust the stack of whatever reads them by recursion. */
const MAX_DEPTH = 32;

/** Parses a text that is not too deep and says everything once. */
function parseOnce(text: string): unknown {
  const { depth, names } = outlineJson(text);
  if (depth > MAX_DEPTH) {
    throw refuse('platform.malformed-json', `The body is nested deeper than ${MAX_DEPTH} levels.`);
  }
  const value = parseJson(text);
  const repeated = countMembers(value) === names ? undefined : findRepeatedName(text);
  if (!repeated) return value;
  throw refuse('platform.malformed-json', 'A name stands twice in one object.', {
    errors: [{ pointer: pointerTo(repeated), detail: 'stands twice' }],
  });
}

export interface RawBody {
  /** undefined when there is no body. */
  readonly value: unknown;
  /** The bytes as sent, for the request hash of idempotency. */
  readonly bytes: Uint8Array;
}

/** Reads a JSON body: 413 above the limit, 415 for another type, 400 with the position where it stops being JSON. */
export function readJsonBody(event: APIGatewayProxyEventV2, limitBytes: number): RawBody {
  const bytes = bodyBytes(event);
  if (bytes.length > limitBytes) {
    throw refuse('platform.too-large', `The body has ${bytes.length} bytes; ${limitBytes} are allowed.`);
  }
  if (bytes.length === 0) return { value: undefined, bytes };
  const type = event.headers['content-type'] ?? '';
  if (!JSON_TYPES.test(type)) {
    throw refuse(
      'platform.unsupported-type',
      `The body is of type ${type || 'unknown'}, not application/json.`,
    );
  }
  const text = decode(bytes);
  const value = parseOnce(text);
  assertWellFormed(text, value);
  return { value, bytes };
}
