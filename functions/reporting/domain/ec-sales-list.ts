import { isForeignEuVatId } from '../../receivables/rules.ts';
import { wholeEuros } from './vat-return.ts';

/** What a line of the Zusammenfassende Meldung is: supplies, services, triangular supplies of the first buyer. */
export type SalesKind = 'L' | 'S' | 'D';

/** §18a Abs. 7 UStG: the Kennzahlen of the VAT return whose amounts are reported by VAT id. */
const KIND_BY_KZ: Readonly<Record<string, SalesKind>> = { '41': 'L', '21': 'S', '42': 'D' };

export function salesKindOf(kz: string | undefined): SalesKind | undefined {
  return kz === undefined ? undefined : KIND_BY_KZ[kz];
}

/** Looks like the VAT id of another member state (Greece: EL) or of Northern Ireland (XI). */
const LIKE_VAT_ID =
  /^(?:AT|BE|BG|CY|CZ|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)[0-9A-Z+*]{2,12}$/;

/** What a text says of a buyer: a VAT id, or one that has not the form of its member state, or neither. */
export interface BuyerVatId {
  readonly vatId?: string;
  readonly malformed?: string;
}

/** The VAT id in a partner field, without the blanks, dots and dashes that people write. */
export function readVatId(partner: string | undefined): BuyerVatId {
  const text = partner?.replace(/[ .-]/g, '').toUpperCase();
  if (text === undefined || !LIKE_VAT_ID.test(text)) return {};
  return isForeignEuVatId(text) ? { vatId: text } : { malformed: text };
}

export interface SalesRow {
  readonly vatId: string;
  readonly kind: SalesKind;
  readonly exactMinor: bigint;
  /** As reported: full euros, cents cut off. */
  readonly reportedMinor: bigint;
  readonly lines: number;
}

/** Sums by VAT id and kind; the key is both, so that every pair is one row. */
export type SalesSums = Map<string, { vatId: string; kind: SalesKind; exactMinor: bigint; lines: number }>;

export function addSale(sums: SalesSums, vatId: string, kind: SalesKind, amountMinor: bigint): void {
  const key = `${vatId} ${kind}`;
  const before = sums.get(key) ?? { vatId, kind, exactMinor: 0n, lines: 0 };
  sums.set(key, { vatId, kind, exactMinor: before.exactMinor + amountMinor, lines: before.lines + 1 });
}

/** The rows in the order of VAT ids. Rows of nothing (all reversed) are left out. */
export function salesRows(sums: SalesSums): SalesRow[] {
  return [...sums.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => ({ ...row, reportedMinor: wholeEuros(row.exactMinor) }))
    .filter(({ exactMinor }) => exactMinor !== 0n);
}
