import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { budgetOf } from '../../infra/budgets.ts';
import { buildFunctions, bundleOptions, PROJECT_ROOT } from '../../infra/build.ts';
import { bundleFolder } from '../../infra/entries.ts';
import { type Bench, type BenchResult, median } from './bench.ts';

const ROUNDS = 20;
const MAX_CPU_RATIO = 1.3;
const PLAIN_CLIENT = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
export const client = new DynamoDBClient({});`;

/** Prints the CPU time, user and system, in microseconds, that importing one file takes in a fresh process. */
const PROBE = `const before = process.cpuUsage();
await import(process.argv[1]);
const { user, system } = process.cpuUsage(before);
console.log(user + system);`;

/** What a function may ask of its environment at load; nothing is called, so any value does. */
const ENVIRONMENT = Object.fromEntries(
  [
    'ADMIN_PRINCIPAL',
    'ARCHIVE_BUCKET',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'DEAD_LETTER_QUEUE_URL',
    'EVENTS_TOPIC_ARN',
    'FILES_BUCKET',
    'JOBS_QUEUE_URL',
    'POSTINGS_QUEUE_URL',
    'PUBLIC_URL',
    'SIGNING_KEY_ID',
    'STAGE',
    'TABLE_NAME',
  ].map((name) => [name, `https://${name.toLowerCase()}.example`]),
);

/** The yardstick: a bundle of nothing but the constructed DynamoDB client, the SDK as it comes. */
async function buildPlainClient(): Promise<{ file: string; bytes: number }> {
  const outfile = join(PROJECT_ROOT, 'build', 'bench', 'plain-client.mjs');
  const { metafile } = await esbuild.build({
    ...bundleOptions(PROJECT_ROOT),
    alias: {},
    plugins: [],
    stdin: { contents: PLAIN_CLIENT, resolveDir: PROJECT_ROOT },
    outfile,
    metafile: true,
  });
  const bytes = metafile.outputs['build/bench/plain-client.mjs']?.bytes ?? 0;
  return { file: outfile, bytes };
}

async function importCpuMs(file: string): Promise<number> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', PROBE, file],
    { env: { PATH: process.env.PATH, AWS_REGION: 'eu-central-1', ...ENVIRONMENT } },
  );
  return Number(stdout) / 1000;
}

/** Imports each file once a round, side by side, so that a busy moment of the machine hits all alike. */
async function measure(files: ReadonlyMap<string, string>): Promise<Map<string, number>> {
  const samples = new Map([...files.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, file] of files) samples.get(name)?.push(await importCpuMs(file));
  }
  return new Map([...samples].map(([name, values]) => [name, median(values)]));
}

async function run(): Promise<BenchResult> {
  const plain = await buildPlainClient();
  const bundles = (await buildFunctions()).filter(({ bundle }) => /-http(-|$)/.test(bundle));
  const sizes = new Map([['plain client', plain.bytes], ...bundles.map((b) => [b.bundle, b.bytes] as const)]);
  const files = new Map([
    ['plain client', plain.file],
    ...bundles.map(({ bundle }) => [bundle, join(bundleFolder(PROJECT_ROOT, bundle), 'index.mjs')] as const),
  ]);
  const cpuMs = await measure(files);
  const yardstick = cpuMs.get('plain client') ?? Number.NaN;
  const rows = [...cpuMs].map(([bundle, ms]) => ({
    bundle,
    kB: Number(((sizes.get(bundle) ?? 0) / 1000).toFixed(1)),
    importCpuMs: Number(ms.toFixed(1)),
    ratio: Number((ms / yardstick).toFixed(2)),
  }));
  const missed = rows
    .filter(({ bundle }) => bundle !== 'plain client')
    .flatMap(({ bundle, kB, ratio }) => [
      ...(kB * 1000 > budgetOf(bundle).maxBytes ? [`${bundle} has ${kB} kB`] : []),
      ...(ratio > MAX_CPU_RATIO ? [`${bundle} takes ${ratio} times the plain client's import CPU`] : []),
    ]);
  return { rows, missed };
}

export const coldStart: Bench = {
  name: 'cold-start',
  about: `import CPU and size of every HTTP bundle against a plain DynamoDB client (median of ${ROUNDS} processes)`,
  run,
};
