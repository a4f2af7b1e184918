import { randomUUID } from 'node:crypto';
import type { FunctionModel } from '../template/model.ts';
import type { FunctionLog } from './function-log.ts';
import { type FunctionWorker, InvocationFailed, startFunctionWorker } from './function-worker.ts';

/** Runs one function: as many threads as it needs, up to a small bound, each one invocation at a time. */
export interface FunctionPool {
  /** @throws InvocationFailed */
  invoke(event: unknown): Promise<unknown>;
  /** Waits for invocations under way, then ends the threads. */
  stop(): Promise<void>;
}

export interface PoolOptions {
  fn: FunctionModel;
  env: Record<string, string>;
  log: FunctionLog;
  /** Folder of what was compiled of bundles before. */
  compileCache?: string | undefined;
  /** Told of every failed invocation, in one line. */
  onFailure(message: string): void;
}

/** Two cores gain nothing from more, and every thread costs some 30 MB. */
const MAX_WORKERS = 4;

export function createFunctionPool(options: PoolOptions): FunctionPool {
  const { fn, env, log, compileCache, onFailure } = options;
  const size = Math.max(1, Math.min(fn.reservedConcurrency ?? MAX_WORKERS, MAX_WORKERS));
  const idle: FunctionWorker[] = [];
  const waiting: ((worker: FunctionWorker) => void)[] = [];
  const underWay = new Set<Promise<unknown>>();
  let started = 0;

  function take(): Promise<FunctionWorker> | FunctionWorker {
    // The last one in is the first one out: a quiet function keeps one warm thread busy instead of four lukewarm ones.
    const free = idle.pop();
    if (free?.isAlive()) return free;
    if (free) started -= 1;
    if (started < size) {
      started += 1;
      return startFunctionWorker(fn, env, log, compileCache);
    }
    return new Promise((resolve) => waiting.push(resolve));
  }

  function giveBack(worker: FunctionWorker): void {
    const next = waiting.shift();
    const usable = worker.isAlive() ? worker : undefined;
    if (next) next(usable ?? startFunctionWorker(fn, env, log, compileCache));
    else if (usable) idle.push(usable);
    else started -= 1;
  }

  async function run(event: unknown): Promise<unknown> {
    const text = JSON.stringify(event);
    const worker = await take();
    const requestId = randomUUID();
    try {
      const reply = await worker.run({
        requestId,
        event: text,
        deadline: Date.now() + fn.timeoutSeconds * 1000,
        functionName: fn.name,
        functionArn: fn.arn,
        memoryMb: fn.memoryMb,
      });
      return JSON.parse(reply);
    } catch (error) {
      const reason = error instanceof InvocationFailed ? error.message : String(error);
      log.write(`${requestId} ${reason}`);
      onFailure(`${fn.shortName}: ${reason}`);
      throw error;
    } finally {
      giveBack(worker);
    }
  }

  return {
    invoke(event) {
      const running = run(event);
      const settled = running.catch(() => undefined).finally(() => underWay.delete(settled));
      underWay.add(settled);
      return running;
    },
    async stop() {
      while (underWay.size > 0) await Promise.all(underWay);
      await Promise.all(idle.map((worker) => worker.end()));
      await log.close();
    },
  };
}
