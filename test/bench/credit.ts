import { setTimeout } from 'node:timers/promises';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { composeChecks } from '../../functions/credit/compose-checks.ts';
import { checkCredit } from '../../functions/credit/usecases/check-credit.ts';
import { marshalItem } from '../../shared/table/entity.ts';
import { openTable, type Table } from '../../shared/table/table.ts';
import type { Bench, BenchResult } from './bench.ts';
import { entriesWanted } from './bench.ts';
import { COMPANY, customerOf, fillCustomers, ITEMS_A_CUSTOMER, NOW } from './credit-customers.ts';
import { type BenchTable, withEngine } from './open-engine.ts';

const CUSTOMERS = entriesWanted(10_000);
/** Checks, and as many bare writes; of these one in a hundred is slower than the p99. */
const ROUNDS = CUSTOMERS;
const WARM_UP = 100;
const TARGET = 4;

/** One conditional update of a small item and nothing else: what no check can be cheaper than. */
async function bareWrite({ client, tableName }: BenchTable, customer: string, round: number): Promise<void> {
  const Key = marshalItem({ pk: `C#${COMPANY}#BARE#${customer}`, sk: 'BARE' });
  await client.send(
    new UpdateItemCommand({
      TableName: tableName,
      Key,
      UpdateExpression: 'SET seenIn = :round ADD takenMinor :minor',
      ConditionExpression: 'attribute_not_exists(takenMinor) OR takenMinor <= :most',
      ExpressionAttributeValues: marshalItem({ ':round': round, ':minor': 1_000, ':most': 100_000_000 }),
    }),
  );
}

/** The value that so many percent do not exceed. */
function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? Number.NaN;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Checks and bare writes take turns, so that whatever else the machine does falls on both. */
async function measure(on: BenchTable, table: Table) {
  const deps = composeChecks(table);
  const who = { principal: { id: 'bench', kind: 'machine' as const }, now: NOW };
  const check = async (round: number) => {
    const wish = {
      company: COMPANY, customer: customerOf((round * 7_919) % CUSTOMERS), id: `o-${round}`, isKnownId: true, reference: `A-${round}`,
      amountMinor: 100_000n, currency: 'EUR', reserve: true,
    }; // biome-ignore format: a record
    const { check: made } = await checkCredit(deps, wish, who);
    if (made.decision !== 'approved' || !made.reservation) throw new Error(`not reserved: ${made.reasons}`);
  };
  const checks: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const bareMs = await timed(() => bareWrite(on, customerOf((round * 104_729) % CUSTOMERS), round));
    const checkMs = await timed(() => check(round));
    if (round < WARM_UP) continue;
    bare.push(bareMs);
    checks.push(checkMs);
  }
  return { checks, bare };
}

async function run(): Promise<BenchResult> {
  return withEngine(async (connect) => {
    const on = connect();
    const table = openTable(on);
    await fillCustomers(table, CUSTOMERS);
    // What the engine still has to do with what it was given is no part of a check.
    await setTimeout(2_000);
    const { checks, bare } = await measure(on, table);
    const row = (what: string, values: readonly number[]) => ({
      what,
      rounds: values.length,
      p50Ms: Number(percentile(values, 50).toFixed(2)),
      p99Ms: Number(percentile(values, 99).toFixed(2)),
    });
    const [checkRow, bareRow] = [row('check with reservation', checks), row('bare conditional write', bare)];
    const ratio = (name: 'p50Ms' | 'p99Ms') => Number((checkRow[name] / bareRow[name]).toFixed(2));
    const times = { p50: ratio('p50Ms'), p99: ratio('p99Ms') };
    return {
      rows: [
        { ...checkRow, target: `p99 <= ${TARGET} times` },
        bareRow,
        { what: 'times the bare write', rounds: ROUNDS, p50Ms: times.p50, p99Ms: times.p99 },
      ],
      missed:
        times.p99 <= TARGET
          ? []
          : [`p99 of a check is ${times.p99} times that of a bare write, not ${TARGET}`],
    };
  });
}

export const credit: Bench = {
  name: 'credit',
  about: `a check with reservation, ${CUSTOMERS} customers with ${ITEMS_A_CUSTOMER} due dates each, against a bare conditional write`,
  run,
};
