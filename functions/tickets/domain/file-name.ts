const LONGEST = 150;
const LONGEST_ENDING = 12;
/** Control characters, those that turn the direction of writing, and what file systems do not take. */
const HARMFUL = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]+/gu;

/** A name that is no path, shows its real ending, and can be saved everywhere. */
export function harmlessName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replaceAll(HARMFUL, '').replace(/^\.+/, '').trim();
  if (plain === '') return 'file';
  if (plain.length <= LONGEST) return plain;
  const dot = plain.lastIndexOf('.');
  const ending = dot > 0 && plain.length - dot <= LONGEST_ENDING ? plain.slice(dot) : '';
  return `${plain.slice(0, LONGEST - ending.length)}${ending}`;
}
