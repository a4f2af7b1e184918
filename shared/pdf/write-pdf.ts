import PDFDocument from 'pdfkit';

export type PdfDocument = PDFKit.PDFDocument;

/** Points of a millimetre. */
export const MM = 72 / 25.4;

/** Font files (TrueType): the standard fonts of PDF have neither ł nor č. Only the glyphs used are embedded. */
export interface PdfFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** What a file says of itself. */
export interface PdfFrame {
  readonly title: string;
  readonly author?: string;
  readonly language: string;
  /** When it was made. */
  readonly createdAt: Date;
  readonly options?: Pick<PDFKit.PDFDocumentOptions, 'layout' | 'pdfVersion' | 'subset'>;
}

/**
 * A document on A4 without margins, with the fonts `regular` and `bold`; `set` writes its pages. The same frame, fonts and
 * pages give the same bytes.
 */
export async function writePdf(
  { title, author, language, createdAt, options }: PdfFrame,
  fonts: PdfFonts,
  set: (doc: PdfDocument) => void,
): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: language,
    // No standard font to begin with: their metrics are files that no bundle has, and PDF/A forbids them.
    font: '' as never,
    info: {
      Title: title,
      ...(author !== undefined && { Author: author }),
      CreationDate: createdAt,
      ModDate: createdAt,
      Producer: 'Backoffice',
      Creator: 'Backoffice',
    },
    ...options,
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  doc.registerFont('regular', Buffer.from(fonts.regular));
  doc.registerFont('bold', Buffer.from(fonts.bold));
  set(doc);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}
