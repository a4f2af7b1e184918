import { readFileSync } from 'node:fs';

const font = (name: string) =>
  readFileSync(new URL(`../../node_modules/dejavu-fonts-ttf/ttf/${name}`, import.meta.url));

/** The fonts that lie beside the bundle of reports. */
export const reportFonts = () => ({ regular: font('DejaVuSans.ttf'), bold: font('DejaVuSans-Bold.ttf') });
