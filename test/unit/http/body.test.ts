import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJsonBody } from '../../../shared/http/body.ts';
import { findRepeatedName, outlineJson } from '../../../shared/http/json-names.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { httpEvent } from '../../support/http-event.ts';

const LIMIT_BYTES = 5 * 1_048_576;

function read(text: string, headers: Record<string, string> = {}, isBase64Encoded = false): unknown {
  const event = { ...httpEvent({ route: 'POST /things', text, headers }), isBase64Encoded };
  return readJsonBody(event, LIMIT_BYTES).value;
}

function refusalOf(run: () => unknown): DomainError {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('hostile bodies', () => {
  test.each([
    ['nested deeper than anybody writes', '['.repeat(33) + ']'.repeat(33), 'deeper than 32'],
    ['millions of brackets', '['.repeat(2_500_000) + ']'.repeat(2_500_000), 'deeper than 32'],
    ['brackets that never close', '{"a":'.repeat(400_000), 'deeper than 32'],
    ['nothing but spaces', ' '.repeat(1_048_576), 'ends too early'],
    ['a number with a letter', '{"a": 1x}', 'position 7'],
    ['a control character in a text', '{"a": "\u0000"}', 'position 6'],
    ['a byte order mark and nothing', '\uFEFF', 'ends too early'],
    ['half a surrogate pair as a name', '{"\\udc00": 1}', 'surrogate'],
  ])('%s: 400, and soon', (_, text, detail) => {
    const startedAt = performance.now();
    const { kind, message } = refusalOf(() => read(text));
    expect([kind, message]).toEqual(['malformed', expect.stringContaining(detail)]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('bytes that are no UTF-8', () => {
    const text = Buffer.from([0x7b, 0xff, 0x7d]).toString('base64');
    expect(refusalOf(() => read(text, {}, true)).message).toContain('UTF-8');
  });

  test.each([
    ['{"debit":"1.00","debit":"2.00"}', '/debit'],
    ['{"lines":[{"a":1},{"a":1,"b":{"x":1,"x~/y":"{","x~/y":2}}]}', '/lines/1/b/x~0~1y'],
    ['{"a":1,"\\u0061":2}', '/a'],
    ['[{"t":"\\"a\\":"},{"a" : [1,2,{}], "a"\n:\n1}]', '/1/a'],
    ['{"__proto__":1,"__proto__":2}', '/__proto__'],
  ])('a name that stands twice: %s', (text, pointer) => {
    const { code, details } = refusalOf(() => read(text));
    expect(code).toBe('platform.malformed-json');
    expect(details.errors).toEqual([{ pointer, detail: 'stands twice' }]);
  });
});

describe('good bodies', () => {
  test('whatever JSON writes is read back, and nothing in it stands twice', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), (value, isIndented) => {
        const text = JSON.stringify(value, undefined, isIndented ? 2 : 0);
        expect(findRepeatedName(text)).toBeUndefined();
        expect(read(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('depth and names are counted outside of texts only', () => {
    expect(outlineJson('{"a":{"b":["[[{\\"c\\":"]},"d\\\\":1}')).toEqual({ depth: 3, names: 3 });
    expect(read('['.repeat(32) + ']'.repeat(32))).toBeDefined();
  });

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON ;charset="UTF-8"',
    'application/merge-patch+json',
  ])('of type %s', (type) => expect(read('{"a":1}', { 'content-type': type })).toEqual({ a: 1 }));

  test.each([
    'application/jsonp',
    'text/json',
    'application/json, text/csv',
    'application/x-www-form-urlencoded',
    '',
  ])('but not of type "%s"', (type) =>
    expect(refusalOf(() => read('{}', { 'content-type': type })).kind).toBe('unsupported'),
  );
});
