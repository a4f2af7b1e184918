import type { Invoice } from '../invoice.ts';
import type { Seller } from '../model/party.ts';

/** Spaces, dots and hyphens are how people write numbers, not part of them. */
export function compactNumber(text: string | undefined): string | undefined {
  const compact = text?.replace(/[\s./-]/g, '').toUpperCase();
  return compact === '' ? undefined : compact;
}

/** A name as far as it tells two businesses apart: letters and digits, without capitals and accents. */
export function compactName(name: string | undefined): string | undefined {
  const compact = name
    ?.normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return compact === '' ? undefined : compact;
}

const MAX_KEY_CHARACTERS = 120;

/**
 * What a seller is known by, the surest first: VAT id (BT-31), tax number (BT-32), identifiers such as a GLN (BT-29, BT-30),
 * name (BT-27). Two invoices of one seller share at least one of them.
 */
export function sellerKeys({
  vatId,
  taxRegistrationId,
  ids,
  legalRegistrationId,
  name,
}: Seller): readonly string[] {
  const keys: string[] = [];
  const add = (kind: string, value: string | undefined) => {
    if (value !== undefined) keys.push(`${kind}:${value.slice(0, MAX_KEY_CHARACTERS)}`);
  };
  add('vat', compactNumber(vatId));
  add('tax', compactNumber(taxRegistrationId));
  for (const { id, scheme } of [...ids, ...(legalRegistrationId ? [legalRegistrationId] : [])].slice(0, 5)) {
    const compact = compactNumber(id);
    add(`id-${scheme ?? ''}`, compact);
  }
  add('name', compactName(name));
  return keys;
}

/**
 * What makes an invoice that invoice (§14 Abs. 4 Nr. 4 UStG: a number is given once): its seller and its number. Undefined
 * where the file names neither.
 */
export function invoiceKey({ seller, number }: Pick<Invoice, 'seller' | 'number'>): string | undefined {
  const [who] = sellerKeys(seller);
  const which = compactName(number);
  return who === undefined || which === undefined
    ? undefined
    : `${who}#${which.slice(0, MAX_KEY_CHARACTERS)}`;
}
