import { randomUUID } from 'node:crypto';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { ConnectTable } from './open-engine.ts';

/** Bytes of text in each item: about what a three-line entry takes as JSON. */
const ITEM_TEXT_BYTES = 300;
const TRANSACTION_ITEMS = 100;
const ITEMS_A_RUN = 6_000;
/** Tried one after the other; the fastest is the yardstick. */
const WRITERS = [1, 2, 4, 8] as const;

export interface RawRate {
  readonly itemsPerSecond: number;
  readonly writers: number;
  /** Numbers of writers that were tried. */
  readonly tried: string;
}

/**
 * How fast this engine takes items when nothing is done but to send them: unconditional puts in transactions of 100,
 * by several numbers of writers, the best of all. Run before and after a bench, it is the yardstick of that bench.
 */
export async function measureRawItems(connect: ConnectTable): Promise<RawRate> {
  const { client, tableName } = connect();
  const text = 'x'.repeat(ITEM_TEXT_BYTES);
  const run = randomUUID();
  let number = 0;
  const put = () => {
    number += 1;
    const Item = { pk: { S: `C#raw#${run}#${number}` }, sk: { S: 'ITEM' }, text: { S: text } };
    return { Put: { TableName: tableName, Item } };
  };
  const tried = WRITERS.join(', ');
  let best: RawRate = { itemsPerSecond: 0, writers: 0, tried };
  for (const writers of WRITERS) {
    let left = ITEMS_A_RUN / TRANSACTION_ITEMS;
    const from = performance.now();
    const write = async () => {
      for (; left > 0; ) {
        left -= 1;
        const TransactItems = Array.from({ length: TRANSACTION_ITEMS }, put);
        await client.send(new TransactWriteItemsCommand({ TransactItems }));
      }
    };
    await Promise.all(Array.from({ length: writers }, write));
    const itemsPerSecond = ITEMS_A_RUN / ((performance.now() - from) / 1000);
    if (itemsPerSecond > best.itemsPerSecond) best = { itemsPerSecond, writers, tried };
  }
  return best;
}

export function fasterOf(a: RawRate, b: RawRate): RawRate {
  return a.itemsPerSecond >= b.itemsPerSecond ? a : b;
}
