import { type PdfDocument as Doc, MM, type PdfFonts, writePdf } from '../../../shared/pdf/write-pdf.ts';
import type { InvoiceDocument, Labelled } from '../domain/issued/invoice-document.ts';
import { type EmbeddedProfile, facturXMetadata } from './factur-x-metadata.ts';

export interface HybridInvoice {
  readonly document: InvoiceDocument;
  readonly xml: Uint8Array;
  readonly profile: EmbeddedProfile;
  readonly number: string;
  /** When it was issued: what the file says of its making. */
  readonly issuedAt: Date;
}

/** Places on A4, form B of DIN 5008:2020, in millimetres. */
const LEFT = 25;
const WIDTH = 165;
const BOTTOM = 258;
const SIZE = 9.5;
const BLACK = '#000000';
const GREY = '#555555';

const WORDS = {
  de: { file: 'Rechnung als XML (EN 16931)', page: (page: number, of: number) => `Seite ${page} von ${of}` },
  en: { file: 'Invoice as XML (EN 16931)', page: (page: number, of: number) => `Page ${page} of ${of}` },
} as const;

const COLUMNS = [
  { width: 10, align: 'left' },
  { width: 66, align: 'left' },
  { width: 24, align: 'right' },
  { width: 24, align: 'right' },
  { width: 13, align: 'right' },
  { width: 28, align: 'right' },
] as const;

/**
 * A hybrid invoice: PDF/A-3b (ISO 19005-3) with its XML as an alternative of the page (ZUGFeRD 2.3). The same invoice, fonts
 * and time give the same bytes.
 */
