import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../infra/build.ts';
import { bundleFolder } from '../../infra/entries.ts';
import { ofType, synthesizeBackoffice } from '../support/templates.ts';

/** What became of loading a bundle with one environment. */
interface Loaded {
  readonly asked: readonly string[];
  readonly refusal?: string;
}

/**
 * Loads a bundle once an environment, all in one process of its own, and writes down which variables were asked for.
 * Ours are the names without `AWS_` or `_X_`; the SDK and Node ask for many others, so only names that some function is
 * given are of interest.
 */
const PROBE = `const [file, environments] = process.argv.slice(1);
const own = process.env;
const loads = [];
for (const [index, variables] of JSON.parse(environments).entries()) {
  const asked = new Set();
  process.env = new Proxy({ ...own, ...variables }, {
    get: (env, name) => { asked.add(name); return env[name]; },
    has: (env, name) => { asked.add(name); return name in env; },
  });
  const refusal = await import(file + '?' + index).then(() => undefined, (error) => String(error));
  loads.push({ asked: [...asked].filter((name) => typeof name === 'string'), refusal });
}
console.log(JSON.stringify(loads));`;

function load(bundle: string, environments: readonly Readonly<Record<string, string>>[]): Loaded[] {
  const file = join(bundleFolder(PROJECT_ROOT, bundle), 'index.mjs');
  const env = { PATH: process.env.PATH, AWS_REGION: 'eu-central-1', STAGE: 'dev' };
  const options = { env, encoding: 'utf8', stdio: 'pipe' } as const;
  const script = ['--input-type=module', '--eval', PROBE, file, JSON.stringify(environments)];
  return JSON.parse(execFileSync(process.execPath, script, options));
}

const functions = ofType(synthesizeBackoffice(), 'AWS::Lambda::Function').map(({ properties }) => ({
  bundle: (properties.FunctionName as string).replace('backoffice-dev-', ''),
  variables: Object.keys(properties.Environment.Variables).filter((name) => name !== 'STAGE'),
}));
const given = new Set(functions.flatMap(({ variables }) => variables));

/** Agencies and their tokens are JSON, everything else a text. */
const exampleOf = (name: string) =>
  [name, name.startsWith('RATING_') ? '{}' : `https://${name.toLowerCase()}.example`] as const;

describe.each(functions)('the environment of $bundle', ({ bundle, variables }) => {
  const giving = (names: readonly string[]) => Object.fromEntries(names.map(exampleOf));
  const without = variables.map((missing) => giving(variables.filter((name) => name !== missing)));
  const [all, ...lacking] = load(bundle, [giving(variables), ...without]);

  it('is all that its configuration asks for, and no more', () => {
    expect(all?.refusal).toBeUndefined();
    expect(all?.asked.filter((name) => given.has(name)).toSorted()).toEqual(variables.toSorted());
  });

  it.each(variables.map((name, index) => ({ name, index })))(
    'is refused at load without $name',
    ({ name, index }) => {
      expect(lacking[index]?.refusal).toContain(name);
    },
  );
});
