import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../infra/build.ts';

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(PROJECT_ROOT, path), 'utf8')) as T;
}

type Versions = Readonly<Record<string, string>>;
const { dependencies, devDependencies } = read<{ dependencies: Versions; devDependencies: Versions }>(
  'package.json',
);
const { inputs } = read<{ inputs: Versions }>('build/meta.json');
const lock = read<{
  packages: Readonly<Record<string, { version?: string; license?: string; dev?: boolean }>>;
}>('package-lock.json');

/** Packages of which a bundle takes files to lie beside it, not code. */
const BESIDE = ['dejavu-fonts-ttf'];
/** Licences that npm has no short name for, with what they allow. */
const OTHER_LICENCES: Readonly<Record<string, string>> = {
  'node_modules/dejavu-fonts-ttf':
    'Bitstream Vera: free to use, embed and distribute; changed fonts need other names',
  'node_modules/png-js': 'MIT, by its file LICENSE; its package.json says nothing',
};

describe('packages', () => {
  it('are named by their exact versions, those of the lock file', () => {
    for (const [name, wanted] of Object.entries({ ...dependencies, ...devDependencies })) {
      const version = wanted.replace(/^npm:[^@]+@/, ''); // under a name of our own, beside another version
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
      expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    }
  });

  it('that ship are each in a bundle; whatever else is needed is for development', () => {
    const bundled = Object.keys(inputs);
    const idle = Object.keys(dependencies)
      .filter((name) => !BESIDE.includes(name))
      .filter((name) => !bundled.some((path) => path.startsWith(`node_modules/${name}/`)));
    expect(idle).toEqual([]);
  });

  it('that ship have a licence that allows it', () => {
    const shipped = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
    expect(shipped.length).toBeGreaterThan(10);
    for (const [path, { license }] of shipped.filter(([path]) => !(path in OTHER_LICENCES))) {
      expect([path, license]).toEqual([
        path,
        expect.stringMatching(/^(?:MIT(?:-0| or MPL-2\.0)?|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause)$/),
      ]);
    }
  });
});
