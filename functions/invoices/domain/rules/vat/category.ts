import { sameDecimal } from '../../decimal.ts';
import type { Invoice } from '../../invoice.ts';
import type { Cents, Decimal } from '../../model/values.ts';

/** What the standard demands of one VAT category (EN 16931-1, 6.4.4); the rules of all categories are made from it. */
export interface VatCategory {
  /** The family of rules: `BR-S-01`. */
  readonly family: string;
  /** UNCL 5305. */
  readonly code: string;
  readonly name: string;
  /** Breakdowns of the category: at most one, or one for each rate. */
  readonly breakdowns: 'one' | 'by-rate';
  /** Rates of lines, allowances and charges. */
  readonly rate: 'positive' | 'not-negative' | 'zero' | 'absent';
  /** Whether the breakdown says why there is no VAT. */
  readonly exemption: 'required' | 'forbidden';
  /** Numbers of the parties: of the seller any tax number, or the VAT identifier; of the buyer too; or none at all. */
  readonly identifiers:
    | 'seller-tax'
    | 'seller-tax-and-buyer'
    | 'seller-vat'
    | 'seller-vat-and-buyer-vat'
    | 'none';
}

export const VAT_CATEGORIES: readonly VatCategory[] = [
  { family: 'S', code: 'S', name: 'standard rate', breakdowns: 'by-rate', rate: 'positive', exemption: 'forbidden', identifiers: 'seller-tax' },
  { family: 'Z', code: 'Z', name: 'zero rated', breakdowns: 'one', rate: 'zero', exemption: 'forbidden', identifiers: 'seller-tax' },
  { family: 'E', code: 'E', name: 'exempt', breakdowns: 'one', rate: 'zero', exemption: 'required', identifiers: 'seller-tax' },
  { family: 'AE', code: 'AE', name: 'reverse charge', breakdowns: 'one', rate: 'zero', exemption: 'required', identifiers: 'seller-tax-and-buyer' },
  { family: 'IC', code: 'K', name: 'intra-Community supply', breakdowns: 'one', rate: 'zero', exemption: 'required', identifiers: 'seller-vat-and-buyer-vat' },
  { family: 'G', code: 'G', name: 'export', breakdowns: 'one', rate: 'zero', exemption: 'required', identifiers: 'seller-vat' },
  { family: 'O', code: 'O', name: 'not subject to VAT', breakdowns: 'one', rate: 'absent', exemption: 'required', identifiers: 'none' },
  { family: 'AF', code: 'L', name: 'IGIC', breakdowns: 'by-rate', rate: 'not-negative', exemption: 'forbidden', identifiers: 'seller-tax' },
  { family: 'AG', code: 'M', name: 'IPSI', breakdowns: 'by-rate', rate: 'not-negative', exemption: 'forbidden', identifiers: 'seller-tax' },
]; // biome-ignore format: a table

/** What lines, allowances and charges of a category add up to; of one rate, where it is given. */
export function taxableOf(invoice: Invoice, code: string, rate?: Decimal): Cents {
  const belongs = (one: { readonly vatCategory?: string; readonly vatRate?: Decimal }) =>
    one.vatCategory === code && (rate === undefined || sameDecimal(one.vatRate, rate));
  const lines = invoice.lines.filter(belongs).reduce((total, { netAmount }) => total + (netAmount ?? 0n), 0n);
  const less = invoice.allowances.filter(belongs).reduce((total, { amount }) => total + (amount ?? 0n), 0n);
  const more = invoice.charges.filter(belongs).reduce((total, { amount }) => total + (amount ?? 0n), 0n);
  return lines - less + more;
}

/** Whether a line, allowance or charge has the category. */
export function usesCategory({ lines, allowances, charges }: Invoice, code: string): boolean {
  return [...lines, ...allowances, ...charges].some(({ vatCategory }) => vatCategory === code);
}
