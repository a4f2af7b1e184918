import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openTable, type Table } from './table.ts';

/** A hung connection becomes an unknown outcome long before the function's own time is up. */
const TIMEOUTS = { connectionTimeout: 2_000, requestTimeout: 6_000 };

/** Without the SDK's own log, which nobody reads: for it every request and answer is copied, a tenth of the processor that a call takes. */
export function withoutCopies<C extends Pick<DynamoDBClient, 'middlewareStack'>>(client: C): C {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

/**
 * The table of this function, once per cold start. The SDK's own retries are off: a repeated conditional write
 * would refuse itself, so `shared/table` retries where it knows what a repetition means.
 */
export function connectTable({ TABLE_NAME }: { TABLE_NAME: string }): Table {
  const client = withoutCopies(new DynamoDBClient({ maxAttempts: 1, requestHandler: TIMEOUTS }));
  return openTable({ client, tableName: TABLE_NAME });
}
