import { packDues, summarizeOwed } from '../../functions/credit/domain/dues.ts';
import { CreditCounter, CreditExposureRow, CreditProfileRow } from '../../functions/credit/table.ts';
import { addDays } from '../../shared/kernel/calendar-date.ts';
import type { Table } from '../../shared/table/table.ts';
import { put, type Write } from '../../shared/table/writes.ts';

export const COMPANY = 'bench';
export const NOW = new Date('2026-06-15T12:00:00.000Z');
export const ITEMS_A_CUSTOMER = 50;
const TRANSACTION_ITEMS = 99;
const WRITERS = 4;

export const customerOf = (at: number) => `k-${String(at).padStart(5, '0')}`;

/** A customer with a limit, and 50 open items that fall due on 50 days, as the follower of the books keeps them. */
function customerWrites(at: number): Write[] {
  const customer = customerOf(at);
  const items = Array.from({ length: ITEMS_A_CUSTOMER }, (_, item) => ({
    dueDate: addDays('2026-06-20', item),
    openMinor: BigInt(10_000 + item),
  }));
  const { openItemsMinor, dues } = summarizeOwed(items);
  const limitMinor = 100_000_000n;
  const key = { company: COMPANY, customer };
  return [
    put(CreditProfileRow, {
      ...key, currency: 'EUR', root: customer, limitMinor, riskClass: 'B', mustBeCovered: false, blocks: [], exposure: {},
      customerSince: '2020-01-01', terms: 1, version: 1, changedAt: NOW.toISOString(), changedBy: 'bench',
    }),
    put(CreditCounter, {
      company: COMPANY, root: customer, totalMinor: openItemsMinor, shared: { terms: 1, limitMinor },
      members: { [customer]: { exposureMinor: openItemsMinor, reservedMinor: 0n, terms: 1 } }, marks: {},
    }),
    put(CreditExposureRow, {
      ...key, openItemsMinor, prepaymentsMinor: 0n, deliveriesMinor: 0n, dues: packDues(dues), dunningLevel: 0, version: 1,
      at: NOW.toISOString(),
    }),
  ]; // biome-ignore format: records
}

/** So many customers of one company. */
export async function fillCustomers(table: Table, customers: number): Promise<void> {
  let next = 0;
  const write = async () => {
    while (next < customers) {
      const first = next;
      next += TRANSACTION_ITEMS / 3;
      const some = Array.from(
        { length: Math.min(TRANSACTION_ITEMS / 3, customers - first) },
        (_, at) => first + at,
      );
      await table.transact(some.flatMap(customerWrites));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}
