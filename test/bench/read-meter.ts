import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Read units of a client's reads, as the engine reports them. */
export interface ReadMeter {
  /** Runs something and says what it has read. */
  readonly during: <T>(run: () => Promise<T>) => Promise<{ readonly value: T; readonly units: number }>;
}

interface Capacity {
  readonly CapacityUnits?: number | undefined;
}

/** Asks for the capacity of every read of a client, and adds it up. */
export function meterReads(client: DynamoDBClient): ReadMeter {
  let units = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      const { ConsumedCapacity } = result.output as unknown as { ConsumedCapacity?: Capacity | Capacity[] };
      for (const { CapacityUnits = 0 } of [ConsumedCapacity ?? []].flat()) units += CapacityUnits;
      return result;
    },
    { step: 'initialize', name: 'meterReads' },
  );
  return {
    during: async (run) => {
      const before = units;
      const value = await run();
      return { value, units: units - before };
    },
  };
}
