import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../infra/build.ts';
import { bundleFolder } from '../../infra/entries.ts';
import { ofType, synthesizeBackoffice } from '../support/templates.ts';

/**
 * Loads a bundle with an environment that writes down which variables were asked for. Ours are the names without
 * `AWS_` or `_X_`; the SDK and Node ask for many others, so only names that some function is given are of interest.
 */
const PROBE = `const asked = new Set();
process.env = new Proxy({ ...process.env }, {
  get: (env, name) => { asked.add(name); return env[name]; },
  has: (env, name) => { asked.add(name); return name in env; },
});
await import(process.argv[1]);
console.log(JSON.stringify([...asked].filter((name) => typeof name === 'string')));`;

function load(bundle: string, variables: Readonly<Record<string, string>>): string[] {
  const file = join(bundleFolder(PROJECT_ROOT, bundle), 'index.mjs');
  const env = { PATH: process.env.PATH, AWS_REGION: 'eu-central-1', ...variables };
  const options = { env, encoding: 'utf8', stdio: 'pipe' } as const;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', PROBE, file], options));
}

const functions = ofType(synthesizeBackoffice(), 'AWS::Lambda::Function').map(({ properties }) => ({
  bundle: (properties.FunctionName as string).replace('backoffice-dev-', ''),
  variables: Object.keys(properties.Environment.Variables).filter((name) => name !== 'STAGE'),
}));
const given = new Set(functions.flatMap(({ variables }) => variables));

const exampleOf = (name: string) => [name, `https://${name.toLowerCase()}.example`] as const;

describe.each(functions)('the environment of $bundle', ({ bundle, variables }) => {
  const complete = Object.fromEntries(variables.map(exampleOf));

  it('is all that its configuration asks for, and no more', () => {
    const asked = load(bundle, { STAGE: 'dev', ...complete }).filter((name) => given.has(name));
    expect(asked.toSorted()).toEqual(variables.toSorted());
  });

  it.each(variables)('is refused at load without %s', (missing) => {
    const { [missing]: _, ...rest } = complete;
    expect(() => load(bundle, { STAGE: 'dev', ...rest })).toThrow(missing);
  });
});
