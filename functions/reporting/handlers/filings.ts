import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { describeAmountProblem, parseMinor } from '../../../shared/kernel/money.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Returns } from '../compose-returns.ts';
import { filingDueDate, nextWorkday } from '../domain/due-date.ts';
import { euros } from '../domain/figure-text.ts';
import { specialPrepayment } from '../domain/special-prepayment.ts';
import { taxPeriod } from '../domain/tax-period.ts';
import { resultOfReturn } from '../domain/vat-return.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/filings.ts';
import type { VatReturnItem } from '../table.ts';
import { fileVatReturn } from '../usecases/file-vat-return.ts';
import { readVatReturn } from '../usecases/read-vat-return.ts';

function filedView({ company: _company, ...filed }: VatReturnItem) {
  return filed;
}

function bindPostReturn(reporting: Returns): Binding {
  return on(routes.postVatReturn, async ({ params, body, principal, now, idempotency }) => {
    const company = await companyOf(reporting, params.companyId);
    const replyTo = (filed: VatReturnItem) =>
      created(filedView(filed), `/companies/${company.id}/vat-returns`);
    const filed = await fileVatReturn(reporting, company, {
      ...body,
      filedBy: principal.id,
      filedAt: now.toISOString(),
      together: (item) => (idempotency ? [idempotency.writeFor(replyTo(item))] : []),
    });
    return replyTo(filed);
  });
}

function bindListReturns({ store }: Returns): Binding {
  return on(routes.listVatReturns, async (request) => {
    const paging = pagingOf(routes.listVatReturns.id, request);
    const { items, next } = await store.listReturns(request.params.companyId, paging);
    return ok(paging.page(items.map(filedView), next));
  });
}

function readPrepayments(text: string): bigint {
  const minor = parseMinor(text, 'EUR');
  if (typeof minor === 'bigint') return minor;
  const detail = describeAmountProblem(minor, 'EUR');
  throw refuse('reporting.invalid-amount', detail, { errors: [{ pointer: '/prepayments', detail }] });
}

function bindCalculations(reporting: Returns): readonly Binding[] {
  return [
    on(routes.calculateSpecialPrepayment, async ({ params, body: { year, prepayments, months } }) => {
      const company = await companyOf(reporting, params.companyId);
      // The year's tax deducts no special prepayment: it is the sum that the law asks for.
      const sumMinor =
        prepayments === undefined
          ? resultOfReturn((await readVatReturn(reporting, company, year - 1, 'year')).figures)
          : readPrepayments(prepayments);
      return ok({
        year,
        prepayments: euros(sumMinor),
        specialPrepayment: euros(specialPrepayment(sumMinor, months)),
        dueDate: nextWorkday(`${year}-02-10`),
      });
    }),
    on(routes.calculateFilingDueDate, async ({ body: { year, period, extension } }) =>
      ok({ dueDate: filingDueDate(taxPeriod(year, period), extension) }),
    ),
  ];
}

/** Returns as they are filed, and what goes with them. */
export function filingBindings(reporting: Returns): readonly Binding[] {
  return [bindPostReturn(reporting), bindListReturns(reporting), ...bindCalculations(reporting)];
}
