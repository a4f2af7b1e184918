import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { RunnerOptions } from './runner.ts';
import { StartRefusal } from './start-refusal.ts';

const Port = z.coerce.number().int().min(1).max(65_535).default(3000);
const DEFAULT_FOLDER = '.backoffice';

/**
 * `npm start -- --empty` with PORT and BACKOFFICE_DATA, as options of the runner.
 * @throws StartRefusal for an argument or a port that is none
 */
export function readStartSettings(
  args: string[],
  env: NodeJS.ProcessEnv,
): Pick<RunnerOptions, 'dataFolder' | 'port' | 'empty' | 'endpointsFile'> {
  const port = Port.safeParse(env.PORT);
  if (!port.success) throw new StartRefusal(`PORT must be a number from 1 to 65535, not ${env.PORT}.`);
  const data = env.BACKOFFICE_DATA || DEFAULT_FOLDER;
  const inMemory = data === ':memory:';
  return {
    dataFolder: inMemory ? undefined : data,
    port: port.data,
    empty: readArguments(args).empty,
    // Other programs look for the endpoints in a place they know; the memory's own folder has a name made up.
    endpointsFile: inMemory ? path.join(DEFAULT_FOLDER, 'endpoints.json') : undefined,
  };
}

function readArguments(args: string[]): { empty: boolean } {
  try {
    return parseArgs({ args, options: { empty: { type: 'boolean', default: false } } }).values;
  } catch {
    throw new StartRefusal(`Unknown argument among: ${args.join(' ')}. The only one is --empty.`);
  }
}
