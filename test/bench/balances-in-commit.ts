import { randomBytes, randomUUID } from 'node:crypto';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { itemBytes, writeUnits } from '../support/item-size.ts';
import type { ConnectTable } from './open-engine.ts';

const ENTRIES_A_COMMIT = 500;
const COMMITS = 40;
/** Compressed bytes of a block of 500 three-line entries, and of an account's sums with its recent lines. */
const BLOCK_BYTES = 13_000;
const SUMS_BYTES = 1_500;

export interface InCommitRate {
  readonly entries: number;
  readonly seconds: number;
  readonly unitsPerEntry: number;
}

/**
 * What the ledger does not do (docs/decisions/0051): the sums of every touched account in the transaction of the block.
 * Items of the right size and number only: nothing is parsed, checked or packed, and statement pages are left out, so
 * the real thing could only be slower.
 */
export async function measureBalancesInCommit(
  connect: ConnectTable,
  accounts: number,
): Promise<InCommitRate> {
  const { client, tableName } = connect();
  const journal = `C#in-commit#${randomUUID()}`;
  const block = randomBytes(BLOCK_BYTES);
  const sums = randomBytes(SUMS_BYTES);
  let units = 0;
  const from = performance.now();
  for (let commit = 0; commit < COMMITS; commit += 1) {
    const items = [
      { pk: { S: journal }, sk: { S: `B#${commit}` }, content: { B: block } },
      { pk: { S: `${journal}#HEAD` }, sk: { S: 'HEAD' }, next: { N: String(commit) } },
      ...Array.from({ length: accounts }, (_, account) => ({
        pk: { S: `${journal}#${account % 16}` },
        sk: { S: String(account) },
        content: { B: sums },
      })),
    ];
    units += items.reduce((sum, item) => sum + 2 * writeUnits(itemBytes(item)), 0);
    const TransactItems = items.map((Item) => ({ Put: { TableName: tableName, Item } }));
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
  }
  const entries = COMMITS * ENTRIES_A_COMMIT;
  return { entries, seconds: (performance.now() - from) / 1000, unitsPerEntry: units / entries };
}
