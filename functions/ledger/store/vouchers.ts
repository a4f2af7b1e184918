import type { ItemOf } from '../../../shared/table/entity.ts';
import type { Page, QuerySpec, Table } from '../../../shared/table/table.ts';
import { insert, type Write } from '../../../shared/table/writes.ts';
import { refuse } from '../errors.ts';
import { VoucherItem } from '../table.ts';

export type Voucher = ItemOf<typeof VoucherItem>;

export type VoucherStore = ReturnType<typeof voucherStore>;

/** What is known of archived vouchers; never changed after it was written. */
export function voucherStore(table: Table) {
  async function loadVoucher(company: string, id: string): Promise<Voucher> {
    const voucher = await table.get(VoucherItem, { company, id });
    if (voucher) return voucher;
    throw refuse('ledger.missing-voucher', `There is no voucher ${id}.`);
  }

  function listVouchers(company: string, page: Pick<QuerySpec, 'limit' | 'after'>): Promise<Page<Voucher>> {
    return table.query(VoucherItem, { pk: `C#${company}#VOUCHERS`, ...page });
  }

  async function addVoucher(voucher: Voucher, together: readonly Write[]): Promise<void> {
    await table.transact([voucherWrite(voucher), ...together]);
  }

  return { loadVoucher, listVouchers, addVoucher };
}

/** A voucher whose file lies in the archive already, for whoever commits it with writes of its own. */
export function voucherWrite(voucher: Voucher): Write {
  return insert(VoucherItem, voucher, () => new Error(`voucher ${voucher.id} exists already`));
}
