import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractInvoice } from '../../../functions/invoices/domain/pdf/extract-invoice.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { attachTo, compressedPdf, objectsWith, packedStream, plainPdf } from '../../support/pdf-fixture.ts';

const XML = '<?xml version="1.0" encoding="UTF-8"?><Invoice>ä</Invoice>';

function xmlIn(pdf: Uint8Array): string {
  return Buffer.from(extractInvoice(pdf).xml).toString();
}

function refusal(pdf: Uint8Array): string {
  try {
    return `taken: ${xmlIn(pdf)}`;
  } catch (error) {
    if (error instanceof DomainError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

describe('the invoice in a PDF', () => {
  it('is found whatever its standard calls it, beside others', async () => {
    for (const name of ['factur-x.xml', 'xrechnung.xml', 'zugferd-invoice.xml', 'ZUGFeRD-invoice.xml']) {
      const others = ['a.csv', 'other.xml'].map((one) => ({ name: one, content: 'no' }));
      const pdf = await attachTo([...others, { name, content: XML }]);
      expect(extractInvoice(pdf)).toMatchObject({ name });
      expect(xmlIn(pdf)).toBe(XML);
    }
  });

  it('of the newest standard comes first; the same twice is one, two different ones are refused', async () => {
    const old = { name: 'ZUGFeRD-invoice.xml', content: 'old' };
    expect(xmlIn(await attachTo([old, { name: 'factur-x.xml', content: XML }]))).toBe(XML);
    const twice = { ...objectsWith(packedStream(XML)), 4: packedStream('other') };
    const spec = { text: '<< /F (factur-x.xml) /EF << /F 4 0 R >> >>' };
    const catalog = { text: '<< /AF [2 0 R 5 0 R] >>' };
    expect(refusal(plainPdf({ ...twice, 1: catalog, 5: spec }))).toMatch(/no-embedded-invoice.*2 different/);
    expect(xmlIn(plainPdf({ ...twice, 4: packedStream(XML), 1: catalog, 5: spec }))).toBe(XML);
  });

  it('is found behind object streams, cross-reference streams, saves on top of each other, and damage', () => {
    const objects = objectsWith(packedStream(XML), '<FEFF0066006100630074007500720 02D0078002E0078006D006C>');
    expect(xmlIn(plainPdf(objects))).toBe(XML);
    expect(xmlIn(compressedPdf(objects))).toBe(XML);
    const first = plainPdf(objectsWith(packedStream('before')));
    expect(xmlIn(plainPdf({ 3: packedStream(XML) }, { before: first }))).toBe(XML);
    // Something in front, a wrong startxref, a table that points beside its objects: found by their own words.
    const junk = Buffer.concat([Buffer.from('mail header\n'), plainPdf(objects)]);
    expect(xmlIn(junk)).toBe(XML);
    const text = (pdf: Buffer) => pdf.toString('latin1');
    const bent = (pdf: Buffer, from: RegExp, to: string) =>
      Buffer.from(text(pdf).replace(from, to), 'latin1');
    expect(xmlIn(bent(plainPdf(objects), /startxref\n\d+/, 'startxref\n7'))).toBe(XML);
    expect(xmlIn(bent(plainPdf(objects), /00000 n/g, '00009 x'))).toBe(XML);
    expect(xmlIn(bent(plainPdf(objects), /^%PDF-1.7/, '%PDF-1.7\n%%%%'))).toBe(XML);
    expect(xmlIn(bent(compressedPdf(objects), /startxref\n\d+/, 'startxref\n7'))).toBe(XML);
  });

  it('is found in a tree of names, by lengths that are references, under other filters', () => {
    const hex = Buffer.from(`${Buffer.from(XML).toString('hex')}>`);
    const file = { text: '<< /Filter [/ASCIIHexDecode] /Length 9 0 R >>', data: hex };
    const tree = {
      1: { text: '<< /Names << /EmbeddedFiles << /Kids [6 0 R 7 0 R] >> >> >>' },
      6: { text: '<< /Kids [6 0 R 7 0 R] >>' },
      7: { text: '<< /Names [(x) 2 0 R] /Limits [(x) (x)] >>' },
      9: { text: String(hex.length) },
    };
    expect(xmlIn(plainPdf({ ...objectsWith(file), ...tree }))).toBe(XML);
    const ascii85 = { text: '<< /Filter /ASCII85Decode >>', data: Buffer.from('87cURD]i,"Ebo80~>') };
    expect(xmlIn(plainPdf(objectsWith(ascii85)))).toBe('Hello World!');
  });

  it('is missed with a reason', async () => {
    expect(refusal(await attachTo([]))).toMatch(/no-embedded-invoice.*no attachments/);
    expect(refusal(await attachTo([{ name: 'offer.xml', content: XML }]))).toMatch(
      /"offer.xml".*factur-x.xml/,
    );
    expect(refusal(Buffer.from('%PNG'))).toMatch(/unreadable-pdf/);
    expect(refusal(Buffer.from('%PDF-1.7\n'))).toMatch(/unreadable-pdf/);
    const locked = await attachTo([{ name: 'factur-x.xml', content: XML }], { ownerPassword: 'x' });
    expect(refusal(locked)).toMatch(/encrypted-pdf/);
    const lzw = { text: '<< /Filter /LZWDecode >>', data: Buffer.from('x') };
    expect(refusal(plainPdf(objectsWith(lzw)))).toMatch(/LZWDecode/);
  });
});

describe('a hostile PDF', () => {
  it('that unpacks without end is refused', () => {
    const bomb = deflateSync(Buffer.alloc(45_000_000));
    const file = { text: `<< /Filter /FlateDecode /Length ${bomb.length} >>`, data: bomb };
    expect(refusal(plainPdf(objectsWith(file)))).toMatch(/pdf-too-large.*unpacked/);
    const twice = packedStream(bomb, '');
    const layered = { ...twice, text: twice.text.replace('/FlateDecode', '[/FlateDecode /FlateDecode]') };
    expect(refusal(plainPdf(objectsWith(layered)))).toMatch(/pdf-too-large.*unpacked/);
    const filters = { text: `<< /Filter [${'/FlateDecode '.repeat(9)}] >>`, data: bomb };
    expect(refusal(plainPdf(objectsWith(filters)))).toMatch(/pdf-too-large.*filters/);
  });

  it('whose parts lie in each other or go in circles is refused, or missed', () => {
    const deep = { text: `<< /AF ${'['.repeat(5_000)} >>` };
    expect(refusal(plainPdf({ 1: deep }))).toMatch(/pdf-too-large.*nested/);
    expect(refusal(plainPdf({ 1: { text: '<< /AF 4 0 R >>' }, 4: { text: '4 0 R' } }))).toMatch(
      /pdf-too-large.*references/,
    );
    const many = { text: `<< /Names << /EmbeddedFiles << /Kids [${'5 0 R '.repeat(50)}] >> >> >>` };
    expect(refusal(plainPdf({ 1: many, 5: { text: '<< /Kids [5 0 R 5 0 R] >>' } }))).toMatch(
      /no attachments/,
    );
    const loop = plainPdf({ 1: { text: '<< >>' } });
    const circle = Buffer.from(
      loop.toString('latin1').replace(/\/Size 100/, `/Prev ${loop.lastIndexOf('xref\n1')}`),
      'latin1',
    );
    expect(refusal(circle)).toMatch(/no attachments/);
  });

  it('that lies about numbers is refused', () => {
    const claims = plainPdf(objectsWith(packedStream(XML))).toString('latin1');
    const many = Buffer.from(claims.replace(/^1 1\n/m, '1 999999999\n'), 'latin1');
    expect(refusal(many)).toMatch(/pdf-too-large|taken/);
    const stream = packedStream('', '/Type /ObjStm /N 999999999 /First 1');
    const places = { 1: { text: '<< /Type /Catalog /AF 9 0 R >>' }, 8: stream };
    expect(refusal(Buffer.concat([plainPdf(places).subarray(0, -40)]))).toMatch(/pdf-too-large/);
  });

  it('of any bytes ends in a moment with an answer', () => {
    const whole = plainPdf(objectsWith(packedStream(XML)));
    const packed = compressedPdf(objectsWith(packedStream(XML)));
    fc.assert(
      fc.property(
        fc.constantFrom(whole, packed),
        fc.nat(2_000),
        fc.uint8Array({ maxLength: 12 }),
        fc.nat(2_000),
        (pdf, at, bytes, end) => {
          const bent = Buffer.from(pdf);
          bent.set(bytes.subarray(0, Math.max(0, bent.length - at)), Math.min(at, bent.length));
          expect(refusal(bent.subarray(0, end < 1_000 ? bent.length : end))).toMatch(/^(taken|invoices\.)/);
        },
      ),
      { numRuns: 150 },
    );
  });
});
