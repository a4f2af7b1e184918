import { refuse } from '../../errors.ts';

/** What is read of one PDF at most. An invoice has some hundred objects; a scanned one is large, but has few. */
export const PDF_LIMITS = {
  /** Arrays and dictionaries in each other. */
  depth: 60,
  /** Values parsed, all together: what bounds the time. */
  values: 3_000_000,
  /** Bytes that come out of filters, all together. */
  decodedBytes: 40 * 1_048_576,
  /** Entries of all cross-reference sections together. */
  objects: 500_000,
  /** Cross-reference sections: one for each time the file was saved. */
  sections: 500,
  filters: 4,
  attachments: 500,
  nameTreeNodes: 2_000,
} as const;

/** Counts what is spent of the limits. One for each file that is read. */
export interface PdfBudget {
  readonly spend: (what: 'values' | 'decodedBytes' | 'objects' | 'sections', amount: number) => void;
  readonly decodedLeft: () => number;
}

const WORDS = {
  values: 'values',
  decodedBytes: 'bytes when it is unpacked',
  objects: 'objects',
  sections: 'cross-reference sections',
} as const;

/** @throws invoices.pdf-too-large, by `spend`, when a limit is passed */
export function pdfBudget(): PdfBudget {
  const spent = { values: 0, decodedBytes: 0, objects: 0, sections: 0 };
  return {
    spend: (what, amount) => {
      spent[what] += amount;
      if (spent[what] > PDF_LIMITS[what]) throw tooLarge(`more than ${PDF_LIMITS[what]} ${WORDS[what]}`);
    },
    decodedLeft: () => PDF_LIMITS.decodedBytes - spent.decodedBytes,
  };
}

export function tooLarge(what: string): Error {
  return refuse('invoices.pdf-too-large', `The PDF has ${what}; no invoice needs that.`);
}

export function unreadable(detail: string): Error {
  return refuse('invoices.unreadable-pdf', detail);
}
