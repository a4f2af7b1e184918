import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DtdValidator, XmlDocument, XmlDtd } from 'libxml2-wasm';
import { expect, test } from 'vitest';
import { indexXml } from '../../../functions/exchange/domain/gobd/index-xml.ts';
import { TABLES } from '../../../functions/exchange/domain/gobd/table-spec.ts';

const DTD = resolve(import.meta.dirname, '../../../../shared/data/gdpdu/gdpdu-01-09-2004.dtd');
const HANDOVER = {
  supplier: 'Müller & Söhne <GmbH> \u0007',
  location: 'Deutschland',
  comment: 'Prüfung "2026"',
  from: '2026-01-01',
  to: '2026-12-31',
  decimals: 2,
} as const;

test.skipIf(!existsSync(DTD))(
  'index.xml is valid against the DTD (skipped where ../shared/data is absent)',
  () => {
    // libxml2 refuses a model that it cannot read without looking ahead: the same, written so that it can.
    const lookingAhead = '(Name, Command*, Table*, Command*, AcceptNoTables?)';
    const text = readFileSync(DTD, 'utf8');
    expect(text).toContain(lookingAhead);
    const dtd = XmlDtd.fromString(
      text.replace(lookingAhead, '(Name, Command*, (Table+, Command*)?, AcceptNoTables?)'),
    );
    const validator = new DtdValidator(dtd);
    const valid = (xml: string) => {
      const document = XmlDocument.fromString(xml);
      try {
        validator.validate(document);
        return true;
      } catch {
        return false;
      } finally {
        document.dispose();
      }
    };
    const xml = indexXml(HANDOVER);
    expect(valid(xml)).toBe(true);
    // The validator is worth its tick: an order that the DTD does not have is refused.
    expect(valid(xml.replace('<UTF8/>', ''))).toBe(true);
    expect(valid(xml.replace('<Version>1.0</Version>', ''))).toBe(false);
    expect(valid(xml.replace('<AlphaNumeric/>', '<AlphaNumerisch/>'))).toBe(false);
    validator.dispose();
  },
);

test('index.xml names every file, escapes what XML reserves, and no two columns of a table are alike', () => {
  const xml = indexXml(HANDOVER);
  expect(xml).toContain('<Name>Müller &amp; Söhne &lt;GmbH&gt; </Name>');
  for (const { file, columns, keys, foreignKeys = [] } of TABLES) {
    expect(xml).toContain(`<URL>${file}</URL>`);
    const names = columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(keys).toBeGreaterThan(0);
    for (const { columns: own, table } of foreignKeys) {
      expect(names).toEqual(expect.arrayContaining([...own]));
      expect(TABLES.map(({ name }) => name)).toContain(table);
    }
  }
});
