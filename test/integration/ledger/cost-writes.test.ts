import { describe, expect, it } from 'vitest';
import { openMeasuredLedger } from '../../support/measured-ledger.ts';
import { createTestTable } from '../../support/table.ts';
import { httpUnits, queueUnits, uploadUnits } from '../../support/write-costs.ts';

/**
 * Write units an entry, fold included, by DynamoDB's rule: what a year of bookkeeping costs. They depend on sizes and not
 * on time, so they hold here as on AWS. The bench has the same at full size.
 */
describe('write units an entry', () => {
  const open = async () => openMeasuredLedger(await createTestTable(), 'costs');

  it('uploaded, on shared accounts: at most 0.3', async () => {
    // Fewer accounts, because this file has fewer entries for each: 7 instead of 45.
    const units = await uploadUnits(await open(), { entries: 10_000, accounts: 7, seed: 1 });
    expect(units).toBeLessThanOrEqual(0.3);
    expect(units).toBeGreaterThan(0.05);
  });

  it('uploaded, each on a customer’s account of its own: at most 4', async () => {
    const fixture = { entries: 1_000, accounts: 7, seed: 1, ownCustomers: true };
    const units = await uploadUnits(await open(), fixture);
    expect(units).toBeLessThanOrEqual(4);
    expect(units).toBeGreaterThan(1);
  });

  it('from the queue, with ids that clients chose: at most 4', async () => {
    const units = await queueUnits(await open(), { entries: 1_000, ownCustomers: false });
    expect(units).toBeLessThanOrEqual(4);
    expect(units).toBeGreaterThan(2);
  });

  it.each([false, true])('one by one over HTTP: at most 16 (own customers: %s)', async (ownCustomers) => {
    const units = await httpUnits(await open(), { entries: 32, ownCustomers });
    expect(units).toBeLessThanOrEqual(16);
    expect(units).toBeGreaterThan(8);
  });
});
