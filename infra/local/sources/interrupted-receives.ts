import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';

const Counts = z.record(z.string(), z.int().positive());

/** A message that takes the whole process with it each time must come to an end all the same. */
const MAX_FORGIVEN = 20;

export interface QueueContent {
  /** Ids of the messages that a killed runner was working on. */
  readonly inflight: readonly string[];
  /** Ids of all messages that are still there. */
  readonly all: ReadonlySet<string>;
}

/**
 * How many receives of each message do not count, because the runner was killed over them: that says nothing of the
 * message, and with every restart it would come closer to the dead letters. Kept from start to start.
 */
export function forgiveInterrupted(
  file: string,
  { inflight, all }: QueueContent,
): ReadonlyMap<string, number> {
  const known = Counts.safeParse(readJsonFile(file)).data ?? {};
  const counts = new Map(Object.entries(known).filter(([id]) => all.has(id)));
  for (const id of inflight) counts.set(id, Math.min(MAX_FORGIVEN, (counts.get(id) ?? 0) + 1));
  writeJsonFile(file, Object.fromEntries(counts));
  return counts;
}
