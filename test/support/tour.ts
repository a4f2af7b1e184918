import { spawn } from 'node:child_process';

/** A block of commands in a page, and the output that the page shows below it. */
export interface TourStep {
  readonly commands: string;
  readonly shown: string;
}

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** The `bash` blocks of one section of a page, each with the `text` block that follows it. */
export function readTour(page: string, heading: string): TourStep[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [body = ''] = section.split(/\n## /);
  const steps: { commands: string; shown: string }[] = [];
  for (const [, language, text = ''] of body.matchAll(FENCE)) {
    if (language === 'bash') steps.push({ commands: text, shown: '' });
    const last = steps.at(-1);
    if (language === 'text' && last) last.shown += text;
  }
  return steps;
}

/** Runs the steps in one shell, as somebody who pastes them. Returns what each printed, errors included. */
export async function runTour(
  steps: readonly TourStep[],
  folder: string,
  withinSeconds = 110,
): Promise<string[]> {
  const end = '@@ end of step @@';
  const script = steps.map(({ commands }) => `{\n${commands}} 2>&1\nprintf '\\n%s\\n' '${end}'\n`).join('');
  const shell = spawn('bash', ['-c', script], { cwd: folder, timeout: withinSeconds * 1000 });
  let printed = '';
  shell.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const code = await new Promise((resolve) => shell.once('close', resolve));
  const parts = printed.split(`\n${end}\n`);
  if (code === 0) return parts.slice(0, -1);
  const stuck = steps[parts.length - 1]?.commands ?? '';
  throw new Error(`The tour ended (${code}) in the step\n${stuck}\nwhich had printed\n${parts.at(-1)}`);
}

/** What is another at every start: times, ids that the back office makes, hashes, the port. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<time>'],
  [/\b([a-z]{3})_[0-9A-HJKMNP-TV-Z]{26}\b/g, '$1_<id>'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<id>'],
  [/\b[0-9a-f]{64}\b/g, '<hash>'],
  [/http:\/\/127\.0\.0\.1:\d+/g, '<address>'],
];

/** The same text for every run; lines lose white space at their ends. */
export function withoutVarying(text: string): string {
  const same = VARYING.reduce((before, [pattern, mark]) => before.replaceAll(pattern, mark), text);
  return same
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** What the page shows as a pattern: a line `...` stands for lines that were cut out, `...` within one for a part of it. */
export function patternOf(shown: string): RegExp {
  const lines = withoutVarying(shown).split('\n');
  const patterns = lines.map((line) =>
    line === '...' ? '(?:.*\\n)*' : `${line.split('...').map(literal).join('.*')}\\n`,
  );
  return new RegExp(`^${patterns.join('')}$`);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
