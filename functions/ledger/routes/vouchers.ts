import * as z from 'zod';
import { CompanyId, CompanyParams, Instant, madeId, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const VoucherView = z
  .object({
    id: z.string(),
    fileName: z.string(),
    contentType: z.string(),
    sha256: z.string().meta({ description: 'Of the file; entries that name the voucher keep it too' }),
    bytes: z.int(),
    archivedAt: Instant,
    uploadedBy: z.string(),
  })
  .meta({ id: 'Voucher' });
export type VoucherView = z.input<typeof VoucherView>;

export const listVouchers = route({
  id: 'ledger.listVouchers',
  method: 'GET',
  path: '/companies/{companyId}/vouchers',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'The archived vouchers, oldest first',
  description:
    'A voucher comes by an upload of kind `voucher`: the import `imp_…` becomes the voucher `vch_…` of the same ending. ' +
    'A file that was uploaded before stays the voucher it is: the import names it by `duplicateOf`.',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of vouchers', body: pageOf(VoucherView) } },
});

export const getVoucher = route({
  id: 'ledger.getVoucher',
  method: 'GET',
  path: '/companies/{companyId}/vouchers/{voucherId}',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'One voucher, with a link to its file',
  params: z.object({ companyId: CompanyId, voucherId: madeId('vch') }),
  responses: {
    200: {
      description: 'The voucher; the link works for a quarter of an hour',
      body: VoucherView.extend({ download: z.object({ url: z.string(), expiresAt: Instant }) }),
    },
  },
});
