// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids exactly these unescaped
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';

/**
 * Where a text stops being JSON, as an offset in UTF-16 units; its length when it only ends too early, undefined
 * when it is JSON. Node's own message names no position for most mistakes, and quotes the text, which may be private.
 */
export function findJsonError(text: string): number | undefined {
  let at = 0;
  let expect: Expect = 'value';
  const open: ('{' | '[')[] = [];

  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  const close = (): void => {
    at += 1;
    open.pop();
    expect = 'comma-or-end';
  };

  for (;;) {
    take(SPACE);
    const character = text.charAt(at);
    if (expect === 'comma-or-end' && open.length === 0) return at === text.length ? undefined : at;
    const inside = open.at(-1);
    if (expect === 'value' || (expect === 'value-or-end' && character !== ']')) {
      if (character === '{' || character === '[') {
        at += 1;
        open.push(character);
        expect = character === '{' ? 'key-or-end' : 'value-or-end';
      } else if (take(STRING) || take(NUMBER) || take(WORD)) expect = 'comma-or-end';
      else return at;
    } else if (expect === 'value-or-end' || (expect === 'key-or-end' && character === '}')) close();
    else if (expect === 'key' || expect === 'key-or-end') {
      if (!take(STRING)) return at;
      expect = 'colon';
    } else if (expect === 'colon') {
      if (character !== ':') return at;
      at += 1;
      expect = 'value';
    } else if (character === ',') {
      at += 1;
      expect = inside === '{' ? 'key' : 'value';
    } else if (character === (inside === '{' ? '}' : ']')) close();
    else return at;
  }
}

/** `position` as a person counts: line and column from 1. */
export function lineAndColumn(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, position);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: position - lastBreak };
}
