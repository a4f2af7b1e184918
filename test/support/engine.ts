import type { TestProject } from 'vitest/node';
import { startEngine } from '../../infra/local/engine/start-engine.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Endpoint of the DynamoDB Local that the whole integration project shares. */
    dynamodb: string;
  }
}

/** Starts one DynamoDB Local in memory for all integration tests; each test file takes a table of its own in it. */
export default async function startSharedEngine(project: TestProject): Promise<() => Promise<void>> {
  const engine = await startEngine();
  project.provide('dynamodb', engine.endpoint);
  return () => engine.stop();
}
