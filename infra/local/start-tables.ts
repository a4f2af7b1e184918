import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ensureTable } from './engine/create-table.ts';
import { OWN_CREDENTIALS } from './own-credentials.ts';
import type { TableModel } from './template/model.ts';
import { REGION } from './template/place.ts';

/** Makes the tables of the templates. @returns the engine's ARN of each stream, by the ARN that the templates use */
export async function startTables(
  tables: readonly TableModel[],
  endpoint: string,
): Promise<Map<string, string>> {
  const client = new DynamoDBClient({ endpoint, region: REGION, credentials: OWN_CREDENTIALS });
  const streams = new Map<string, string>();
  for (const { name, streamArn, properties } of tables) {
    const engineArn = await ensureTable(client, name, properties);
    if (engineArn) streams.set(streamArn, engineArn);
  }
  client.destroy();
  return streams;
}
