import type { TestProject } from 'vitest/node';
import { startEngine } from '../../infra/local/engine/start-engine.ts';
import type { TableProperties } from '../../infra/local/engine/table-definition.ts';
import { prepareAssembly } from '../../infra/local/prepare/prepare-assembly.ts';
import { buildModel } from '../../infra/local/template/build-model.ts';
import { loadStacks } from '../../infra/local/template/load-stacks.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Endpoint of the DynamoDB Local that the whole integration project shares. */
    dynamodb: string;
    /** Keys, indexes, stream and expiry of the table, from the synthesized template. */
    table: TableProperties;
  }
}

/** Starts one DynamoDB Local in memory for all integration tests; each test file takes a table of its own in it. */
export default async function startSharedEngine(project: TestProject): Promise<() => Promise<void>> {
  const [engine, assembly] = await Promise.all([startEngine(), prepareAssembly()]);
  const nowhere = { gateUrl: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:1' };
  const [table] = buildModel(loadStacks(assembly), nowhere).tables;
  if (!table) throw new Error('The templates hold no table.');
  project.provide('dynamodb', engine.endpoint);
  project.provide('table', table.properties);
  return () => engine.stop();
}
