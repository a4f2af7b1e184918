import type { TestProject } from 'vitest/node';
import type { Endpoints } from '../../infra/local/endpoints.ts';
import { startRunner } from '../../infra/local/runner.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one back office answers that all stories share. */
    endpoints: Endpoints;
  }
}

/** Starts one back office in memory, without the demo company; each story makes companies of its own in it. */
export default async function startSharedBackoffice(project: TestProject): Promise<() => Promise<void>> {
  const refusedCalls: string[] = [];
  const report = (line: string) => {
    if (/ lacks /.test(line)) refusedCalls.push(line);
  };
  const runner = await startRunner({ empty: true, report });
  project.provide('endpoints', runner.endpoints);
  return async () => {
    await runner.stop();
    // A role that lacks a right is a bug on AWS, also where the story did not notice.
    if (refusedCalls.length > 0) throw new Error(refusedCalls.join('\n'));
  };
}
