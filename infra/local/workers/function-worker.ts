import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { transformSync } from 'esbuild';
import type { FunctionModel } from '../template/model.ts';
import type { FunctionLog } from './function-log.ts';
import type { InvocationReply, InvocationRequest, WorkerSetup } from './protocol.ts';

/** One execution environment: a thread that runs one invocation at a time. */
export interface FunctionWorker {
  /** @throws Error when the function failed, ran out of time or its thread ended */
  run(request: InvocationRequest): Promise<string>;
  /** False after its thread ended; such a worker is replaced. */
  isAlive(): boolean;
  end(): Promise<void>;
}

/** The function answered with an error of its own, or did not answer. */
export class InvocationFailed extends Error {
  override readonly name = 'InvocationFailed';
  readonly timedOut: boolean;

  constructor(message: string, timedOut = false) {
    super(message);
    this.timedOut = timedOut;
  }
}

let entry: URL | undefined;

/** The thread's entry as JavaScript: Node would load its compiler of types into every thread, a third of a cold start. */
function entryUrl(): URL {
  if (entry) return entry;
  const source = readFileSync(new URL('./worker-entry.ts', import.meta.url), 'utf8');
  const { code } = transformSync(source, { loader: 'ts', format: 'esm' });
  entry = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  return entry;
}

/** Starts a thread with nothing but the function's environment and loads its bundle. */
export function startFunctionWorker(
  fn: FunctionModel,
  env: Record<string, string>,
  log: FunctionLog,
  compileCache?: string,
): FunctionWorker {
  const [file = 'index', exportName = 'handler'] = fn.handler.split('.');
  const setup: WorkerSetup = { bundle: path.join(fn.folder, `${file}.mjs`), exportName, compileCache };
  const thread = new Worker(entryUrl(), {
    workerData: setup,
    env,
    execArgv: [],
    stdout: true,
    stderr: true,
    name: fn.shortName,
    resourceLimits: { maxOldGenerationSizeMb: fn.memoryMb },
  });
  thread.unref();
  for (const output of [thread.stdout, thread.stderr])
    output.on('data', (chunk: Buffer) => log.write(chunk.toString()));
  let ended: string | undefined;
  let settle: ((outcome: InvocationReply | string) => void) | undefined;
  thread.on('message', (reply: InvocationReply) => settle?.(reply));
  thread.on('error', (error) =>
    endWith(`its thread failed: ${error instanceof Error ? error.message : String(error)}`),
  );
  thread.on('exit', (code) => endWith(`its thread ended with ${code}`));

  function endWith(reason: string): void {
    ended ??= reason;
    settle?.(ended);
  }

  async function run(request: InvocationRequest): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const outcome = await new Promise<InvocationReply | string>((resolve) => {
      settle = resolve;
      if (ended !== undefined) resolve(ended);
      timer = setTimeout(() => resolve('timeout'), request.deadline - Date.now());
      thread.postMessage(request);
    });
    clearTimeout(timer);
    settle = undefined;
    if (outcome === 'timeout') {
      ended = 'it was ended after a timeout';
      await thread.terminate();
      throw new InvocationFailed(`Task timed out after ${fn.timeoutSeconds} seconds`, true);
    }
    if (typeof outcome === 'string') throw new InvocationFailed(outcome);
    if ('result' in outcome) return outcome.result;
    log.write(outcome.error.trace.join('\n'));
    throw new InvocationFailed(`${outcome.error.errorType}: ${outcome.error.errorMessage}`);
  }

  return { run, isAlive: () => ended === undefined, end: async () => void (await thread.terminate()) };
}
