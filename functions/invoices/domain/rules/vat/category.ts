import { readDecimal } from '../../decimal.ts';
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

/** Rates as one text each, `19.00` as `19`: a file may have many breakdowns, and each looks its sum up. */
function rateKey(rate: Decimal | undefined): string {
  return rate === undefined ? '' : (readDecimal(rate) ?? rate);
}

/** What lines, allowances and charges of a category add up to: in all, or of one rate. */
export interface Taxable {
  readonly total: Cents;
  readonly ofRate: (rate: Decimal) => Cents;
}

export function taxableOf({ lines, allowances, charges }: Invoice, code: string): Taxable {
  const sums = new Map<string, Cents>();
  let total = 0n;
  const add = (one: { readonly vatCategory?: string; readonly vatRate?: Decimal }, amount: Cents) => {
    if (one.vatCategory !== code) return;
    const key = rateKey(one.vatRate);
    sums.set(key, (sums.get(key) ?? 0n) + amount);
    total += amount;
  };
  for (const line of lines) add(line, line.netAmount ?? 0n);
  for (const allowance of allowances) add(allowance, -(allowance.amount ?? 0n));
  for (const charge of charges) add(charge, charge.amount ?? 0n);
  return { total, ofRate: (rate) => sums.get(rateKey(rate)) ?? 0n };
}

/** Whether a line, allowance or charge has the category. */
export function usesCategory({ lines, allowances, charges }: Invoice, code: string): boolean {
  return [...lines, ...allowances, ...charges].some(({ vatCategory }) => vatCategory === code);
}
