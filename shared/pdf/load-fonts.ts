import { readFileSync } from 'node:fs';
import type { PdfFonts } from './write-pdf.ts';

const font = (name: string) => readFileSync(new URL(name, import.meta.url));

/** The fonts that the build lays beside a bundle (infra/build.ts). */
export function loadFonts(): PdfFonts {
  return { regular: font('DejaVuSans.ttf'), bold: font('DejaVuSans-Bold.ttf') };
}
