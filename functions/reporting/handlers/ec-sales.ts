import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Reporting } from '../compose.ts';
import { euros } from '../domain/figure-text.ts';
import * as routes from '../routes/ec-sales.ts';
import { readEcSalesList } from '../usecases/read-ec-sales-list.ts';

function bindSalesList(reporting: Reporting): Binding {
  return on(routes.ecSalesList, async ({ params, query: { year, period } }) => {
    const company = await companyOf(reporting, params.companyId);
    const list = await readEcSalesList(reporting, company, year, period);
    return ok({
      year,
      period,
      from: list.period.from,
      to: list.period.to,
      items: list.rows.map(({ vatId, kind, exactMinor, reportedMinor, lines }) => ({
        vatId,
        kind,
        amount: (reportedMinor / 100n).toString(),
        exact: euros(exactMinor),
        lines,
      })),
      withoutVatId: list.withoutVatId.map(({ amountMinor, ...sale }) => ({
        ...sale,
        amount: euros(amountMinor),
      })),
      withoutVatIdInAll: list.withoutVatIdInAll,
      asOfNumbers: list.asOfNumbers,
    });
  });
}

/** Sales to businesses in other member states. */
export function ecSalesBindings(reporting: Reporting): readonly Binding[] {
  return [bindSalesList(reporting)];
}
