/**
 * Whether the text has the form of an IBAN and its check digits are right (ISO 13616-1, ISO 7064 mod 97-10), spaces left out. As the rules
 * of XRechnung do, without the length that each country has.
 */
export function isIban(text: string): boolean {
  const iban = text.replace(/\s/g, '');
  if (!/^[A-Z]{2}\d{2}[A-Za-z0-9]{1,30}$/.test(iban)) return false;
  const digits = (iban.slice(4) + iban.slice(0, 4))
    .toUpperCase()
    .replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}
