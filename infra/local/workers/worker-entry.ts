/** Runs inside a worker thread: loads one bundle, then answers one invocation after the other. */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionError, InvocationReply, InvocationRequest, WorkerSetup } from './protocol.ts';

type Handler = (event: unknown, context: unknown) => unknown;

const { bundle, exportName, compileCache } = workerData as WorkerSetup;
if (compileCache !== undefined) enableCompileCache(compileCache);
// A bundle that cannot start (a wrong environment, say) fails its invocations with the reason, as on Lambda.
const loading: Promise<Handler> = import(pathToFileURL(bundle).href).then(
  (module: Record<string, unknown>) => {
    const handler = module[exportName];
    if (typeof handler !== 'function') throw new Error(`${bundle} exports no function ${exportName}`);
    // A thread is ended, it does not end: what it has compiled is kept now.
    flushCompileCache();
    return handler as Handler;
  },
);
loading.catch(() => undefined);

parentPort?.on('message', (request: InvocationRequest) => {
  answer(request).then((reply) => parentPort?.postMessage(reply));
});

async function answer(request: InvocationRequest): Promise<InvocationReply> {
  const { requestId } = request;
  try {
    const handler = await loading;
    const result = await handler(JSON.parse(request.event), toContext(request));
    return { requestId, result: JSON.stringify(result ?? null) };
  } catch (error) {
    return { requestId, error: describeError(error) };
  }
}

/** The context object of Lambda's Node runtime. */
function toContext(request: InvocationRequest) {
  return {
    awsRequestId: request.requestId,
    functionName: request.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: request.functionArn,
    memoryLimitInMB: String(request.memoryMb),
    logGroupName: `/aws/lambda/${request.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, request.deadline - Date.now()),
  };
}

function describeError(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}
