import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { StartRefusal } from '../start-refusal.ts';
import { hashInputs } from './content-hash.ts';

export const PROJECT_ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CdkJson = z.object({ context: z.record(z.string(), z.unknown()).default({}) });
/** Settings of the deployment on one machine (infra/settings.ts). */
const LOCAL_CONTEXT = { stage: 'local', mailDomains: '*' };
const ONE_DAY_MS = 24 * 3600 * 1000;

/**
 * Synthesizes the stacks, which builds the bundles that are not up to date, unless that was done with the very same inputs before.
 * @param settings of the deployment (infra/settings.ts), besides those of one machine
 * @returns folder of the cloud assembly; it holds copies of the bundles, so a later build does not disturb a running one
 */
export async function prepareAssembly(
  root: string = PROJECT_ROOT,
  settings: Readonly<Record<string, string>> = {},
): Promise<string> {
  const own = Object.entries(settings).map(([name, value]) => `-${name}-${value}`);
  const assembly = path.join(root, 'build', `local-${hashInputs(root)}${own.join('')}`);
  if (existsSync(path.join(assembly, 'manifest.json'))) return assembly;
  mkdirSync(path.join(root, 'build'), { recursive: true });
  removeOld(path.join(root, 'build'));
  // Synthesized beside its place and moved in one step: a start that is cut short leaves no half assembly behind.
  const draft = mkdtempSync(path.join(root, 'build', 'draft-'));
  const { context } = CdkJson.parse(JSON.parse(readFileSync(path.join(root, 'cdk.json'), 'utf8')));
  const given = JSON.stringify({ ...context, ...LOCAL_CONTEXT, ...settings });
  // CloudFormation's rules are for what is deployed, and half of the time: `npm run synth` and the tests look at them.
  const environment = { CDK_OUTDIR: draft, CDK_CONTEXT_JSON: given, CDK_VALIDATION: 'false' };
  await runNode(root, 'infra/app.ts', environment);
  try {
    renameSync(draft, assembly);
  } catch (error) {
    // Another start was quicker with the same inputs; its assembly is as good as ours.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(path.join(assembly, 'manifest.json'))) throw error;
  }
  return assembly;
}

/** Assemblies of yesterday and before. A younger one may still be served by a runner. */
function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const place = path.join(folder, name);
    const isOld = statSync(place).mtimeMs < Date.now() - ONE_DAY_MS;
    if (isOld && /^(local|draft)-/.test(name)) rmSync(place, { recursive: true, force: true });
  }
}

/** @throws StartRefusal with what the script said, when it fails */
async function runNode(root: string, script: string, env: Record<string, string> = {}): Promise<void> {
  const options = { cwd: root, env: { ...process.env, ...env }, maxBuffer: 16 * 1024 * 1024 };
  try {
    await promisify(execFile)(process.execPath, [script], options);
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new StartRefusal(`\`node ${script}\` failed, so there is nothing to serve:\n${said}`);
  }
}
