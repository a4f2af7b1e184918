import { StartRefusal } from '../start-refusal.ts';

/** Whether a minute (UTC) is one of a schedule's. */
export type MinuteTest = (minute: Date) => boolean;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Fields of EventBridge's cron: minutes, hours, day of month, month, day of week (1 is Sunday), year. */
const FIELDS = [
  { lowest: 0, highest: 59, names: [], read: (at: Date) => at.getUTCMinutes() },
  { lowest: 0, highest: 23, names: [], read: (at: Date) => at.getUTCHours() },
  { lowest: 1, highest: 31, names: [], read: (at: Date) => at.getUTCDate() },
  { lowest: 1, highest: 12, names: MONTHS, read: (at: Date) => at.getUTCMonth() + 1 },
  { lowest: 1, highest: 7, names: DAYS, read: (at: Date) => at.getUTCDay() + 1 },
  { lowest: 1970, highest: 2199, names: [], read: (at: Date) => at.getUTCFullYear() },
];

/** Compiles `cron(0 2 * * ? *)`. `L`, `W` and `#` are not served. @throws StartRefusal */
export function compileCron(expression: string): MinuteTest {
  const parts = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (parts?.length !== FIELDS.length) throw unserved(expression);
  const tests = FIELDS.map((field, index) => {
    const allowed = expandField(parts[index] ?? '', field);
    if (!allowed) throw unserved(expression);
    return (at: Date) => allowed.has(field.read(at));
  });
  return (minute) => tests.every((test) => test(minute));
}

/** `*`, `?`, `5`, `MON-FRI`, `1,15`, `0/10`, as the set of values meant. */
function expandField(
  text: string,
  { lowest, highest, names }: (typeof FIELDS)[number],
): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of text.toUpperCase().split(',')) {
    const parsed = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part);
    if (!parsed) return undefined;
    const [, from = '', to, step] = parsed;
    const everything = from === '*' || from === '?';
    const first = everything ? lowest : toNumber(from, names);
    const single = to === undefined && step === undefined && !everything;
    const last = to === undefined ? (single ? first : highest) : toNumber(to, names);
    if (!(first >= lowest && last <= highest && first <= last)) return undefined;
    for (let value = first; value <= last; value += Number(step ?? 1) || 1) values.add(value);
  }
  return values;
}

/** A number, or a name as its place in the list, from 1. NaN when it is neither. */
function toNumber(text: string, names: readonly string[]): number {
  const index = names.indexOf(text);
  return index >= 0 ? index + 1 : Number(text);
}

function unserved(expression: string): StartRefusal {
  return new StartRefusal(`The schedule ${expression} is not served on one machine.`);
}
