import {
  type BatchGetItemCommandOutput,
  type DynamoDBClient,
  GetItemCommand,
  type GetItemCommandOutput,
  type QueryCommandOutput,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  type TransactGetItemsCommandOutput,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { AttributeMap } from '../../shared/table/entity.ts';
import { itemBytes, writeUnits } from './item-size.ts';

/** What went over a client since it was metered, by DynamoDB's rule and not by what DynamoDB Local reports. */
export interface TableMeter {
  /** Units of all writes: 1 KB rounded up for each item, twice in a transaction, and those of the indexes. */
  readonly writeUnits: () => number;
  /** Items that reads returned. */
  readonly itemsRead: () => number;
}

/** An item stands in an index when it has both halves of its key; the indexes project whole items. */
const INDEXES = [
  ['gsi1pk', 'gsi1sk'],
  ['gsi2pk', 'gsi2sk'],
] as const;

/** The item's keys in an index, or undefined when it does not stand there. */
function placeIn(item: AttributeMap | undefined, [pk, sk]: (typeof INDEXES)[number]): string | undefined {
  const [first, second] = [item?.[pk]?.S, item?.[sk]?.S];
  return first === undefined || second === undefined ? undefined : `${first}\n${second}`;
}

/** Units of a write that makes `after` of `before`: the larger of both, and the same for every index it touches. */
function unitsOf(before: AttributeMap | undefined, after: AttributeMap | undefined, factor: 1 | 2): number {
  const sizes = [before ? itemBytes(before) : 0, after ? itemBytes(after) : 0] as const;
  const own = writeUnits(Math.max(...sizes)) * factor;
  const indexed = INDEXES.map((index) => {
    const [from, to] = [placeIn(before, index), placeIn(after, index)];
    if (from === undefined && to === undefined) return 0;
    if (from === to || from === undefined || to === undefined) return writeUnits(Math.max(...sizes));
    return writeUnits(sizes[0]) + writeUnits(sizes[1]); // moved: taken out here and put in there
  });
  return own + indexed.reduce((sum, units) => sum + units, 0);
}

type Change = Pick<TransactWriteItem, 'Put' | 'Update' | 'Delete' | 'ConditionCheck'>;

/** The single writes that a command consists of, and whether they are one transaction. */
function changesOf(
  command: string,
  input: ServiceInputTypes,
): { changes: readonly Change[]; factor: 1 | 2 } | undefined {
  if (command === 'PutItemCommand') return { changes: [{ Put: input } as Change], factor: 1 };
  if (command === 'UpdateItemCommand') return { changes: [{ Update: input } as Change], factor: 1 };
  if (command === 'DeleteItemCommand') return { changes: [{ Delete: input } as Change], factor: 1 };
  if (command === 'TransactWriteItemsCommand') {
    return { changes: (input as { TransactItems?: Change[] }).TransactItems ?? [], factor: 2 };
  }
  if (/Write|Put|Update|Delete/.test(command)) throw new TypeError(`${command} is not metered`);
  return undefined;
}

function itemsIn(command: string, output: ServiceOutputTypes): number {
  if (command === 'GetItemCommand') return (output as GetItemCommandOutput).Item ? 1 : 0;
  if (command === 'QueryCommand') return (output as QueryCommandOutput).ScannedCount ?? 0;
  if (command === 'TransactGetItemsCommand')
    return ((output as TransactGetItemsCommandOutput).Responses ?? []).filter(({ Item }) => Item).length;
  if (command !== 'BatchGetItemCommand') return 0;
  const { Responses = {} } = output as BatchGetItemCommandOutput;
  return Object.values(Responses).reduce((sum, items) => sum + items.length, 0);
}

/**
 * Meters a client from now on. Must see every write of its table, because it keeps the items to know what a write
 * replaces; only what an update made of an item is read again (uncounted). A write that is refused costs what it
 * would have cost at most.
 */
export function meterTable(client: DynamoDBClient): TableMeter {
  const standing = new Map<string, AttributeMap>();
  const ownReads = new WeakSet<object>();
  let units = 0;
  let read = 0;
  const keyOf = ({ pk, sk }: AttributeMap) => `${pk?.S}\n${sk?.S}`;

  async function reload(TableName: string | undefined, Key: AttributeMap): Promise<AttributeMap | undefined> {
    const input = { TableName, Key, ConsistentRead: true };
    ownReads.add(input);
    return (await client.send(new GetItemCommand(input))).Item;
  }

  async function charge({ Put, Update, Delete, ConditionCheck }: Change, factor: 1 | 2, done: boolean) {
    const key = Put?.Item ?? Update?.Key ?? Delete?.Key ?? ConditionCheck?.Key;
    if (!key) throw new TypeError('a write without a key');
    const before = standing.get(keyOf(key));
    const target = Update ?? ConditionCheck;
    const after = Put?.Item ?? (target && (await reload(target.TableName, key)));
    units += unitsOf(before, after, factor);
    if (!done) return;
    if (after) standing.set(keyOf(key), after);
    else standing.delete(keyOf(key));
  }

  client.middlewareStack.add(
    (next, context) => async (args) => {
      const command = context.commandName ?? '';
      const write = changesOf(command, args.input as ServiceInputTypes);
      let done = false;
      try {
        const result = await next(args);
        done = true;
        if (!ownReads.has(args.input)) read += itemsIn(command, result.output as ServiceOutputTypes);
        return result;
      } finally {
        for (const change of write?.changes ?? []) await charge(change, write?.factor ?? 1, done);
      }
    },
    { step: 'initialize', name: 'meterTable' },
  );
  return { writeUnits: () => units, itemsRead: () => read };
}
