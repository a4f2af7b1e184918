import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Whatever decides what is built and synthesized. The runner itself is not among it. */
const INPUTS = [
  'functions',
  'shared',
  'infra',
  'docs/openapi.json',
  'package-lock.json',
  'tsconfig.json',
  'cdk.json',
];
const NOT_INPUTS = [path.join('infra', 'local')];

/** Hash over names and contents of all inputs below the root of the project. */
export function hashInputs(root: string): string {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap((input) => listFiles(root, input))) {
    hash
      .update(`${file}\n`)
      .update(readFileSync(path.join(root, file)))
      .update('\n');
  }
  return hash.digest('hex').slice(0, 16);
}

function listFiles(root: string, entry: string): string[] {
  if (NOT_INPUTS.includes(entry)) return [];
  const stat = statSync(path.join(root, entry), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [entry];
  const names = readdirSync(path.join(root, entry)).sort();
  return names.flatMap((name) => listFiles(root, path.join(entry, name)));
}
