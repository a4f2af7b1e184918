import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { budgetOf } from '../../infra/budgets.ts';
import { buildFunctions, ensureBuilt, PROJECT_ROOT } from '../../infra/build.ts';
import { bundleFolder, findEntries } from '../../infra/entries.ts';
import { withProject } from '../support/project-fixture.ts';

const HANDLER = 'export const handler = async () => 1;\n';
const DYNAMO = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({ region: 'eu-central-1' });
export const handler = async () => client.config.credentials();\n`;

describe('building bundles', () => {
  it('makes one of each entry and of nothing else', async () => {
    const files = {
      'functions/ledger/http.ts': HANDLER,
      'functions/ledger/on-postings.ts': HANDLER,
      'functions/ledger/store.ts': HANDLER,
    };
    const sizes = await withProject(files, buildFunctions);
    expect(sizes.map(({ bundle }) => bundle)).toEqual(['ledger-http', 'ledger-on-postings']);
  });

  it('refuses a bundle over its budget, and says what is in it', async () => {
    const files = {
      'functions/ledger/http.ts': `export const handler = ${JSON.stringify('x'.repeat(360_000))};\n`,
    };
    await expect(withProject(files, buildFunctions)).rejects.toThrow(
      /ledger-http: 36\d{4} bytes, at most 350000 .*functions\/ledger\/http\.ts 36\d{4}/,
    );
  });

  it('leaves the default credential chain out and reads the environment instead', async () => {
    await withProject({ 'functions/ledger/http.ts': DYNAMO }, async (root) => {
      const [size] = await buildFunctions(root);
      expect(size?.bytes).toBeLessThan(210_000); // 330,000 with the chain
      const bundle = await import(join(bundleFolder(root, 'ledger-http'), 'index.mjs'));
      process.env.AWS_ACCESS_KEY_ID = 'id';
      process.env.AWS_SECRET_ACCESS_KEY = 'secret';
      try {
        expect(await bundle.handler()).toMatchObject({ accessKeyId: 'id', secretAccessKey: 'secret' });
        delete process.env.AWS_ACCESS_KEY_ID;
        const fresh = await import(`${join(bundleFolder(root, 'ledger-http'), 'index.mjs')}?fresh`);
        await expect(fresh.handler()).rejects.toThrow('AWS_ACCESS_KEY_ID');
      } finally {
        delete process.env.AWS_ACCESS_KEY_ID;
        delete process.env.AWS_SECRET_ACCESS_KEY;
      }
    });
  });

  it('builds again only when something changed', async () => {
    const files = { 'functions/ledger/http.ts': HANDLER };
    const { writeFileSync } = await import('node:fs');
    await withProject(files, async (root) => {
      expect(await ensureBuilt(root)).toBe(true);
      expect(await ensureBuilt(root)).toBe(false);
      writeFileSync(join(root, 'functions/ledger/http.ts'), HANDLER.replace('1', '2'));
      expect(await ensureBuilt(root)).toBe(true);
      writeFileSync(join(root, 'functions/ledger/on-postings.ts'), HANDLER);
      expect(await ensureBuilt(root)).toBe(true);
      expect(await ensureBuilt(root)).toBe(false);
    });
  });
});

describe('the bundles of this project', () => {
  const bundles = findEntries(PROJECT_ROOT).map(({ bundle }) => bundle);

  it.each(bundles.length > 0 ? bundles : ['(none yet)'])(
    '%s is within its budget and needs no require',
    (bundle) => {
      if (bundles.length === 0) return;
      const file = join(bundleFolder(PROJECT_ROOT, bundle), 'index.mjs');
      expect(existsSync(file)).toBe(true);
      const code = readFileSync(file, 'utf8');
      expect(Buffer.byteLength(code)).toBeLessThanOrEqual(budgetOf(bundle).maxBytes);
      expect(code).not.toContain('Dynamic require of');
    },
  );
});
