import { refuse } from '../../errors.ts';
import { type Attachment, findAttachments } from './find-attachments.ts';
import { openPdf } from './open-pdf.ts';

/**
 * Names of the invoice inside a PDF, the one to be preferred first: Factur-X and ZUGFeRD from 2.1 on, its profile
 * XRECHNUNG, ZUGFeRD 2.0, ZUGFeRD 1.0 (ZUGFeRD 2.3 technical part, "embedding"; ZUGFeRD 1.0 3.3.2). Some programs differ
 * in capitals only, so 1.0 and 2.0 are told apart by their content later.
 */
export const INVOICE_NAMES = ['factur-x.xml', 'xrechnung.xml', 'zugferd-invoice.xml'] as const;

/** An XML of this size has some 20,000 lines. */
export const MAX_EMBEDDED_BYTES = 20 * 1_048_576;

export interface EmbeddedInvoice {
  readonly name: string;
  readonly relationship: string | undefined;
  readonly xml: Uint8Array;
}

/**
 * Takes the e-invoice out of a hybrid PDF.
 * @throws invoices.no-embedded-invoice, with the names of what is in it; invoices.unreadable-pdf, -.encrypted-pdf, -.pdf-too-large
 */
export function extractInvoice(content: Uint8Array): EmbeddedInvoice {
  const pdf = openPdf(content);
  const attachments = findAttachments(pdf);
  const named = INVOICE_NAMES.map((name) => attachments.filter((one) => baseName(one) === name));
  const candidates = named.find((some) => some.length > 0) ?? [];
  const [first, ...others] = candidates.map((one) => ({ ...one, xml: pdf.decode(one.stream) }));
  if (!first) throw missing(attachments);
  if (others.some(({ xml }) => Buffer.compare(xml, first.xml) !== 0)) {
    const detail = `The PDF has ${candidates.length} different files named ${first.name}: which one is the invoice is not clear.`;
    throw refuse('invoices.no-embedded-invoice', detail);
  }
  if (first.xml.length > MAX_EMBEDDED_BYTES) {
    throw refuse(
      'invoices.pdf-too-large',
      `The invoice in the PDF has more than ${MAX_EMBEDDED_BYTES} bytes.`,
    );
  }
  const { name, relationship, xml } = first;
  return { name, relationship, xml };
}

function baseName({ name }: Attachment): string {
  return (name.split(/[\\/]/).at(-1) ?? name).trim().toLowerCase();
}

const SHOWN_NAMES = 5;

function missing(attachments: readonly Attachment[]): Error {
  if (attachments.length === 0) {
    const detail =
      'The PDF has no attachments: it is a picture of an invoice, no e-invoice. Keep it as a voucher.';
    return refuse('invoices.no-embedded-invoice', detail);
  }
  const names = attachments.slice(0, SHOWN_NAMES).map(({ name }) => JSON.stringify(name.slice(0, 60)));
  const more = attachments.length > SHOWN_NAMES ? ' and others' : '';
  const detail = `None of the PDF's attachments (${names.join(', ')}${more}) is named ${INVOICE_NAMES.join(', ')}.`;
  return refuse('invoices.no-embedded-invoice', detail);
}
