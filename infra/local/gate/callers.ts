import { createHash, createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import type { FunctionModel } from '../template/model.ts';

/** A function as the gate knows it: by the access key that only its workers have. */
export interface Caller {
  function: FunctionModel;
  accessKeyId: string;
  secretAccessKey: string;
}

const Secret = z.object({ secret: z.string().min(32) });

/**
 * Credentials for every function. They derive from one secret of the data folder, so that a presigned URL handed out
 * before a restart is still good after it.
 */
export function createCallers(functions: readonly FunctionModel[], secretFile: string): Caller[] {
  const known = Secret.safeParse(readJsonFile(secretFile)).data;
  const secret = known?.secret ?? randomBytes(32).toString('hex');
  if (!known) writeJsonFile(secretFile, { secret });
  return functions.map((fn) => ({
    function: fn,
    accessKeyId: `FN${createHash('sha256').update(fn.arn).digest('hex').slice(0, 18).toUpperCase()}`,
    secretAccessKey: createHmac('sha256', secret).update(fn.arn).digest('base64url'),
  }));
}
