import { refuse } from '../errors.ts';

/** A voucher's file as it was received: never changed, so that it stays what the hash in the entry says. */
export interface VoucherFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly sha256: string;
  readonly bytes: number;
}

const TYPES: readonly (readonly [contentType: string, magic: string])[] = [
  ['application/pdf', '255044462d'],
  ['image/png', '89504e470d0a1a0a'],
  ['image/jpeg', 'ffd8ff'],
  ['image/tiff', '49492a00'],
  ['image/tiff', '4d4d002a'],
];
const MAGIC_BYTES = 8;
/** A byte-order mark, white space, then markup: e-invoices in UBL or CII. */
const XML = /^\ufeff?\s*<(?:\?xml|[A-Za-z])/;
const XML_BYTES = 256;

/**
 * The media type by the content's first bytes; names and types that a client sends prove nothing. A voucher must be
 * readable for the years it is kept (§147 (2) AO), so only forms that last are taken.
 * @throws ledger.unsupported-voucher
 */
export function voucherType(content: Uint8Array): string {
  const start = Buffer.from(content.subarray(0, MAGIC_BYTES)).toString('hex');
  const known = TYPES.find(([, magic]) => start.startsWith(magic));
  if (known) return known[0];
  const text = new TextDecoder().decode(content.subarray(0, XML_BYTES));
  if (XML.test(text) && !/^\ufeff?\s*<(?:!doctype\s+html|html)/i.test(text)) return 'application/xml';
  throw refuse('ledger.unsupported-voucher', 'Vouchers are PDF, PNG, JPEG, TIFF or XML files.');
}

/** A voucher has the id of the upload that brought it, so that whoever uploaded it knows how to name it. */
export function voucherIdOf(importId: string): string {
  return importId.replace(/^imp_/, 'vch_');
}

/** Where a voucher lies in the archive bucket. */
export function voucherKey(companyId: string, voucherId: string): string {
  return `vouchers/${companyId}/${voucherId}`;
}
