import { type PdfDocument as Doc, MM, type PdfFonts, writePdf } from '../../../shared/pdf/write-pdf.ts';
import type { PrintedBook, PrintedLine } from '../domain/print-book.ts';

const PAGE = { left: 12, right: 198, top: 14, bottom: 278, footer: 284 };
/** In millimetres; they fill the page. */
const WIDTHS = [12, 22, 26, 52, 14, 20, 20, 20];
const FIRST_AMOUNT = 5;
const SIZE = 7.5;

/**
 * A cash book on pages of A4. Every page begins with what came over and ends with what goes over, so that one that is missing
 * is missed. The same book, fonts and time give the same bytes.
 * @param createdAt what the file says of its making
 */
export function writeBookPdf(book: PrintedBook, fonts: PdfFonts, createdAt: Date): Promise<Buffer> {
  const { title, owner, language } = book;
  return writePdf({ title, author: owner, language, createdAt }, fonts, (doc) => {
    setBook(doc, book);
    setPageNumbers(doc, book.pageLabel);
  });
}

function setText(
  doc: Doc,
  text: string,
  { x, y, width }: { x: number; y: number; width: number },
  { font = 'regular', size = SIZE, align = 'left' as 'left' | 'right' } = {},
): void {
  doc.font(font).fontSize(size).fillColor('#000000');
  doc.text(text, x * MM, y * MM, { width: width * MM, align });
}

/** Nothing is cut: the longest cell decides. */
function heightOf(doc: Doc, { cells, kind }: PrintedLine): number {
  doc.font(kind === 'sum' ? 'bold' : 'regular').fontSize(SIZE);
  const heights = WIDTHS.map((width, at) => {
    const [text, room] = [cells[at] ?? '', (width - 1) * MM];
    // No letter is wider than the font's size: what is short stands on one line, and measuring takes long.
    return text.length * SIZE < room ? 0 : doc.heightOfString(text, { width: room });
  });
  return Math.max(4, Math.max(...heights) / MM + 0.8);
}

function setCells(doc: Doc, cells: readonly string[], y: number, font: 'regular' | 'bold'): void {
  let x = PAGE.left;
  WIDTHS.forEach((width, at) => {
    const align = at >= FIRST_AMOUNT ? 'right' : 'left';
    const text = cells[at] ?? '';
    if (text) setText(doc, text, { x, y, width: width - 1 }, { font, align });
    x += width;
  });
}

function rule(doc: Doc, y: number): void {
  doc
    .moveTo(PAGE.left * MM, y * MM)
    .lineTo(PAGE.right * MM, y * MM)
    .lineWidth(0.4)
    .strokeColor('#555555')
    .stroke();
}

/** Head of a page; gives the millimetre below it. */
function setHead(doc: Doc, { title, owner, subtitle, columns }: PrintedBook): number {
  const width = PAGE.right - PAGE.left;
  setText(doc, title, { x: PAGE.left, y: PAGE.top, width }, { font: 'bold', size: 12 });
  setText(doc, owner, { x: PAGE.left, y: PAGE.top + 6, width }, { size: 9 });
  setText(doc, subtitle, { x: PAGE.left, y: PAGE.top + 11, width }, { size: 9 });
  setCells(doc, columns, PAGE.top + 18, 'bold');
  rule(doc, PAGE.top + 22);
  return PAGE.top + 23.5;
}

function setBook(doc: Doc, book: PrintedBook): void {
  const carried = (balance: string) => ['', '', '', book.carried, '', '', '', balance];
  let y = setHead(doc, book);
  let balance = book.opening.balance;
  const set = (line: PrintedLine) => {
    const height = heightOf(doc, line);
    if (y + height > PAGE.bottom - 6) {
      rule(doc, y);
      setCells(doc, carried(balance), y + 1, 'bold');
      doc.addPage();
      y = setHead(doc, book);
      setCells(doc, carried(balance), y, 'bold');
      y += 5;
    }
    if (line.kind === 'sum') rule(doc, y - 0.6);
    setCells(doc, line.cells, y, line.kind === 'sum' ? 'bold' : 'regular');
    y += height;
    balance = line.balance;
  };
  for (const line of [book.opening, ...book.lines, book.closing]) set(line);
  if (book.note) setText(doc, book.note, { x: PAGE.left, y: y + 2, width: PAGE.right - PAGE.left });
}

function setPageNumbers(doc: Doc, pageLabel: string): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    const label = pageLabel.replace('{page}', String(page + 1)).replace('{pages}', String(count));
    setText(doc, label, { x: PAGE.left, y: PAGE.footer, width: PAGE.right - PAGE.left }, { align: 'right' });
  }
}
