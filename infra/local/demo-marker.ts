import * as z from 'zod';
import { createDemoCompany } from './demo.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const Marker = z.object({ demo: z.enum(['none', 'started', 'made']) });

/**
 * Makes the demo company of a new installation, once. The marker is written before the first request, so a start that
 * was cut short in the middle is completed by the next one, and one that began with --empty stays empty.
 * @returns whether this start made it
 */
export async function settleDemo(markerFile: string, api: string, empty: boolean): Promise<boolean> {
  const known = Marker.safeParse(readJsonFile(markerFile)).data?.demo;
  const state = known ?? (empty ? 'none' : 'started');
  if (known === undefined) writeJsonFile(markerFile, { demo: state });
  if (state !== 'started') return false;
  await createDemoCompany({ api });
  writeJsonFile(markerFile, { demo: 'made' });
  return true;
}
