import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ensureTable } from '../../infra/local/engine/create-table.ts';
import { startEngine } from '../../infra/local/engine/start-engine.ts';
import { prepareAssembly } from '../../infra/local/prepare/prepare-assembly.ts';
import { buildModel } from '../../infra/local/template/build-model.ts';
import { loadStacks } from '../../infra/local/template/load-stacks.ts';
import { withoutCopies } from '../../shared/table/client.ts';

/** The table as the template describes it, and a client of its own, so that a meter sees nothing else. */
export interface BenchTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

export type ConnectTable = () => BenchTable;

/**
 * Runs a bench on a DynamoDB Local in memory that nobody else uses, and ends it afterwards. All of a bench is in one
 * table, each case in a company of its own, as in an installation: beside a table with a full stream, DynamoDB Local
 * writes to a second one ten to a hundred times slower. Without a stream it is filled faster, and read as fast.
 */
export async function withEngine<T>(
  run: (connect: ConnectTable) => Promise<T>,
  { stream = true } = {},
): Promise<T> {
  const [engine, assembly] = await Promise.all([startEngine(), prepareAssembly()]);
  try {
    const nowhere = { gateUrl: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:1' };
    const [model] = buildModel(loadStacks(assembly), nowhere).tables;
    if (!model) throw new Error('The templates hold no table.');
    const tableName = 'bench';
    const connect = () => ({
      // As the functions have it.
      client: withoutCopies(
        new DynamoDBClient({
          endpoint: engine.endpoint,
          region: 'eu-central-1',
          credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
          maxAttempts: 1,
        }),
      ),
      tableName,
    });
    const { StreamSpecification, ...unstreamed } = model.properties;
    await ensureTable(connect().client, tableName, stream ? model.properties : unstreamed);
    return await run(connect);
  } finally {
    await engine.stop();
  }
}
