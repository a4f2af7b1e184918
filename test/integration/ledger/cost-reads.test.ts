import { expect, it } from 'vitest';
import { readTrialBalance } from '../../../functions/ledger/usecases/read-trial-balance.ts';
import { evenEntry, openMeasuredLedger } from '../../support/measured-ledger.ts';
import { createTestTable } from '../../support/table.ts';
import { bookEven, type MeteredLedger } from '../../support/write-costs.ts';

/** A trial balance and the items that reading it took. */
async function read(on: MeteredLedger, asOf: string) {
  const before = on.meter.itemsRead();
  const wish = { asOf, includeClosing: false, collective: false };
  const { through, rows } = await readTrialBalance(on.ledger, on.company, wish);
  return { through, accounts: rows.length, items: on.meter.itemsRead() - before };
}

it('a trial balance, also of a day, reads as many items with 10,000 entries as with 100', async () => {
  const few = await openMeasuredLedger(await createTestTable(), 'costs');
  const many = await openMeasuredLedger(await createTestTable(), 'costs');
  await bookEven(few, 100);
  await bookEven(many, 10_000);
  for (const asOf of ['2026-12-31', '2026-06-14']) {
    const [small, large] = [await read(few, asOf), await read(many, asOf)];
    expect(large.items).toBe(small.items);
    expect([small.through, large.through]).toEqual([100, 10_000]);
    expect([small.accounts, large.accounts]).toEqual([8, 8]);
  }
  // Every block that is not folded is one item more: the tail, which is bounded.
  const folded = (await read(few, '2026-12-31')).items;
  for (const index of [100, 101, 102]) {
    await few.ledger.post({ company: few.company, postedAt: '2026-06-15T12:00:00.000Z', postedBy: 'test' }, [
      evenEntry(index),
    ]);
  }
  expect(await read(few, '2026-12-31')).toEqual({ through: 103, accounts: 8, items: folded + 3 });
});
