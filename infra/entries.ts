import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** One Lambda entry file and the bundle made of it. */
export interface Entry {
  /** `ledger-on-postings`: names the bundle's folder, the function and its alarms. */
  readonly bundle: string;
  readonly module: string;
  /** Path of the source, relative to the root of the project. */
  readonly source: string;
}

/** Every `functions/<module>/{http,http-*,on-*}.ts`, sorted by bundle. */
export function findEntries(root: string): Entry[] {
  return globSync('functions/*/{http,http-*,on-*}.ts', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .map((source) => {
      const module = basename(dirname(source));
      return { bundle: `${module}-${basename(source, '.ts')}`, module, source };
    })
    .sort((a, b) => (a.bundle < b.bundle ? -1 : 1));
}

/** Folder of a bundle: the CDK asset of its function. */
export function bundleFolder(root: string, bundle: string): string {
  return join(root, 'build', 'functions', bundle);
}
