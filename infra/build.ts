import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { budgetOf } from './budgets.ts';
import { fingerprintBuild, readFingerprint, writeFingerprint } from './build-fingerprint.ts';
import { dynamodbEndpoint } from './bundle/dynamodb-endpoint.ts';
import { packageVersion } from './bundle/package-version.ts';
import { packedCharts } from './bundle/packed-charts.ts';
import { sdkWithoutFallbacks } from './bundle/sdk-without-fallbacks.ts';
import { sdkWithoutRegionNames } from './bundle/sdk-without-region-names.ts';
import { zodWithoutJsonSchema } from './bundle/zod-without-json-schema.ts';
import { bundleFolder, type Entry, findEntries } from './entries.ts';

export const PROJECT_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Packages that a bundle does without; each file says why it may. */
const STAND_INS: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': 'infra/bundle/env-credentials.ts',
  '@aws-sdk/middleware-endpoint-discovery': 'infra/bundle/no-endpoint-discovery.ts',
  '@smithy/core/event-streams': 'infra/bundle/no-event-streams.ts',
  'brotli/decompress.js': 'infra/bundle/no-woff2.ts',
};

/** Letters that PDFs are set in. */
const FONTS = [
  'node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'node_modules/dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
];

/** Files that lie beside a bundle, because its code reads them when it is asked for them and not before. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  'platform-http': ['docs/openapi.json'],
  'receivables-http-letters': FONTS,
  'reporting-on-job': FONTS,
  'cash-on-job': FONTS,
  'payments-http-letters': FONTS,
  // pdfkit reads the colour profile that PDF/A wants from the folder `data` beside its code.
  'invoices-http-pdf': [...FONTS, 'node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc'],
};

/** Size of one bundle, in bytes. */
export interface BundleSize {
  readonly bundle: string;
  readonly bytes: number;
}

/**
 * How every bundle is made. ESM for Node 24, dependencies included; `module` before `main`, so that the SDK's
 * ES modules can be shaken; no `require` is left in them, hence no shim. Source maps stay beside the bundle and
 * out of the asset: a stack trace of a minified bundle is read with them, a cold start never pays for them.
 */
export function bundleOptions(root: string): esbuild.BuildOptions {
  return {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'external',
    legalComments: 'none',
    metafile: true,
    alias: Object.fromEntries(
      Object.entries(STAND_INS).map(([name, file]) => [name, join(PROJECT_ROOT, file)]),
    ),
    plugins: [
      packageVersion,
      zodWithoutJsonSchema,
      packedCharts,
      dynamodbEndpoint,
      sdkWithoutFallbacks,
      sdkWithoutRegionNames,
    ],
    logLevel: 'warning',
  };
}

/**
 * Bundles every Lambda entry into `build/functions/<bundle>/index.mjs` and writes `build/meta.json`.
 * @throws when an entry does not build or a bundle exceeds its budget.
 */
export async function buildFunctions(root: string = PROJECT_ROOT): Promise<BundleSize[]> {
  const entries = findEntries(root);
  const outdir = join(root, 'build', 'functions');
  removeOthers(outdir, entries);
  if (entries.length === 0) return [];
  const { metafile } = await esbuild.build({
    ...bundleOptions(root),
    entryPoints: entries.map(({ bundle, source }) => ({ in: source, out: `${bundle}/index` })),
    outdir,
    outExtension: { '.js': '.mjs' },
    metafile: true,
  });
  writeFileSync(join(root, 'build', 'meta.json'), JSON.stringify(metafile));
  const beside = entries.flatMap(({ bundle }) => copyBeside(root, bundle));
  const sizes = entries.map(({ bundle }) => ({ bundle, bytes: sizeIn(metafile, bundle) }));
  refuseOverBudget(sizes, metafile);
  writeFingerprint(root, fingerprintBuild(root, [...Object.keys(metafile.inputs), ...beside]));
  return sizes;
}

/** Bundles only if a source, the lock file or this way of building changed since; true when it built. */
export async function ensureBuilt(root: string = PROJECT_ROOT): Promise<boolean> {
  const previous = readFingerprint(root);
  if (previous && previous.hash === fingerprintBuild(root, previous.inputs).hash) return false;
  await buildFunctions(root);
  return true;
}

/** Bundles of entries that are gone. The rest is overwritten, never absent: another process may be reading it. */
function removeOthers(outdir: string, entries: readonly Entry[]): void {
  mkdirSync(outdir, { recursive: true });
  const wanted = new Set(entries.map(({ bundle }) => bundle));
  for (const folder of readdirSync(outdir)) {
    if (!wanted.has(folder)) rmSync(join(outdir, folder), { recursive: true, force: true });
  }
}

/** Copies what belongs beside a bundle, files of a `data` folder into one; gives the paths of the originals. */
function copyBeside(root: string, bundle: string): readonly string[] {
  const files = BESIDE[bundle] ?? [];
  for (const file of files) {
    const folder = join(bundleFolder(root, bundle), file.includes('/data/') ? 'data' : '');
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(root, file), join(folder, basename(file)));
  }
  return files;
}

function sizeIn(metafile: esbuild.Metafile, bundle: string): number {
  const output = metafile.outputs[`build/functions/${bundle}/index.mjs`];
  if (!output) throw new Error(`esbuild wrote no bundle for ${bundle}.`);
  return output.bytes;
}

function refuseOverBudget(sizes: readonly BundleSize[], metafile: esbuild.Metafile): void {
  const tooLarge = sizes.filter(({ bundle, bytes }) => bytes > budgetOf(bundle).maxBytes);
  if (tooLarge.length === 0) return;
  const lines = tooLarge.map(({ bundle, bytes }) => {
    const { maxBytes, why } = budgetOf(bundle);
    return `${bundle}: ${bytes} bytes, at most ${maxBytes} (${why}); largest parts: ${largestParts(metafile, bundle)}`;
  });
  throw new Error(`Bundles over budget:\n${lines.join('\n')}`);
}

function largestParts(metafile: esbuild.Metafile, bundle: string): string {
  const inputs = metafile.outputs[`build/functions/${bundle}/index.mjs`]?.inputs ?? {};
  return Object.entries(inputs)
    .sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput)
    .slice(0, 8)
    .map(([path, { bytesInOutput }]) => `${path} ${bytesInOutput}`)
    .join(', ');
}

if (import.meta.main) {
  for (const { bundle, bytes } of await buildFunctions()) {
    console.log(`${bundle.padEnd(32)} ${(bytes / 1000).toFixed(1).padStart(8)} kB`);
  }
}
