import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

/** A file inside a PDF, as pdfkit puts it there. */
export interface AttachedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A PDF as a program makes it, without fonts. */
export async function attachTo(
  files: readonly AttachedFile[],
  options: Readonly<Record<string, unknown>> = {},
) {
  const doc = new PDFDocument({ font: '' as never, ...options });
  for (const { name, content } of files) doc.file(Buffer.from(content), { name, type: 'text/xml' });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => doc.on('end', resolve));
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

/** An object's text; a stream has its data besides. */
export interface RawObject {
  readonly text: string;
  readonly data?: Uint8Array;
}

function object(number: number, { text, data }: RawObject): Buffer {
  const body = data ? [Buffer.from('\nstream\n'), data, Buffer.from('\nendstream')] : [];
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n${text}`, 'latin1'),
    ...body,
    Buffer.from('\nendobj\n'),
  ]);
}

export function packedStream(content: string | Uint8Array, more = ''): RawObject {
  const data = deflateSync(content);
  return { text: `<< /Filter /FlateDecode /Length ${data.length} ${more} >>`, data };
}

/** The objects of a PDF with one attachment: 1 the catalog, 2 its description, 3 the file. */
export function objectsWith(file: RawObject, name = '(factur-x.xml)'): Record<number, RawObject> {
  return {
    1: { text: '<< /Type /Catalog /AF [2 0 R] >>' },
    2: { text: `<< /Type /Filespec /F ${name} /AFRelationship /Alternative /EF << /F 3 0 R >> >>` },
    3: file,
  };
}

/** Objects one after the other with a cross-reference table; `before` is a file that this one is saved over. */
export function plainPdf(
  objects: Readonly<Record<number, RawObject>>,
  { before = Buffer.from('%PDF-1.7\n'), trailer = '' }: { before?: Buffer; trailer?: string } = {},
): Buffer {
  let bytes = before;
  const rows: string[] = [];
  for (const [number, one] of Object.entries(objects)) {
    rows.push(`${number} 1\n${String(bytes.length).padStart(10, '0')} 00000 n \n`);
    bytes = Buffer.concat([bytes, object(Number(number), one)]);
  }
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(before.toString('latin1'))?.[1];
  const prev = previous === undefined ? '' : `/Prev ${previous}`;
  const end = `xref\n${rows.join('')}trailer\n<< /Root 1 0 R /Size 100 ${prev} ${trailer} >>\nstartxref\n${bytes.length}\n%%EOF\n`;
  return Buffer.concat([bytes, Buffer.from(end)]);
}

/** The same with its objects in an object stream and the cross-reference in a stream with PNG's predictor `up`. */
export function compressedPdf(objects: Readonly<Record<number, RawObject>>): Buffer {
  let bytes = Buffer.from('%PDF-1.7\n');
  const rows: number[][] = [];
  const packed = Object.entries(objects).filter(([, { data }]) => data === undefined);
  for (const [number, one] of Object.entries(objects)) {
    if (one.data === undefined) continue;
    rows[Number(number)] = [1, bytes.length, 0];
    bytes = Buffer.concat([bytes, object(Number(number), one)]);
  }
  const texts = packed.map(([, { text }]) => text);
  const offsets = texts.map((_, at) => texts.slice(0, at).join(' ').length + (at === 0 ? 0 : 1));
  const head = packed.map(([number], at) => `${number} ${offsets[at]}`).join(' ');
  packed.forEach(([number], at) => {
    rows[Number(number)] = [2, 50, at];
  });
  rows[50] = [1, bytes.length, 0];
  const content = `${head} ${texts.join(' ')}`;
  const stream = packedStream(content, `/Type /ObjStm /N ${packed.length} /First ${head.length + 1}`);
  bytes = Buffer.concat([bytes, object(50, stream)]);
  rows[51] = [1, bytes.length, 0];
  const table = Array.from({ length: 52 }, (_, at) => rows[at] ?? [0, 0, 0]);
  const flat = table.map(([kind = 0, second = 0, third = 0]) => [kind, second >> 8, second & 255, third]);
  const up = flat.map((row, at) => [
    2,
    ...row.map((value, column) => (value - (flat[at - 1]?.[column] ?? 0)) & 255),
  ]);
  const xref = packedStream(
    Buffer.from(up.flat()),
    '/Type /XRef /W [1 2 1] /Size 52 /Root 1 0 R /DecodeParms << /Predictor 12 /Columns 4 >>',
  );
  const end = Buffer.from(`startxref\n${bytes.length}\n%%EOF\n`);
  return Buffer.concat([bytes, object(51, xref), end]);
}
