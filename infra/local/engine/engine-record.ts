import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { commandLine, identifyProcess, isStillRunning } from '../process-identity.ts';

const Identity = z.object({ pid: z.int().positive(), startedAt: z.string() });
const EngineRecord = z.object({ engine: Identity, owner: Identity });

/** Writes down which process is the engine and who started it, so that a later start can end an orphan. */
export function recordEngine(folder: string, enginePid: number): () => void {
  const engine = identifyProcess(enginePid);
  const owner = identifyProcess(process.pid);
  if (!engine || !owner)
    throw new Error(`The engine (process ${enginePid}) ended while it was being recorded.`);
  const file = path.join(folder, `engine-${enginePid}.json`);
  writeJsonFile(file, { engine, owner });
  return () => rmSync(file, { force: true });
}

/**
 * Ends engines that outlived the Node that started them (kill -9 reaches Node only, Java stays and keeps the database
 * files open). Only a process that carries the recorded start time and runs DynamoDBLocal.jar is touched.
 */
export async function endOrphanEngines(folder: string): Promise<number[]> {
  mkdirSync(folder, { recursive: true });
  const ended: number[] = [];
  for (const name of readdirSync(folder)) {
    if (!/^engine-\d+\.json$/.test(name)) continue;
    const file = path.join(folder, name);
    const record = EngineRecord.safeParse(readJsonFile(file)).data;
    if (record && isStillRunning(record.owner)) continue;
    if (
      record &&
      isStillRunning(record.engine) &&
      commandLine(record.engine.pid).includes('DynamoDBLocal.jar')
    ) {
      await endProcess(record.engine);
      ended.push(record.engine.pid);
    }
    rmSync(file, { force: true });
  }
  return ended;
}

async function endProcess(identity: z.infer<typeof Identity>): Promise<void> {
  signal(identity.pid, 'SIGTERM');
  for (let waitedMs = 0; isStillRunning(identity); waitedMs += 50) {
    if (waitedMs === 3_000) signal(identity.pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself between the look and the signal: what was wanted.
  }
}
