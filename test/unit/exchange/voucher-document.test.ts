import { expect, test } from 'vitest';
import {
  documentGuid,
  documentXml,
  PACKAGE_LIMITS,
  packDocuments,
  packedName,
} from '../../../functions/exchange/domain/datev/voucher-document.ts';

const file = { id: 'vch_1', fileName: '../Rechnung "7" & Ü.pdf', bytes: 10 };

test('the same vouchers have the same GUID in any order, other companies another', () => {
  const guid = documentGuid('acme', ['vch_2', 'vch_1']);
  expect(guid).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/);
  expect(documentGuid('acme', ['vch_1', 'vch_2'])).toBe(guid);
  expect(documentGuid('other', ['vch_1', 'vch_2'])).not.toBe(guid);
});

test('a file is packed under its id and a name without folders and signs', () => {
  expect(packedName(file)).toBe('vch_1-..-Rechnung-7-U-.pdf');
  expect(documentXml([{ guid: 'G', files: [file] }], '2026-06-15T12:00:00.000Z')).toContain(
    '<extension xsi:type="File" name="vch_1-..-Rechnung-7-U-.pdf"/>',
  );
});

test('packages stay within documents and bytes, in order, and lose nothing', () => {
  const big = Array.from({ length: 30 }, (_, at) => ({
    guid: String(at),
    files: [{ ...file, bytes: PACKAGE_LIMITS.fileBytes }],
  }));
  const packages = packDocuments(big);
  expect(packages.flat()).toEqual(big);
  for (const some of packages)
    expect(some.reduce((sum, { files }) => sum + (files[0]?.bytes ?? 0), 0)).toBeLessThanOrEqual(
      PACKAGE_LIMITS.bytes,
    );
  const many = Array.from({ length: PACKAGE_LIMITS.documents + 1 }, (_, at) => ({
    guid: String(at),
    files: [file],
  }));
  expect(packDocuments(many).map(({ length }) => length)).toEqual([PACKAGE_LIMITS.documents, 1]);
  expect(packDocuments([])).toEqual([]);
});
