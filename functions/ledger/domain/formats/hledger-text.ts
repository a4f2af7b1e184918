/**
 * hledger's journal format has no escapes. Characters that mean something at a place are written as their
 * full-width twins (U+FF01 to U+FF5E), which read the same and can be turned back one by one.
 */
function fullWidth(text: string, characters: RegExp): string {
  return text.replace(characters, (character) =>
    String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0),
  );
}

/** One line, single spaces, no control characters: two spaces or a tab would end an account name. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Description of a transaction: `;` begins a comment, `|` splits off a payee, a leading `(` is a code. */
export function hledgerDescription(text: string): string {
  return fullWidth(fullWidth(oneLine(text), /[;|]/g), /^[(*!]/);
}

/** Code of a transaction, which stands in parentheses. */
export function hledgerCode(text: string): string {
  return fullWidth(oneLine(text), /[();]/g);
}

/** Account name: `:` makes a tree, `;` begins a comment. It begins with the number, so no other mark can lead it. */
export function hledgerAccount(number: string, name: string | undefined): string {
  return fullWidth(oneLine(name === undefined ? number : `${number} ${name}`), /[:;]/g);
}

/** Value of a tag, or free text in a comment: `,` ends a value, `word:` is a tag, `[...]` may be read as a date. */
export function hledgerComment(text: string): string {
  return fullWidth(oneLine(text), /[,:;[\]]/g);
}
