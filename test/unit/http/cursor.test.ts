import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor, pagingOf } from '../../../shared/http/cursor.ts';
import { findJsonError } from '../../../shared/http/json-position.ts';
import { pointerTo } from '../../../shared/http/validate.ts';

const scope = {
  routeId: 'test.list',
  params: { companyId: 'acme' },
  query: { limit: 5, from: '2026-01-01' },
  principal: { id: 'clerk', kind: 'machine' as const },
};
const refused = expect.objectContaining({ code: 'platform.malformed-cursor' });

test('a cursor gives its position back, whatever the page size', () => {
  const position = fc.dictionary(fc.string(), fc.string());
  fc.assert(
    fc.property(position, fc.integer(), (at, limit) => {
      const cursor = encodeCursor(at, scope);
      const later = { ...scope, query: { ...scope.query, limit, cursor } };
      expect({ ...decodeCursor(cursor, later) }).toEqual({ ...at });
    }),
    { examples: [[JSON.parse('{"__proto__":""}'), 0]] },
  );
});

test('garbage is refused, never an error of ours', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => decodeCursor(text, scope)).toThrow(refused);
    }),
  );
  const json = fc.json().map((text) => Buffer.from(text).toString('base64url'));
  fc.assert(
    fc.property(json, (text) => {
      expect(() => decodeCursor(text, scope)).toThrow(refused);
    }),
  );
});

test('a cursor of another route, company, filter or principal is refused', () => {
  const cursor = encodeCursor({ pk: 'a', sk: 'b' }, scope);
  const others = [
    { ...scope, routeId: 'test.other' },
    { ...scope, params: { companyId: 'other' } },
    { ...scope, query: { from: '2026-01-02' } },
    { ...scope, principal: { id: 'thief', kind: 'machine' as const } },
  ];
  for (const other of others) expect(() => decodeCursor(cursor, other)).toThrow(refused);
});

test('a page has a next exactly when there is one', () => {
  const paging = pagingOf('test.list', { ...scope, query: { limit: 2 } });
  expect(paging.page([1], undefined)).toEqual({ items: [1] });
  expect(paging.page([], { pk: 'a', sk: 'b' }).next).toEqual(expect.any(String));
});

test('pointers can be read back (RFC 6901)', () => {
  const stepsOf = (pointer: string) =>
    pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  fc.assert(
    fc.property(fc.array(fc.string()), (path) => {
      expect(stepsOf(pointerTo(path))).toEqual(path);
    }),
  );
});

test('the finder of JSON mistakes agrees with the parser on what is JSON', () => {
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', '}', ']', ',', ':', '"', '\\', '0', 't', '-', '\n'))
    .map(
      ([text, at, piece]) =>
        text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + 1),
    );
  fc.assert(
    fc.property(fc.oneof(fc.json(), broken, fc.string()), (text) => {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect(findJsonError(text) === undefined).toBe(isJson);
    }),
    { numRuns: 2_000 },
  );
});
