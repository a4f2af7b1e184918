import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findFreePort } from '../../../infra/local/free-port.ts';
import { readJsonFile } from '../../../infra/local/json-file.ts';
import { commandLine } from '../../../infra/local/process-identity.ts';
import { eventually } from '../../support/runner.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
let folder: string;
let npm: ChildProcess;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backoffice-test-'));
});
afterEach(() => {
  npm.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function runnerPid(): number {
  return (readJsonFile(path.join(folder, 'runner.lock')) as { pid: number }).pid;
}

async function startByNpm(port: number): Promise<void> {
  const env = { ...process.env, BACKOFFICE_DATA: folder, PORT: String(port) };
  npm = spawn('npm', ['start', '--', '--empty'], { cwd: ROOT, env, stdio: 'ignore' });
  const isUp = () =>
    fetch(`http://127.0.0.1:${port}/health`).then(
      ({ ok }) => ok || undefined,
      () => undefined,
    );
  await eventually(isUp, 60_000);
}

it.each(['SIGTERM', 'SIGKILL'] as const)('npm start ended by %s leaves nothing behind', async (signal) => {
  const port = await findFreePort();
  await startByNpm(port);
  const runner = runnerPid();
  expect(commandLine(runner)).toContain('infra/local/main.ts');
  npm.kill(signal);
  await eventually(async () => (existsSync(path.join(folder, 'runner.lock')) ? undefined : true));
  await eventually(async () => (commandLine(runner) === '' ? true : undefined));
});