export function writeInvoicePdf(invoice: HybridInvoice, fonts: PdfFonts): Promise<Buffer> {
  const { document, xml, profile, number, issuedAt } = invoice;
  const frame = {
    title: number, // pdfkit writes it into XML as it is: nothing that needs an escape
    language: document.language,
    createdAt: issuedAt,
    options: { pdfVersion: '1.7', subset: 'PDF/A-3b' },
  } as const;
  return writePdf(frame, fonts, (doc) => {
    setHead(doc, document);
    setFrames(doc, document, setBody(doc, document));
    doc.file(Buffer.from(xml), {
      name: profile.fileName,
      type: 'text/xml',
      description: WORDS[document.language].file,
      relationship: 'Alternative',
      creationDate: issuedAt,
      modifiedDate: issuedAt,
    } as never);
    (doc as unknown as { appendXML: (xml: string) => void }).appendXML(facturXMetadata(profile));
  });
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The sums, and how wide what they are called may be. */
const SUMS = 83;
const SUM_LABEL = 74;

/** One text; gives the millimetre below it. */
function setText(
  doc: Doc,
  text: string,
  { x, y, width }: Place,
  { font = 'regular', size = SIZE, align = 'left' as 'left' | 'right' | 'center', color = BLACK } = {},
): number {
  doc.font(font).fontSize(size).fillColor(color);
  doc.text(text, x * MM, y * MM, { width: width * MM, align, lineGap: 1 });
  return doc.y / MM;
}

function setHead(doc: Doc, { sender, returnLine, recipient, references }: InvoiceDocument): void {
  setText(doc, sender, { x: LEFT, y: 20, width: WIDTH }, { font: 'bold', size: 14 });
  setText(doc, returnLine, { x: LEFT, y: 58.5, width: 80 }, { size: 6, color: GREY });
  let y = 63;
  for (const line of recipient) y = setText(doc, line, { x: LEFT, y, width: 80 });
  setLabelled(doc, references, { x: 120, y: 50, width: 70 }, 30, 8);
}

function setLabelled(
  doc: Doc,
  lines: readonly Labelled[],
  { x, y, width }: Place,
  label: number,
  size = SIZE,
): number {
  let below = y;
  for (const line of lines) {
    setText(doc, line.label, { x, y: below, width: label }, { size, color: GREY });
    below = setText(doc, line.value, { x: x + label, y: below, width: width - label }, { size }) + 0.6;
  }
  return below;
}

/** Gives the place to go on at: the same page, or the top of a new one. */
function withRoom(doc: Doc, y: number, height: number): number {
  if (y + height <= BOTTOM) return y;
  doc.addPage();
  return 25;
}

function rule(doc: Doc, y: number, from = LEFT): void {
  doc
    .moveTo(from * MM, y * MM)
    .lineTo((LEFT + WIDTH) * MM, y * MM)
    .lineWidth(0.5)
    .strokeColor(GREY)
    .stroke();
}

function setRow(doc: Doc, cells: readonly string[], y: number, font: 'regular' | 'bold'): number {
  let x = LEFT;
  let below = y;
  COLUMNS.forEach(({ width, align }, at) => {
    const place = { x, y, width: width - 2 };
    below = Math.max(below, setText(doc, cells[at] ?? '', place, { font, size: 8.5, align }));
    x += width;
  });
  return below + 1.2;
}

function heightOf(doc: Doc, text: string, width: number, size = SIZE): number {
  return (
    doc
      .font('regular')
      .fontSize(size)
      .heightOfString(text, { width: width * MM, lineGap: 1 }) / MM
  );
}

function setTable(doc: Doc, { columns, rows }: InvoiceDocument, start: number): number {
  const setColumns = (at: number) => {
    const below = setRow(doc, columns, at, 'bold');
    rule(doc, below);
    return below + 1.5;
  };
  let y = setColumns(start);
  for (const cells of rows) {
    const next = withRoom(doc, y, Math.min(200, heightOf(doc, cells[1] ?? '', 64, 8.5) + 3));
    y = setRow(doc, cells, next === y ? y : setColumns(next), 'regular');
  }
  return y;
}

function setSums(doc: Doc, { sums, total }: InvoiceDocument, start: number): number {
  const heights = sums.map(({ label }) => heightOf(doc, label, SUM_LABEL, 8.5) + 1.2);
  let y = withRoom(
    doc,
    start,
    Math.min(
      200,
      heights.reduce((sum, one) => sum + one, 16),
    ),
  );
  rule(doc, y);
  y += 2;
  const setSum = ({ label, value }: Labelled, font: 'regular' | 'bold') => {
    const below = setText(doc, label, { x: SUMS, y, width: SUM_LABEL }, { font, size: 8.5 });
    const place = { x: SUMS + SUM_LABEL, y, width: 31 };
    y = Math.max(below, setText(doc, value, place, { font, size: 8.5, align: 'right' })) + 1.2;
  };
  sums.forEach((sum, index) => {
    y = withRoom(doc, y, heights[index] ?? 0);
    setSum(sum, 'regular');
  });
  y = withRoom(doc, y, 10);
  rule(doc, y, SUMS);
  y += 1.5;
  setSum(total, 'bold');
  return y;
}

/** Everything below the address; gives how many pages there are. */
function setBody(doc: Doc, document: InvoiceDocument): number {
  let y = setText(doc, document.title, { x: LEFT, y: 98.5, width: WIDTH }, { font: 'bold', size: 12 }) + 4;
  y = setText(doc, document.opening, { x: LEFT, y, width: WIDTH }) + 4;
  y = setSums(doc, document, setTable(doc, document, y)) + 5;
  for (const note of document.notes) {
    y = withRoom(doc, y, heightOf(doc, note, WIDTH));
    y = setText(doc, note, { x: LEFT, y, width: WIDTH }) + 2;
  }
  if (document.payment.length > 0) {
    y = withRoom(doc, y + 2, document.payment.length * 6);
    setLabelled(doc, document.payment, { x: LEFT, y, width: WIDTH }, 40);
  }
  return doc.bufferedPageRange().count;
}

/** Footer and, where there are several, page numbers. */
function setFrames(doc: Doc, { footer, language }: InvoiceDocument, pages: number): void {
  for (let page = 0; page < pages; page += 1) {
    doc.switchToPage(page);
    if (pages > 1) {
      const label = WORDS[language].page(page + 1, pages);
      setText(doc, label, { x: LEFT, y: 263, width: WIDTH }, { size: 7, align: 'right', color: GREY });
    }
    rule(doc, 268);
    let y = 269.5;
    for (const line of footer) {
      y = setText(doc, line, { x: LEFT, y, width: WIDTH }, { size: 6.5, align: 'center', color: GREY });
    }
  }
}
