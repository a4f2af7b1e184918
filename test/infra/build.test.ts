import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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

const PARSER = `import * as z from 'zod';
const Name = z.strictObject({ name: z.string().min(2), at: z.iso.date().optional() });
export const handler = async (given) => Name.safeParse(given);
export const schema = () => Name.toJSONSchema();
export const shortest = () => Name.shape.name.minLength;\n`;
const PRESIGNER = `import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
const client = new S3Client({ region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
export const handler = async () => getSignedUrl(client, new PutObjectCommand({ Bucket: 'files', Key: 'uploads/x' }));\n`;

/** The bundle of an entry with that text, loaded as Lambda would. */
function bundled<T>(code: string, use: (bundle: Record<string, (input?: unknown) => unknown>) => Promise<T>) {
  return withProject({ 'functions/ledger/on-job.ts': code }, async (root) => {
    await buildFunctions(root);
    return use(await import(join(bundleFolder(root, 'ledger-on-job'), 'index.mjs')));
  });
}

describe('what the bundles go without', () => {
  it('is not missed by zod, but for JSON Schema, which says so', async () => {
    await bundled(PARSER, async ({ handler, schema, shortest }) => {
      expect(await handler?.({ name: 'Ada', at: '2026-01-31' })).toMatchObject({ success: true });
      const refused = (await handler?.({ name: 'A', at: '2026-02-30', more: 1 })) as {
        error: { issues: unknown[] };
      };
      expect(refused.error.issues).toHaveLength(3);
      expect(shortest?.()).toBe(2);
      expect(() => schema?.()).toThrow('JSON Schema is left out');
    });
  });

  it('is not asked of an EC2 host: without a region in the environment there is none', async () => {
    const code = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
      export const handler = async () => new DynamoDBClient({}).config.region();\n`;
    const { AWS_REGION: before } = process.env;
    delete process.env.AWS_REGION;
    try {
      await bundled(code, async ({ handler }) => {
        await expect(handler?.()).rejects.toThrow('Region is missing');
        process.env.AWS_REGION = 'eu-central-1';
        expect(await handler?.()).toBe('eu-central-1');
      });
    } finally {
      if (before === undefined) delete process.env.AWS_REGION;
      else process.env.AWS_REGION = before;
    }
  });

  it('is not missed by S3', async () => {
    await bundled(PRESIGNER, async ({ handler }) => {
      expect(await handler?.()).toMatch(
        /^https:\/\/files\.s3\.eu-central-1\.amazonaws\.com\/uploads\/x\?.*X-Amz-Signature=/,
      );
    });
  });
});

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

  it('lays the API description beside the bundle that serves it, and notices a new one', async () => {
    const files = { 'functions/platform/http.ts': HANDLER, 'docs/openapi.json': '{"openapi":"3.1.1"}' };
    await withProject(files, async (root) => {
      await buildFunctions(root);
      const copy = join(bundleFolder(root, 'platform-http'), 'openapi.json');
      expect(readFileSync(copy, 'utf8')).toBe('{"openapi":"3.1.1"}');
      writeFileSync(join(root, 'docs/openapi.json'), '{}');
      expect(await ensureBuilt(root)).toBe(true);
      expect(readFileSync(copy, 'utf8')).toBe('{}');
    });
  });

  it('refuses a bundle over its budget, and says what is in it', async () => {
    const files = {
      'functions/companies/http.ts': `export const handler = ${JSON.stringify('x'.repeat(360_000))};\n`,
    };
    await expect(withProject(files, buildFunctions)).rejects.toThrow(
      /companies-http: 36\d{4} bytes, at most 350000 .*functions\/companies\/http\.ts 36\d{4}/,
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
