import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** What may become of one call to the table. */
export type Fault =
  | 'conflict' // another transaction was at the same items: nothing happened
  | 'throttle' // too many requests: nothing happened
  | 'lost-request' // no answer, and nothing happened
  | 'lost-answer'; // no answer, although it took effect

export interface FaultPlan {
  /** Told of each call; the fault that it meets, or undefined. */
  readonly next: (command: string, isWrite: boolean) => Fault | undefined;
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

const $metadata = { httpStatusCode: 400 };

/** As DynamoDB raises it, which DynamoDB Local never does. */
function conflictOf(command: string): Error {
  if (command !== 'TransactWriteItemsCommand') return named('TransactionConflictException', 'ongoing');
  const CancellationReasons = [{ Code: 'None' }, { Code: 'TransactionConflict', Message: 'ongoing' }];
  return new TransactionCanceledException({ message: 'cancelled', $metadata, CancellationReasons });
}

/**
 * The client with faults injected where the SDK sends a request: before it leaves, or after it was answered. Counts what
 * it did, so that a test can tell that something happened at all.
 */
export function faultyClient(
  client: DynamoDBClient,
  plan: FaultPlan,
): { readonly client: DynamoDBClient; readonly injected: Map<Fault, number> } {
  const injected = new Map<Fault, number>();
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const command = String(context.commandName);
      const isWrite = /^(Put|Update|Delete|TransactWrite)/.test(command);
      const fault = plan.next(command, isWrite);
      if (fault === undefined) return next(args);
      injected.set(fault, (injected.get(fault) ?? 0) + 1);
      switch (fault) {
        case 'conflict':
          throw conflictOf(command);
        case 'throttle':
          throw named('ProvisionedThroughputExceededException', 'throttled');
        case 'lost-request':
          throw named('TimeoutError', 'no answer');
        case 'lost-answer':
          await next(args);
          throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      }
    },
    { step: 'initialize', name: 'faults', priority: 'high' },
  );
  return { client, injected };
}
