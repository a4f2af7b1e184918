import type { LinkMaker } from '../../../shared/files/presign.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Ledger } from '../compose.ts';
import { voucherKey } from '../domain/voucher.ts';
import * as routes from '../routes/vouchers.ts';
import { type Voucher, voucherStore } from '../store/vouchers.ts';

/** Routes of the vouchers; `links` lead into the archive bucket. */
export function voucherBindings(ledger: Ledger, links: LinkMaker): readonly Binding[] {
  const vouchers = voucherStore(ledger.table);
  return [
    on(routes.listVouchers, async (request) => {
      const paging = pagingOf(routes.listVouchers.id, request);
      const { items, next } = await vouchers.listVouchers(request.params.companyId, paging);
      return ok(paging.page(items.map(viewVoucher), next));
    }),
    on(routes.getVoucher, async ({ params: { companyId, voucherId }, now }) => {
      const voucher = await vouchers.loadVoucher(companyId, voucherId);
      const download = links.toDownload(voucherKey(companyId, voucherId), voucher.fileName, now);
      return ok({ ...viewVoucher(voucher), download });
    }),
  ];
}

function viewVoucher({ company: _company, ...voucher }: Voucher): routes.VoucherView {
  return voucher;
}
