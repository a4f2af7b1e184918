import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../infra/build.ts';
import { withProject } from '../support/project-fixture.ts';

/** What the linter, with this project's configuration, says about a text. */
function lint(code: string): Promise<string> {
  return withProject({ 'functions/ledger/contract.ts': code }, (root) => {
    copyFileSync(join(PROJECT_ROOT, 'biome.json'), join(root, 'biome.json'));
    const biome = join(PROJECT_ROOT, 'node_modules', '.bin', 'biome');
    const options = ['lint', '--vcs-enabled=false', '--colors=off', 'functions'];
    const { stdout, stderr } = spawnSync(biome, options, { cwd: root, encoding: 'utf8' });
    return stdout + stderr;
  });
}

describe('the linter', () => {
  it('refuses the brace import of zod', async () => {
    const output = await lint("import { z } from 'zod';\nexport const Name = z.string();\n");
    expect(output).toContain('noRestrictedImports');
    expect(output).toContain('about 360 kB');
  });

  it('takes the star import of zod', async () => {
    const output = await lint("import * as z from 'zod';\nexport const Name = z.string();\n");
    expect(output).toContain('Checked 1 file');
    expect(output).not.toContain('noRestrictedImports');
  });
});
