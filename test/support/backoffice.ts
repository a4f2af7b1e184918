import type { TestProject } from 'vitest/node';
import type { Endpoints } from '../../infra/local/endpoints.ts';
import { startRunner } from '../../infra/local/runner.ts';
import { startInvokeServer } from './invoke-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one back office answers that all stories share. */
    endpoints: Endpoints;
    /** Short names of the functions that schedules run, and where they can be run by hand. */
    scheduled: { readonly names: readonly string[]; readonly url: string };
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
  const invocations = await startInvokeServer(runner);
  const arns = new Set(runner.model.schedules.map(({ functionArn }) => functionArn));
  const names = runner.model.functions.filter(({ arn }) => arns.has(arn)).map(({ shortName }) => shortName);
  project.provide('scheduled', { names, url: invocations.url });
  return async () => {
    await invocations.stop();
    await runner.stop();
    // A role that lacks a right is a bug on AWS, also where the story did not notice.
    if (refusedCalls.length > 0) throw new Error(refusedCalls.join('\n'));
  };
}
