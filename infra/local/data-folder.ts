import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { readJsonFile } from './json-file.ts';
import { identifyProcess, isStillRunning } from './process-identity.ts';
import { StartRefusal } from './start-refusal.ts';

/** Where one installation keeps everything: table, queues, files, keys, checkpoints, logs. */
export interface DataFolder {
  path: string;
  /** False: everything is gone after the stop. */
  keeps: boolean;
  /** Path of a file or folder inside. */
  at(...parts: string[]): string;
  /** Lets the next runner in; removes the folder when it keeps nothing. */
  release(): void;
}

const Lock = z.object({ pid: z.int(), startedAt: z.string() });

/** A runner that is about to end gets this long to let go. */
const PATIENCE_MS = 3_000;

/**
 * Opens the data folder for this process alone.
 * @throws StartRefusal when another runner uses it, or when it cannot be made or written to
 */
export async function openDataFolder(location: string | undefined): Promise<DataFolder> {
  const keeps = location !== undefined;
  const folder = keeps ? path.resolve(location) : mkdtempSync(path.join(os.tmpdir(), 'backoffice-'));
  const at = (...parts: string[]) => path.join(folder, ...parts);
  try {
    mkdirSync(folder, { recursive: true });
    await lock(folder, at('runner.lock'));
  } catch (error) {
    throw error instanceof Error && 'code' in error ? unusable(folder, error.code) : error;
  }
  return {
    path: folder,
    keeps,
    at,
    release: () => rmSync(keeps ? at('runner.lock') : folder, { recursive: true, force: true }),
  };
}

/** No folder, no right to write, no space: the code of the system says which. */
function unusable(folder: string, code: unknown): StartRefusal {
  return new StartRefusal(
    `The data folder ${folder} cannot be written to (${code}); name another folder with BACKOFFICE_DATA.`,
  );
}

/** The lock file is made in one step ('wx'), so of two runners that start at once only one gets the folder. */
async function lock(folder: string, file: string): Promise<void> {
  const own = identifyProcess(process.pid);
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, JSON.stringify(own));
      closeSync(handle);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = Lock.safeParse(readJsonFile(file)).data;
    if (!holder || !isStillRunning(holder)) rmSync(file, { force: true });
    else if (Date.now() > end) {
      throw new StartRefusal(
        `The data folder ${folder} is in use by another Backoffice (process ${holder.pid}); stop that one, or name another folder with BACKOFFICE_DATA.`,
      );
    } else await pause(50);
  }
}
