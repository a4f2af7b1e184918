import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkInvoice } from '../../../functions/invoices/domain/check-invoice.ts';
import { readInvoice } from '../../../functions/invoices/domain/read-invoice.ts';
import { writeUbl } from '../../../functions/invoices/domain/ubl/write-ubl.ts';
import { FULL_INVOICE } from '../../support/e-invoices.ts';

const UBL = writeUbl(FULL_INVOICE);
const ROOT = '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">';

function refusal(bytes: string | Uint8Array) {
  const read = readInvoice(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  if (read.kind !== 'refused') throw new Error('the file was read');
  return read;
}

describe('what is refused', () => {
  test.each([
    ['nothing', '', /well-formed|empty/],
    ['text', 'Rechnung 1', /well-formed/],
    ['JSON', '{"number": 1}', /well-formed/],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', /well-formed|no text/],
    [
      'another document',
      '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>',
      /Order is no invoice/,
    ],
    ['an invoice of no namespace', '<Invoice/>', /Invoice is no invoice/],
    ['a name of the object prototype', '<constructor/>', /no invoice/],
    ['a document type', `<!DOCTYPE Invoice SYSTEM "http://example.org/x.dtd">${ROOT}</Invoice>`, /DOCTYPE/],
    [
      'an entity bomb',
      `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${ROOT}&b;</Invoice>`,
      /DOCTYPE/,
    ],
    [
      'an external entity',
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${ROOT}&e;</Invoice>`,
      /DOCTYPE/,
    ],
    ['an unknown entity', `${ROOT}&euro;</Invoice>`, /well-formed/],
    ['an unbound prefix', '<ubl:Invoice/>', /well-formed/],
    ['an attribute twice', `${ROOT}<a b="1" b="2"/></Invoice>`, /well-formed/],
    ['a character XML has not', `${ROOT}\u0001</Invoice>`, /well-formed/],
    ['two roots', `${ROOT}</Invoice><a/>`, /well-formed/],
    ['an unknown encoding', `<?xml version="1.0" encoding="EBCDIC-CP-DE"?>${ROOT}</Invoice>`, /encoding/],
    ['UTF-16 that is none', `<?xml version="1.0" encoding="UTF-16"?>${ROOT}</Invoice>`, /UTF-16/],
    ['depth without end', `${ROOT}${'<a>'.repeat(100)}${'</a>'.repeat(100)}</Invoice>`, /deeper/],
    ['a text without end', `${ROOT}<a>${'x'.repeat(400_000)}</a></Invoice>`, /too long/],
    ['an attribute without end', `${ROOT}<a b="${'x'.repeat(600_000)}"/></Invoice>`, /too long/],
    ['elements without end', `${ROOT}${'<a/>'.repeat(300_001)}</Invoice>`, /more than 300000 elements/],
  ])(
    '%s',
    (_name, text, reason) => {
      expect(refusal(text).reason).toMatch(reason);
    },
    20_000,
  );

  test('bytes that are no UTF-8', () => {
    expect(refusal(Buffer.from(UBL, 'latin1')).reason).toMatch(/no text in UTF-8/);
  });

  test('a file beyond the bound, before it is parsed', () => {
    expect(refusal(new Uint8Array(20 * 1024 * 1024 + 1)).reason).toMatch(/more than 20971520 bytes/);
  });

  test('says where', () => {
    expect(refusal(`${ROOT}\n  <a>\n  </b>\n</Invoice>`)).toMatchObject({ line: 3, column: 6 });
  });

  test('every truncation of a good file', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: UBL.length - 12 }), (length) => {
        expect(readInvoice(Buffer.from(UBL.slice(0, length))).kind).toBe('refused');
      }),
      { numRuns: 30 },
    );
  });

  test('no bytes at all make it throw', () => {
    const good = Buffer.from(UBL);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, noise) => {
        const bytes = Buffer.from(good);
        bytes.set(noise.subarray(0, good.length - at), at);
        expect(['read', 'refused']).toContain(readInvoice(bytes).kind);
      }),
      { numRuns: 40 },
    );
  });
});

/** What takes ever longer with each more of it runs into the test's time limit here. */
describe('much of one thing is read and checked all the same', () => {
  const body = (content: string) => UBL.replace('<cac:TaxTotal>', `${content}<cac:TaxTotal>`);
  const line = UBL.slice(UBL.indexOf('<cac:InvoiceLine>'), UBL.indexOf('</ubl:Invoice>'));
  const subtotal = UBL.slice(UBL.indexOf('<cac:TaxSubtotal>'), UBL.indexOf('</cac:TaxTotal>'));
  test.each([
    ['elements without a place', body('<cbc:X>1</cbc:X>'.repeat(20_000))],
    ['zeros in a number', UBL.replace('>19<', `>19.${'0'.repeat(250_000)}1<`)],
    ['zeros in an amount', UBL.replace('>299.50<', `>299.${'0'.repeat(250_000)}1<`)],
    ['lines and breakdowns', UBL.replace(subtotal, subtotal.repeat(300)).replace(line, line.repeat(300))],
    ['number signs in the payment terms', UBL.replace('#SKONTO#', '#'.repeat(250_000))],
    ['dots in an email address', UBL.replace('erika@muster.example', `a@${'a.'.repeat(120_000)}`)],
  ])('%s', (_name, xml) => {
    const read = readInvoice(Buffer.from(xml));
    if (read.kind === 'refused') throw new Error(read.reason);
    expect(checkInvoice(read.invoice, read.lines).length + read.findings.length).toBeGreaterThan(0);
  });
});

describe('what is taken', () => {
  const declared = (encoding: string) => UBL.replace('UTF-8', encoding);
  test.each([
    ['a byte order mark', Buffer.from(`\uFEFF${UBL}`)],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${declared('UTF-16')}`, 'utf16le')],
    ['UTF-16 of the other order', Buffer.from(`\uFEFF${declared('UTF-16')}`, 'utf16le').swap16()],
    ['ISO 8859-1', Buffer.from(declared('ISO-8859-1'), 'latin1')],
    ['other prefixes', Buffer.from(UBL.replaceAll('cbc:', 'b:').replaceAll('xmlns:cbc', 'xmlns:b'))],
    [
      'no prefix at the root',
      Buffer.from(UBL.replaceAll(/(<\/?)ubl:Invoice/g, '$1Invoice').replace('xmlns:ubl', 'xmlns')),
    ],
    ['CDATA and comments', Buffer.from(UBL.replace('R-2026-0001', '<![CDATA[R-2026]]><!-- here -->-0001'))],
    ['Windows line ends', Buffer.from(UBL.replaceAll('\n', '\r\n'))],
  ])('%s', (_name, bytes) => {
    const read = readInvoice(bytes);
    expect(read).toMatchObject({ kind: 'read', findings: [] });
    expect(read.kind === 'read' && read.invoice).toEqual(FULL_INVOICE);
  });

  test('a namespace that only looks like one is not', () => {
    const read = readInvoice(Buffer.from(UBL.replace('CommonBasicComponents-2', 'CommonBasicComponents-3')));
    expect(read.kind === 'read' && read.invoice.number).toBe(undefined);
  });
});
