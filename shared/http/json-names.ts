/** What a text that is meant to be JSON holds, counted before anybody parses it. */
export interface JsonOutline {
  /** Objects and lists inside each other, at the deepest place. */
  readonly depth: number;
  /** Names of members, each as often as it stands there. */
  readonly names: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** The place after a string that begins at `start`; the end of the text when it does not end. */
function afterString(text: string, start: number): number {
  let end = start;
  for (;;) {
    end = text.indexOf('"', end + 1);
    if (end < 0) return text.length;
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end + 1;
  }
}

/** One pass without recursion, in some milliseconds a megabyte: what is too deep must not reach a recursive reader. */
export function outlineJson(text: string): JsonOutline {
  let deepest = 0;
  let depth = 0;
  let names = 0;
  let isAfterString = false;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = afterString(text, at);
      isAfterString = true;
      continue;
    }
    at += 1;
    if (code <= 0x20) continue;
    if (code === COLON && isAfterString) names += 1;
    isAfterString = false;
    if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return { depth: deepest, names };
}

/** How many members all objects in a parsed value have together. */
export function countMembers(value: unknown): number {
  let count = 0;
  const open: unknown[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const members: unknown[] = Object.values(next);
    if (!Array.isArray(next)) count += members.length;
    for (const member of members) if (typeof member === 'object') open.push(member);
  }
  return count;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

interface Frame {
  readonly names: Set<string> | undefined;
  step: string | number;
}

/**
 * Path to the first name that stands twice in one object, or undefined. Parsers take the last and drop the rest without
 * a word; whoever wrote an amount twice should hear of it. Takes valid JSON only.
 */
export function findRepeatedName(text: string): (string | number)[] | undefined {
  const open: Frame[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const frame = open.at(-1);
    if (token === '{') open.push({ names: new Set(), step: '' });
    else if (token === '[') open.push({ names: undefined, step: 0 });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') {
      if (typeof frame?.step === 'number') frame.step += 1;
    } else if (frame?.names && /^\s*:/.test(text.slice(index + token.length, index + token.length + 64))) {
      const name = JSON.parse(token) as string;
      frame.step = name;
      if (frame.names.has(name)) return open.map(({ step }) => step);
      frame.names.add(name);
    }
  }
  return undefined;
}
