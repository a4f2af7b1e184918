import { expect, it } from 'vitest';
import { sumBalances } from '../../../functions/ledger/domain/balances.ts';
import { collectTouches, emptyAccountPeriod, foldRows } from '../../../functions/ledger/domain/fold.ts';
import { foldWhenDue } from '../../../functions/ledger/usecases/fold-when-due.ts';
import { readBalances } from '../../../functions/ledger/usecases/read-balances.ts';
import {
  assertFolded,
  evenEntry,
  type MeasuredLedger,
  openUploadLedger,
  postPatiently,
  YEAR,
} from '../../support/measured-ledger.ts';
import { createTestTable } from '../../support/table.ts';

const WRITERS = 8;
const BATCHES_EACH = 4;
const BATCH_ENTRIES = 5;
const AS_OF = '2026-06-14';

/** Balances from nothing but the blocks up to a journal number. */
async function recompute({ ledger, company }: MeasuredLedger, through: number, asOf: string) {
  const entries = [];
  for await (const block of ledger.reader.blocksAfter(company.id, YEAR, 0)) {
    if (block.lastNumber > through) break;
    entries.push(...block.entries());
  }
  expect(entries).toHaveLength(through);
  const sums = [...collectTouches(entries, company.fiscalYearStart).values()].map(
    ({ account, period, rows }) => foldRows(emptyAccountPeriod(account, period), rows).state,
  );
  const { fiscalYearStart } = company;
  return sumBalances(sums, { fiscalYear: YEAR, fiscalYearStart, asOf, includeClosing: false });
}

async function write(on: MeasuredLedger, writer: number): Promise<void> {
  for (let batch = 0; batch < BATCHES_EACH; batch += 1) {
    const first = (writer * BATCHES_EACH + batch) * BATCH_ENTRIES;
    const entries = Array.from({ length: BATCH_ENTRIES }, (_, at) => evenEntry(first + at));
    await postPatiently(on, `writer-${writer}`, entries);
    await foldWhenDue(on.ledger, on.company, YEAR);
  }
}

it('balances are exact at the journal number they name, while 8 writers post and fold', async () => {
  const on = await openUploadLedger(await createTestTable(), 'exact');
  let writing = true;
  const seen = new Map<number, number>();
  const read = async () => {
    while (writing) {
      for (const asOf of [AS_OF, '2026-12-31']) {
        const { through, accounts } = await readBalances(on.ledger, on.company, YEAR, {
          asOf,
          includeClosing: false,
        });
        const difference = accounts.reduce((sum, one) => sum + one.debitMinor - one.creditMinor, 0n);
        expect(difference).toBe(0n);
        expect(accounts).toEqual(await recompute(on, through, asOf));
        const head = await on.ledger.reader.loadHead(on.company.id, YEAR);
        seen.set(through, head?.foldedThrough ?? 0);
      }
    }
  };
  const writers = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(on, writer)));
  const done = writers.finally(() => {
    writing = false;
  });
  await Promise.all([done, read()]);
  await on.ledger.fold(on.company, YEAR);
  await assertFolded(on, WRITERS * BATCHES_EACH * BATCH_ENTRIES);
  // The readers met the journal at several moments, before and after folds.
  expect(seen.size).toBeGreaterThan(3);
  expect(new Set(seen.values()).size).toBeGreaterThan(1);
});
