import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { describeAmountProblem, formatMinor, parseMinor } from '../../../shared/kernel/money.ts';
import { postingOf } from '../../ledger/books.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Routines } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/accruals.ts';
import type { AccrualRow } from '../table.ts';
import { cancelAccrual, defer } from '../usecases/defer.ts';
import { loadAccrual, releaseAccrual, restOf } from '../usecases/release-accrual.ts';

function viewAccrual(accrual: AccrualRow, currency: string) {
  const { company: _company, amountMinor, releases, released, ...rest } = accrual;
  const money = (minor: bigint) => formatMinor(minor, currency);
  return {
    ...rest,
    amount: money(amountMinor),
    left: money(rest.state === 'active' ? restOf(accrual) : 0n),
    releases: releases.map((release, index) => ({
      date: release.date,
      amount: money(release.amountMinor),
      entryId: `accrual-${rest.id}-${index + 1}`,
      booked: index < released,
    })),
  };
}

function readAmount(text: string, currency: string): bigint {
  const minor = parseMinor(text, currency);
  if (typeof minor === 'bigint') return minor;
  const detail = `${text} ${describeAmountProblem(minor, currency)}`;
  throw refuse('routines.invalid-accrual', detail, { errors: [{ pointer: '/amount', detail }] });
}

function bindPost(routines: Routines): Binding {
  return on(routes.postAccrual, async (request) => {
    const { params, body, idempotency } = request;
    const company = await companyOf(routines.books, params.companyId);
    const posting = postingOf(company, request);
    const { amount, costCentre, ...rest } = body;
    const amountMinor = readAmount(amount, company.currency);
    const wish = { ...rest, amountMinor, ...(costCentre === undefined ? {} : { costCentre }) };
    const reply = (accrual: AccrualRow) =>
      created(viewAccrual(accrual, company.currency), `/companies/${company.id}/accruals/${accrual.id}`);
    const accrual = await defer(routines, posting, wish, (made) =>
      idempotency ? [idempotency.writeFor(reply(made))] : [],
    );
    return reply(await releaseAccrual(routines, posting, accrual.id, posting.postedAt.slice(0, 10)));
  });
}

/** Accruals: deferred, released, ended. */
export function accrualBindings(routines: Routines): readonly Binding[] {
  return [
    bindPost(routines),
    on(routes.getAccrual, async ({ params }) => {
      const company = await companyOf(routines.books, params.companyId);
      return ok(viewAccrual(await loadAccrual(routines, company.id, params.accrualId), company.currency));
    }),
    on(routes.listAccruals, async (request) => {
      const company = await companyOf(routines.books, request.params.companyId);
      const paging = pagingOf(routes.listAccruals.id, request);
      const { items, next } = await routines.reader.listAccruals(company.id, paging);
      return ok(
        paging.page(
          items.map((item) => viewAccrual(item, company.currency)),
          next,
        ),
      );
    }),
    on(routes.cancelAccrual, async (request) => {
      const { params, body, idempotency } = request;
      const company = await companyOf(routines.books, params.companyId);
      const reply = (accrual: AccrualRow) =>
        created(viewAccrual(accrual, company.currency), `/companies/${company.id}/accruals/${accrual.id}`);
      const posting = postingOf(company, request);
      const remember = (done: AccrualRow) => (idempotency ? [idempotency.writeFor(reply(done))] : []);
      return reply(await cancelAccrual(routines, posting, params.accrualId, body.date, remember));
    }),
  ];
}
