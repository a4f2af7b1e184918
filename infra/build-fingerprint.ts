import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFolder, findEntries } from './entries.ts';

/** What the bundles on disk were made of. */
export interface BuildFingerprint {
  readonly hash: string;
  /** Every file that went into a bundle, as esbuild named it. */
  readonly inputs: readonly string[];
}

/** Files that decide how bundles are made, whatever they hold. Packages are covered by the lock file. */
const RECIPE = [
  'package-lock.json',
  'tsconfig.json',
  'infra/{build,entries,budgets}.ts',
  'infra/bundle/*.ts',
];

/** Hash over all that decides the bundles: the recipe, the list of entries, the content of every own source. */
export function fingerprintBuild(root: string, inputs: readonly string[]): BuildFingerprint {
  const hash = createHash('sha256');
  const own = inputs.filter((path) => !path.includes('node_modules'));
  for (const path of [...globSync(RECIPE, { cwd: root }), ...own].toSorted()) {
    const file = join(root, path);
    hash.update(`${path}\n`).update(existsSync(file) ? readFileSync(file) : 'absent');
  }
  for (const { bundle } of findEntries(root)) {
    hash.update(`${bundle} ${existsSync(join(bundleFolder(root, bundle), 'index.mjs'))}\n`);
  }
  return { hash: hash.digest('hex'), inputs };
}

export function writeFingerprint(root: string, fingerprint: BuildFingerprint): void {
  writeFileSync(fingerprintFile(root), JSON.stringify(fingerprint));
}

/** The fingerprint of the last complete build, or undefined when there is none. */
export function readFingerprint(root: string): BuildFingerprint | undefined {
  const file = fingerprintFile(root);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BuildFingerprint) : undefined;
}

function fingerprintFile(root: string): string {
  return join(root, 'build', 'fingerprint.json');
}
