import { type PdfDocument as Doc, MM, type PdfFonts, writePdf } from '../../../shared/pdf/write-pdf.ts';
import { columnWidths } from '../domain/column-widths.ts';
import type { ReportRow, ReportTable } from '../domain/report-table.ts';

/** Whose report it is, and when the file was made. */
export interface ReportFrame {
  readonly company: string;
  readonly createdAt: Date;
}

const MARGIN = 20 * MM;
/** A turned page is lower: its rows stand closer, so that form 01 of the BWA fits one. */
const WIDE = { top: 14 * MM, row: 4.2 * MM };
const SIZE = 8.5;
const ROW = 5 * MM;
const INDENT = 3.5 * MM;
const GREY = '#555555';
const BLACK = '#000000';
/** Above these columns of amounts a page is turned. */
const PORTRAIT_COLUMNS = 3;

interface Layout {
  readonly doc: Doc;
  readonly table: ReportTable;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly row: number;
  /** Of the columns of amounts, and the size in which the widest of them fits: no amount is ever cut off. */
  readonly widths: readonly number[];
  readonly amountSize: number;
  readonly labelWidth: number;
}

/** A report as PDF on A4: columns head every page, pages are numbered. The same input gives the same bytes. */
export function writeReportPdf(table: ReportTable, fonts: PdfFonts, frame: ReportFrame): Promise<Buffer> {
  const amounts = table.columns.length - 1;
  const isWide = amounts > PORTRAIT_COLUMNS;
  const { company, createdAt } = frame;
  const options = { layout: isWide ? 'landscape' : 'portrait' } as const;
  return writePdf(
    { title: table.title, author: company, language: 'de', createdAt, options },
    fonts,
    (doc) => {
      const width = doc.page.width - 2 * MARGIN;
      const layout: Layout = {
        doc,
        table,
        width,
        top: isWide ? WIDE.top : MARGIN,
        bottom: doc.page.height - (isWide ? WIDE.top : MARGIN) - ROW,
        row: isWide ? WIDE.row : ROW,
        ...columnWidths(table, width, SIZE, (text) => doc.font('bold').fontSize(SIZE).widthOfString(text)),
      };
      setNotes(layout, setRows(layout, setTitle(layout, frame)));
      setFooters(layout, frame);
    },
  );
}

interface TextStyle {
  readonly font?: 'regular' | 'bold';
  readonly size?: number;
  readonly align?: 'left' | 'right';
  readonly color?: string;
}

function setCell(
  doc: Doc,
  text: string,
  x: number,
  y: number,
  width: number,
  { font = 'regular', size = SIZE, align = 'left', color = BLACK }: TextStyle = {},
): void {
  doc.font(font).fontSize(size).fillColor(color);
  doc.text(text, x, y, { width, align, height: size * 1.2, ellipsis: true, lineBreak: true });
}

function setTitle({ doc, table, width, top }: Layout, { company }: ReportFrame): number {
  setCell(doc, company, MARGIN, top, width, { color: GREY });
  setCell(doc, table.title, MARGIN, top + ROW, width, { font: 'bold', size: 14 });
  setCell(doc, table.subtitle, MARGIN, top + 2.4 * ROW, width);
  return top + 4 * ROW;
}

function rule({ doc, width }: Layout, y: number, lineWidth = 0.5): void {
  doc
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + width, y)
    .lineWidth(lineWidth)
    .strokeColor(GREY)
    .stroke();
}

/** Where each column of amounts begins, and how wide it is. */
function places({ labelWidth, widths }: Layout): readonly (readonly [x: number, width: number])[] {
  let x = MARGIN + labelWidth;
  return widths.map((width) => {
    x += width;
    return [x - width, width] as const;
  });
}

function setCells(layout: Layout, cells: readonly string[], y: number, style: TextStyle): void {
  const at = places(layout);
  cells.forEach((cell, index) => {
    const [x, width] = at[index] ?? [MARGIN, 0];
    setCell(layout.doc, cell, x, y, width, { ...style, align: 'right', size: layout.amountSize });
  });
}

function setColumns(layout: Layout, y: number): number {
  const { doc, table, labelWidth } = layout;
  const [first = '', ...others] = table.columns;
  setCell(doc, first, MARGIN, y, labelWidth, { font: 'bold' });
  setCells(layout, others, y, { font: 'bold' });
  rule(layout, y + ROW - 3);
  return y + ROW + 2;
}

/** The place to go on at: the same page, or below the columns of a new one. */
function withRoom(layout: Layout, y: number, height: number): number {
  if (y + height <= layout.bottom) return y;
  layout.doc.addPage();
  return setColumns(layout, layout.top);
}

function heightOfLabel({ doc, labelWidth, row }: Layout, { label, depth, kind }: ReportRow): number {
  doc.font(kind === 'line' ? 'regular' : 'bold').fontSize(SIZE);
  return Math.max(doc.heightOfString(label, { width: labelWidth - depth * INDENT - 4 }) + 1, row);
}

function setRow(layout: Layout, row: ReportRow, y: number): number {
  const { doc, labelWidth } = layout;
  const height = heightOfLabel(layout, row);
  const at = withRoom(layout, y, height);
  const font = row.kind === 'sum' || row.kind === 'heading' ? 'bold' : 'regular';
  if (row.kind === 'sum') rule(layout, at - 1.5, 0.3);
  const color = row.kind === 'note' ? GREY : BLACK;
  doc.font(font).fontSize(SIZE).fillColor(color);
  const indent = row.depth * INDENT;
  doc.text(row.label, MARGIN + indent, at, { width: labelWidth - indent - 4 });
  setCells(layout, row.cells, at, { font, color });
  return at + height;
}

function setRows(layout: Layout, start: number): number {
  let y = setColumns(layout, start);
  for (const row of layout.table.rows) y = setRow(layout, row, y);
  return y;
}

function setNotes(layout: Layout, start: number): void {
  const { doc, table, width } = layout;
  let y = start + ROW / 2;
  for (const note of table.notes) {
    doc.font('regular').fontSize(7.5);
    const height = doc.heightOfString(note, { width }) + 2;
    y = withRoom(layout, y, height);
    doc.fillColor(GREY).font('regular').fontSize(7.5).text(note, MARGIN, y, { width });
    y += height;
  }
}

function setFooters({ doc, table, width, bottom }: Layout, { createdAt }: ReportFrame): void {
  const { count } = doc.bufferedPageRange();
  const made = createdAt.toISOString().slice(0, 16).replace('T', ' ');
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    const style = { size: 7, color: GREY };
    setCell(doc, `${table.title} · erstellt ${made} UTC`, MARGIN, bottom + ROW, width / 2, style);
    const numbers = `Seite ${page + 1} von ${count}`;
    setCell(doc, numbers, MARGIN + width / 2, bottom + ROW, width / 2, { ...style, align: 'right' });
  }
}
