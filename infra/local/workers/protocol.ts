/** What the runner tells a worker thread at its start. */
export interface WorkerSetup {
  /** Absolute path of the bundle. */
  bundle: string;
  /** Name of the exported handler. */
  exportName: string;
  /** Folder of what was compiled of bundles before; without one, each is compiled anew. */
  compileCache: string | undefined;
}

/** One invocation on its way to a worker. Event and result travel as JSON text, as they do on Lambda. */
export interface InvocationRequest {
  requestId: string;
  event: string;
  /** Milliseconds since the epoch at which Lambda would end the function. */
  deadline: number;
  functionName: string;
  functionArn: string;
  memoryMb: number;
}

/** What a worker answers. */
export type InvocationReply =
  | { requestId: string; result: string }
  | { requestId: string; error: FunctionError };

/** How Lambda reports an error of the function. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace: string[];
}
