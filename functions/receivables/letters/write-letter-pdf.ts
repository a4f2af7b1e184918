import { type PdfDocument as Doc, MM, type PdfFonts, writePdf } from '../../../shared/pdf/write-pdf.ts';
import type { Letter, LetterLine } from '../domain/letters/letter.ts';
import { COLUMNS, PAGE } from './page-layout.ts';

const SIZE = 10;
const SMALL = 7;
const ROW = 6;
const BLACK = '#000000';
const GREY = '#555555';

/**
 * A letter as PDF (DIN 5008, form B). The same letter, fonts and time give the same bytes.
 * @param createdAt what the file says of its making
 */
export function writeLetterPdf(letter: Letter, fonts: PdfFonts, createdAt: Date): Promise<Buffer> {
  const { subject, sender, language } = letter;
  return writePdf({ title: subject, author: sender.name, language, createdAt }, fonts, (doc) => {
    setHead(doc, letter);
    setBody(doc, letter);
    setFrames(doc, letter);
  });
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** One text; gives the millimetre below it. */
function setText(
  doc: Doc,
  text: string,
  { x, y, width }: Place,
  {
    font = 'regular',
    size = SIZE,
    align = 'left' as 'left' | 'right' | 'center',
    color = BLACK,
    oneLine = false,
  } = {},
): number {
  doc.font(font).fontSize(size).fillColor(color);
  const options = {
    width: width * MM,
    align,
    lineGap: 1.5,
    ...(oneLine ? { height: size * 1.2, ellipsis: true } : {}),
  };
  doc.text(text, x * MM, y * MM, options);
  return oneLine ? y + (size * 1.35) / MM : doc.y / MM;
}

function setHead(doc: Doc, { sender, recipient, references }: Letter): void {
  const { window } = PAGE;
  setText(doc, sender.name, { x: PAGE.left, y: 20, width: 165 }, { font: 'bold', size: 14, oneLine: true });
  const returnLine = [sender.name, ...sender.address].join(' · ');
  const place = { x: window.x, y: window.returnLineY, width: window.width };
  setText(doc, returnLine, place, { size: SMALL, color: GREY, oneLine: true });
  let { addressY: y }: { addressY: number } = window;
  for (const line of recipient.slice(0, 6)) {
    y = setText(doc, line, { x: window.x, y, width: window.width }, { oneLine: true });
  }
  setLines(doc, references, PAGE.references, 28, 8);
}

/** Labels and values, one below the other. */
function setLines(
  doc: Doc,
  lines: readonly LetterLine[],
  { x, y, width }: Place,
  labelWidth: number,
  size = SIZE,
): number {
  let below = y;
  for (const { label, value } of lines) {
    setText(doc, label, { x, y: below, width: labelWidth }, { size, color: GREY, oneLine: true });
    below = setText(doc, value, { x: x + labelWidth, y: below, width: width - labelWidth }, { size });
  }
  return below;
}

/** Gives the place to go on at: the same page, or the top of a new one. */
function withRoom(doc: Doc, y: number, height: number): number {
  if (y + height <= PAGE.bottom) return y;
  doc.addPage();
  return PAGE.furtherPagesY;
}

const WHOLE = { x: PAGE.left, width: PAGE.right - PAGE.left };

function heightOf(doc: Doc, text: string): number {
  return (
    doc
      .font('regular')
      .fontSize(SIZE)
      .heightOfString(text, { width: WHOLE.width * MM, lineGap: 1.5 }) / MM
  );
}

/** A paragraph, on one page. */
function setParagraph(doc: Doc, text: string, y: number): number {
  return setText(doc, text, { ...WHOLE, y: withRoom(doc, y, heightOf(doc, text)) });
}

function setBody(doc: Doc, letter: Letter): void {
  let y = setText(doc, letter.subject, { ...WHOLE, y: PAGE.subjectY }, { font: 'bold', size: 11 }) + 6;
  y = setParagraph(doc, letter.salutation, y) + 3;
  y = setParagraph(doc, letter.opening, y) + 5;
  y = setTable(doc, letter, y);
  y = setSums(doc, letter, y) + 6;
  y = setParagraph(doc, letter.closing, y) + 4;
  y = withRoom(doc, y, letter.payment.length * ROW);
  y = setLines(doc, letter.payment, { ...WHOLE, y }, 45) + 4;
  y = setParagraph(doc, letter.note, y) + 6;
  y = withRoom(doc, y, 2 * ROW);
  y = setParagraph(doc, letter.regards, y) + 3;
  setParagraph(doc, letter.sender.name, y);
}

function setRow(doc: Doc, cells: readonly string[], y: number, font: 'regular' | 'bold'): number {
  let x: number = PAGE.left;
  COLUMNS.forEach(({ width, align }, at) => {
    setText(doc, cells[at] ?? '', { x, y, width: width - 1 }, { font, size: 9, align, oneLine: true });
    x += width;
  });
  return y + ROW;
}

function rule(doc: Doc, y: number, from: number = PAGE.left): void {
  doc
    .moveTo(from * MM, y * MM)
    .lineTo((PAGE.right - 1) * MM, y * MM)
    .lineWidth(0.5)
    .strokeColor(GREY)
    .stroke();
}

/** The items; the head of the table comes again on every page. */
function setTable(doc: Doc, { columns, rows }: Letter, start: number): number {
  const setColumns = (at: number) => {
    const below = setRow(doc, columns, at, 'bold');
    rule(doc, below - 1);
    return below + 1;
  };
  let y = setColumns(withRoom(doc, start, 3 * ROW));
  for (const row of rows) {
    const next = withRoom(doc, y, ROW);
    y = setRow(doc, row, next === y ? y : setColumns(next), 'regular');
  }
  return y;
}

function setSums(doc: Doc, { sums, total }: Letter, start: number): number {
  let y = withRoom(doc, start, (sums.length + 2) * ROW);
  rule(doc, y);
  y += 2;
  const setSum = ({ label, value }: LetterLine, font: 'regular' | 'bold') => {
    setText(doc, label, { x: PAGE.left, y, width: 128 }, { font, size: 9, oneLine: true });
    setText(doc, value, { x: 155, y, width: 34 }, { font, size: 9, align: 'right', oneLine: true });
    y += ROW;
  };
  for (const sum of sums) setSum(sum, 'regular');
  rule(doc, y - 1, 120);
  y += 1;
  setSum(total, 'bold');
  return y;
}

/** Marks to fold and punch at, footer, and page numbers where there are several. */
function setFrames(doc: Doc, { sender, pageLabel }: Letter): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    for (const [y, length] of [
      [PAGE.foldMarks[0], 4],
      [PAGE.foldMarks[1], 4],
      [PAGE.punchMark, 6],
    ] as const) {
      doc
        .moveTo(4 * MM, y * MM)
        .lineTo((4 + length) * MM, y * MM)
        .lineWidth(0.3)
        .strokeColor(GREY)
        .stroke();
    }
    const label = pageLabel.replace('{page}', String(page + 1)).replace('{pages}', String(count));
    if (count > 1) {
      setText(
        doc,
        label,
        { ...WHOLE, y: PAGE.pageNumberY },
        { size: 8, align: 'right', color: GREY, oneLine: true },
      );
    }
    let y: number = PAGE.footerY;
    for (const line of sender.footer.slice(0, 4)) {
      y = setText(doc, line, { ...WHOLE, y }, { size: SMALL, align: 'center', color: GREY, oneLine: true });
    }
  }
}
