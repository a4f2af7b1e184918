import * as z from 'zod';
import type { DataFolder } from './data-folder.ts';
import { findFreePort } from './free-port.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { busyPort } from './loopback-server.ts';
import { StartRefusal } from './start-refusal.ts';

const Ports = z.object({ gate: z.int().positive() });

/**
 * Ports of API and gate. The gate keeps its port from start to start while it is free, since queue URLs and presigned
 * URLs name it. A wanted API port that is busy is refused before anything else is started.
 */
export async function choosePorts(
  folder: DataFolder,
  wanted: number,
): Promise<{ api: number; gate: number }> {
  const api = await findFreePort(wanted === 0 ? undefined : wanted);
  if (wanted !== 0 && api !== wanted) throw new StartRefusal(busyPort(wanted));
  const file = folder.at('state', 'ports.json');
  const gate = await findFreePort(Ports.safeParse(readJsonFile(file)).data?.gate);
  writeJsonFile(file, { gate });
  return { api, gate };
}
