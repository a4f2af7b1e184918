import type { Caller } from '../gate/callers.ts';
import { environmentOf } from './function-environment.ts';
import { openFunctionLog } from './function-log.ts';
import { createFunctionPool, type FunctionPool, type PoolOptions } from './function-pool.ts';

/** Invokes functions by ARN. */
export interface Invoker {
  /** @throws InvocationFailed when the function fails, runs out of time or crashes */
  invoke(functionArn: string, event: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

export interface InvokerOptions extends Pick<PoolOptions, 'compileCache' | 'onFailure'> {
  gateUrl: string;
  logFolder: string;
}

/** One pool a function. Threads start with the first invocation. */
export function createInvoker(
  callers: readonly Caller[],
  { gateUrl, logFolder, compileCache, onFailure }: InvokerOptions,
): Invoker {
  const pools = new Map(
    callers.map((caller): [string, FunctionPool] => {
      const log = openFunctionLog(logFolder, caller.function.shortName);
      const env = environmentOf(caller, gateUrl);
      return [
        caller.function.arn,
        createFunctionPool({ fn: caller.function, env, log, compileCache, onFailure }),
      ];
    }),
  );
  return {
    async invoke(functionArn, event) {
      const pool = pools.get(functionArn);
      if (!pool) throw new Error(`No function ${functionArn}.`);
      return pool.invoke(event);
    },
    stop: async () => void (await Promise.all([...pools.values()].map((pool) => pool.stop()))),
  };
}
