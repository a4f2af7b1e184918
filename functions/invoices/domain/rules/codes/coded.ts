import { COUNTRIES } from '../../codes/countries.ts';
import { PARTY_SCHEMES } from '../../codes/parties.ts';
import type { Invoice } from '../../invoice.ts';
import type { InvoiceLine } from '../../model/invoice-line.ts';
import { profileOf } from '../../profile.ts';
import { each, NO_PROBLEM, type Problems } from '../rule.ts';

/** Checks a code, where there is one. */
export type CodeCheck = (code: string | undefined, path: string) => Problems;

export function coded(isCode: (code: string) => boolean, list: string): CodeCheck {
  return (code, path) =>
    code === undefined || isCode(code)
      ? NO_PROBLEM
      : [{ path, text: `"${code.slice(0, 40)}" is no code of ${list}.` }];
}

export function listed(codes: ReadonlySet<string>, list: string): CodeCheck {
  return coded((code) => codes.has(code), list);
}

export const country = listed(COUNTRIES, 'ISO 3166-1 alpha-2');

/** XRechnung’s extension takes schemes of its own wherever others are listed (BR-DEX-04 to BR-DEX-08). */
const EXTENSION_SCHEMES: ReadonlySet<string> = new Set(['XR01', 'XR02', 'XR03']);

export function isExtension({ specification }: Invoice): boolean {
  return profileOf(specification) === 'xrechnung-extension';
}

/** Schemes of a list, with those of the extension where the invoice keeps it. */
export function schemes(invoice: Invoice, codes: ReadonlySet<string>, list: string): CodeCheck {
  return coded((code) => codes.has(code) || (isExtension(invoice) && EXTENSION_SCHEMES.has(code)), list);
}

/** ICD of ISO/IEC 6523. */
export function icd(invoice: Invoice): CodeCheck {
  return schemes(invoice, PARTY_SCHEMES, 'the ICD list of ISO/IEC 6523');
}

export function ofLines(invoice: Invoice, check: (line: InvoiceLine, path: string) => Problems): Problems {
  return each(invoice.lines, '/lines', check);
}
