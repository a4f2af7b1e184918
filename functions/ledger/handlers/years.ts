import { type Binding, on } from '../../../shared/http/api.ts';
import type { ApiRequest } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { LedgerReading } from '../compose.ts';
import { type FiscalYearStart, fiscalYearBounds, periodBounds } from '../domain/fiscal-year.ts';
import type { JournalHead } from '../domain/journal-head.ts';
import { isYearClosed } from '../domain/period-rules.ts';
import { companyOf } from '../reader.ts';
import * as routes from '../routes/years.ts';
import { periodStore } from '../store/periods.ts';
import { closeOnePeriod, loadStandingHead } from '../usecases/change-periods.ts';

/** Routes of fiscal years and their periods, and what answers them. */
export function yearBindings(ledger: LedgerReading, newId: NewId): readonly Binding[] {
  const deps = { reader: ledger.reader, store: periodStore(ledger.table), newId };
  return [
    on(routes.listFiscalYears, async ({ params }) => {
      const { id, fiscalYearStart } = await companyOf(ledger, params.companyId);
      const years = await ledger.reader.listFiscalYears(id);
      const heads = await Promise.all(years.map(({ fiscalYear }) => loadStandingHead(deps, id, fiscalYear)));
      return ok({ items: heads.map((head) => viewYear(head, fiscalYearStart)) });
    }),
    on(routes.getFiscalYear, async ({ params }) => {
      const { id, fiscalYearStart } = await companyOf(ledger, params.companyId);
      return ok(viewYear(await loadStandingHead(deps, id, params.fiscalYear), fiscalYearStart));
    }),
    on(routes.closePeriod, async (request) => {
      const { params, body, idempotency } = request;
      const action = await yearAction(ledger, request);
      const wanted = { period: params.period, includingEarlier: body?.includingEarlier ?? false };
      const reply = (head: JournalHead) => ok(viewYear(head, action.company.fiscalYearStart));
      const withState = (head: JournalHead) => (idempotency ? [idempotency.writeFor(reply(head))] : []);
      return reply(await closeOnePeriod(deps, action, wanted, withState));
    }),
  ];
}

/** Who asks for what year, as the use cases take it. */
export async function yearAction(
  ledger: LedgerReading,
  {
    params,
    principal,
    now,
    requestId,
  }: Pick<ApiRequest, 'principal' | 'now' | 'requestId'> & {
    readonly params: { readonly companyId: string; readonly fiscalYear: number };
  },
) {
  const company = await companyOf(ledger, params.companyId);
  return { company, fiscalYear: params.fiscalYear, principal, now, requestId };
}

export function viewYear(
  { fiscalYear, nextNumber, periods }: JournalHead,
  start: FiscalYearStart,
): routes.FiscalYearView {
  return {
    fiscalYear,
    ...fiscalYearBounds(fiscalYear, start),
    entries: nextNumber - 1,
    closed: isYearClosed(periods),
    periods: periods.map((state, period) => ({
      period,
      ...periodBounds(fiscalYear, period, start),
      state,
    })),
  };
}
