import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROJECT_ROOT } from '../../infra/build.ts';

/** A throw-away project folder holding the given files, with this project's packages and compiler settings. */
export async function withProject<T>(
  files: Readonly<Record<string, string>>,
  use: (root: string) => Promise<T> | T,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'backoffice-project-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  try {
    symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'));
    symlinkSync(join(PROJECT_ROOT, 'package.json'), join(root, 'package.json'));
    for (const [path, text] of Object.entries(files)) write(path, text);
    return await use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
