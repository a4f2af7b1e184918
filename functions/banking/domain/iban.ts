/** `de89 3704 …` as it is kept: no spaces, capital letters. */
export function compactAccount(text: string): string {
  return text.replace(/\s+/g, '').toUpperCase();
}

/** Remainder of the digits by 97, letters counting from A = 10 (ISO 13616, ISO 7064 MOD 97-10). */
function remainder(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** Whether the text has the form and the check digits of an IBAN (ISO 13616); lengths by country are not looked at. */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  return remainder(text.slice(4) + text.slice(0, 4)) === 1;
}

/** The IBAN that follows from Bankleitzahl and Kontonummer. A few German banks have rules of their own: see README. */
export function germanIban(bankCode: string, account: string): string {
  const basic = bankCode + account.padStart(10, '0');
  const check = 98 - remainder(`${basic}DE00`);
  return `DE${String(check).padStart(2, '0')}${basic}`;
}
