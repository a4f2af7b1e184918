/**
 * `backoffice-local-postings` of stack `backoffice-local-ledger` is `postings`: the prefix that a name shares with its
 * stack, up to the last dash both have, says only which installation it belongs to.
 */
export function shortenName(name: string, stack: string): string {
  const nameParts = name.split('-');
  const stackParts = stack.split('-');
  // Stacks are `<product>-<stage>-<part>`: at most the first two words are installation, the third may be the name.
  const shared = [0, 1].filter((index) => nameParts[index] === stackParts[index]);
  return shared.length === 2 && nameParts.length > 2 ? nameParts.slice(2).join('-') : name;
}
